/* deadline.c -- see deadline.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/deadline.h"

#include "domain/data.h"

const struct order_limit *order_limit_on(struct day d)
{
    const struct order_limit *found = &data_order_limits[0];

    require(day_is_set(d));
    for (size_t i = 0; i < data_order_limits_len; i++)
        if (data_order_limits[i].from <= d.n)
            found = &data_order_limits[i];
    return found;
}

struct day correct_by(const struct zone *z, const struct holidays *h, int64_t observed_ms,
                      bool endangering)
{
    struct day seen = zone_day(z, observed_ms);
    const struct order_limit *limit = order_limit_on(seen);

    /* Hours do not stop for a weekend. */
    if (endangering)
        return zone_day(z, observed_ms + limit->endangering_hours * INT64_C(3600000));
    return day_add_business(seen, limit->other_days, h);
}

struct day nspire_by(const struct zone *z, int64_t observed_ms, enum severity severity)
{
    static const int hours[SEVERITIES] = {
        [SEVERITY_LIFE_THREATENING] = 24, [SEVERITY_SEVERE] = 24};
    static const int days[SEVERITIES] = {[SEVERITY_MODERATE] = 30, [SEVERITY_LOW] = 60};

    require(severity < SEVERITIES);
    struct day d = zone_day(z, observed_ms + hours[severity] * INT64_C(3600000));
    return (struct day){d.n + days[severity]};
}

struct day inspect_by(const struct zone *z, const struct holidays *h, int64_t asked_ms,
                      bool endangering_alleged)
{
    struct day asked = zone_day(z, asked_ms);
    const struct order_limit *limit = order_limit_on(asked);

    return day_add_business(
        asked, endangering_alleged ? limit->alleged_days : limit->request_days, h);
}

struct day hearing_by(struct day served)
{
    return (struct day){served.n + order_limit_on(served)->hearing_days};
}

bool is_heat_season(struct day d)
{
    int year, month, dom;

    day_split(d, &year, &month, &dom);
    return month > 9 || month < 6 || (month == 9 && dom >= 15);
}
