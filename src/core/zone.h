/* zone.h -- local time as offsets by instant, made from tzdata outside core.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_ZONE_H
#define CORE_ZONE_H

#include "core/day.h"

struct zone_change {
    int64_t from_ms;  /* from this instant (UTC) on */
    int32_t offset_s; /* seconds east of UTC */
};

struct zone {
    const struct zone_change *changes; /* sorted; the first also rules what is before */
    size_t len;
};

int32_t zone_offset_s(const struct zone *z, int64_t unix_ms);
struct day zone_day(const struct zone *z, int64_t unix_ms);
int zone_minute_of_day(const struct zone *z, int64_t unix_ms); /* 0 to 1439 */
/* The instant of a local time: of two the earlier, of none the change that skips it. */
int64_t zone_at_ms(const struct zone *z, struct day d, int minute);
/* The first instant of the day; of two (or none) at a change, the earlier (later). */
int64_t zone_start_ms(const struct zone *z, struct day d);

#endif
