/* bare.h -- the same rows through SQLite alone: what a faster program could reach.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_BARE_H
#define BENCH_BARE_H

#include "core/base.h"

/* Writes the rows of so many visits straight into the store's file, one COMMIT for every
 * `together` visits, synchronous=FULL; returns ops a second. */
double bare_run(const char *path, const char *city, int64_t visits, int together);

#endif
