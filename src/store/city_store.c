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

static const char proof[] = "proof.restore";

struct err city_note_proof(struct db *registry, struct arena *a, int64_t now)
{
    char *value = arena_alloc(a, 24);
    struct q_setting_put_in in = {.name = proof, .value = value};

    snprintf(value, 24, "%lld", (long long)now);
    return db_exec(registry, &q_setting_put, &in);
}

struct err city_proof(struct db *registry, struct arena *a, int64_t *out)
{
    struct q_setting_get_in in = {.name = proof};
    struct q_setting_get_out row;
    struct err e = db_one(registry, &q_setting_get, &in, &row, a);

    *out = 0;
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    *out = strtoll(row.value, NULL, 10);
    return ok();
}
