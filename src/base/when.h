/* when.h -- days and instants as people write them, from po/common's patterns.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_WHEN_H
#define BASE_WHEN_H

#include "core/arena.h"
#include "core/zone.h"

enum when_style {
    WHEN_SHORT, /* Nov 24 */
    WHEN_DATED, /* Nov 24, 2026 */
    WHEN_LONG,  /* November 24, 2026 */
    WHEN_FULL,  /* Tuesday, November 24 */
    WHEN_MONTH, /* November 2026 */
};

/* "" for a day that is not set. */
char *when_day(struct arena *a, const char *lang, struct day d, enum when_style style);
/* The time of day on the city's clocks: "3:05 pm". */
char *when_time(struct arena *a, const char *lang, const struct zone *z, int64_t ms);
/* Day and time: "Nov 24, 3:05 pm"; "" for 0, which stores hold for no instant. */
char *when_instant(struct arena *a, const char *lang, const struct zone *z, int64_t ms,
                   enum when_style style);
/* For machines: "2026-11-26T02:30:00Z"; "" for 0. */
char *when_utc(struct arena *a, int64_t ms);

#endif
