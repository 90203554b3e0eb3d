/* city_store.c -- see city_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/city_store.h"

#include "store/queries_registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct err city_add(struct db *registry, const struct city *city)
{
    struct q_city_add_in in = {
        .name = city->name,
        .timezone = city->timezone,
        .state = city->practice ? "practice" : "real",
        .created_at = city->created_at,
    };

    return db_exec(registry, &q_city_add, &in);
}

struct err city_load(struct db *registry, struct arena *a, struct city *out)
{
    struct q_city_get_out row;

    TRY(db_one(registry, &q_city_get, NULL, &row, a));
    *out = (struct city){
        .name = row.name,
        .timezone = row.timezone,
        .practice = strcmp(row.state, "real") != 0,
        .created_at = row.created_at,
    };
    return ok();
}

static const char *const marks[CITY_MARKS] = {
    [CITY_PROVEN] = "proof.restore",
    [CITY_BACKED_UP] = "backup.made",
    [CITY_LOGS_EMPTIED] = "logs.emptied",
};
static const char keys[] = "keys.prints";

/* "" where it was never put. */
static struct err setting(struct db *registry, struct arena *a, const char *name,
                          const char **out)
{
    struct q_setting_get_in in = {.name = name};
    struct q_setting_get_out row;
    struct err e = db_one(registry, &q_setting_get, &in, &row, a);

    *out = e.kind == OK ? row.value : "";
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

static struct err set(struct db *registry, const char *name, const char *value)
{
    return db_exec(registry, &q_setting_put, &(struct q_setting_put_in){name, value});
}

struct err city_inspections(struct db *registry, bool beside)
{
    return set(registry, "inspections", beside ? "beside" : "own");
}

struct err city_mark(struct db *registry, struct arena *a, enum city_mark mark,
                     int64_t at)
{
    char *value = arena_alloc(a, 24);

    snprintf(value, 24, "%lld", (long long)at);
    return set(registry, marks[mark], value);
}

struct err city_marked(struct db *registry, struct arena *a, enum city_mark mark,
                       int64_t *out)
{
    const char *value;

    *out = 0;
    TRY(setting(registry, a, marks[mark], &value));
    *out = strtoll(value, NULL, 10);
    return ok();
}

struct err city_note_keys(struct db *registry, const char *prints)
{
    return set(registry, keys, prints);
}

struct err city_keys(struct db *registry, struct arena *a, const char **out)
{
    return setting(registry, a, keys, out);
}

struct err city_end_sessions(struct db *registry, int64_t now)
{
    return db_exec(registry, &q_session_end_everybody,
                   &(struct q_session_end_everybody_in){now});
}
