/* city_store.c -- see city_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/city_store.h"

#include "store/queries_registry.h"

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
