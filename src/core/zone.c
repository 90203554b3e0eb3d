/* zone.c -- see zone.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/zone.h"

/* The change that rules this instant. */
static size_t rule_at(const struct zone *z, int64_t unix_ms)
{
    size_t low = 0, high = z->len;

    require(z->len > 0);
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (z->changes[mid].from_ms <= unix_ms)
            low = mid;
        else
            high = mid;
    }
    return low;
}

int32_t zone_offset_s(const struct zone *z, int64_t unix_ms)
{
    return z->changes[rule_at(z, unix_ms)].offset_s;
}

static int64_t local_ms(const struct zone *z, int64_t unix_ms)
{
    return unix_ms + zone_offset_s(z, unix_ms) * INT64_C(1000);
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

struct day zone_day(const struct zone *z, int64_t unix_ms)
{
    return (struct day){(int32_t)floor_div(local_ms(z, unix_ms), DAY_MS)};
}

int zone_minute_of_day(const struct zone *z, int64_t unix_ms)
{
    int64_t local = local_ms(z, unix_ms);

    return (int)((local - floor_div(local, DAY_MS) * DAY_MS) / 60000);
}

int64_t zone_at_ms(const struct zone *z, struct day d, int minute)
{
    int64_t local = d.n * DAY_MS + minute * INT64_C(60000);
    size_t before = rule_at(z, local - DAY_MS), after = rule_at(z, local + DAY_MS);

    /* Tried in the order of time, so that of two such times the earlier is taken. */
    for (size_t i = before; i <= after; i++) {
        int64_t at = local - z->changes[i].offset_s * INT64_C(1000);
        if (rule_at(z, at) == i)
            return at;
    }
    /* The clocks jumped over it: it comes when they did. */
    for (size_t i = before + 1; i <= after; i++)
        if (local_ms(z, z->changes[i].from_ms) >= local)
            return z->changes[i].from_ms;
    die("zone: a time that never comes");
}

int64_t zone_start_ms(const struct zone *z, struct day d)
{
    return zone_at_ms(z, d, 0);
}
