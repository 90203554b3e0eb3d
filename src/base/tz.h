/* tz.h -- the offsets of a named time zone, read from the machine's tzdata.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_TZ_H
#define BASE_TZ_H

#include "core/arena.h"
#include "core/err.h"
#include "core/zone.h"

/* "America/New_York" from /usr/share/zoneinfo, known until 2100; lives in `a`.
 * ERR_INVALID "zone.unknown" for a name that tzdata lacks, ERR_BROKEN for a bad file. */
MUST_CHECK struct err zone_load(const char *name, struct arena *a, struct zone *out);

#endif
