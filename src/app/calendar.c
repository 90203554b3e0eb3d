/* calendar.c -- see calendar.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/calendar.h"

#include "base/when.h"
#include "domain/holiday.h"
#include "store/queries_registry.h"

#define HOLIDAYS_ROOM 128

struct err setting_get(struct session *s, const char *name, const char *missing,
                       const char **out)
{
    struct q_setting_get_in in = {name};
    struct q_setting_get_out row;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    struct err e = db_one(db, &q_setting_get, &in, &row, s->arena);
    *out = e.kind == OK ? row.value : missing;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

const char *session_long_day(const struct session *s, struct day d)
{
    return when_day(s->arena, s->lang, d, WHEN_LONG);
}

struct holidays holidays_near(struct session *s)
{
    struct day *days = arena_array(s->arena, struct day, HOLIDAYS_ROOM);
    int year, month, dom;

    day_split(zone_day(s->zone, s->now), &year, &month, &dom);
    return (struct holidays){days, holidays_make(year - 1, year + 2, days)};
}

struct err calendar_load(struct session *s, struct calendar *out)
{
    const char *hours;

    TRY(setting_get(s, "provider_hours", HOURS_DEFAULT, &hours));
    *out = (struct calendar){.zone = *s->zone, .holidays = holidays_near(s)};
    if (!hours_parse(hours, &out->hours))
        require(hours_parse(HOURS_DEFAULT, &out->hours));
    return ok();
}
