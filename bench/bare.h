/* bare.h -- the same rows through SQLite alone: what a faster program could reach.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_BARE_H
#define BENCH_BARE_H

#include "core/base.h"

struct bare_outcome {
    double ops_s, cpu_us; /* on a processor, of one visit */
};

/* Writes the rows of so many visits straight into the store's file, one COMMIT for every
 * `together` visits, synchronous=FULL; as sync leaves them:
 * see docs/benchmarks.md. */
struct bare_outcome bare_run(const char *path, const char *city, int64_t visits,
                             int together);

#endif
