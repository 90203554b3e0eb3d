/* seen_store.c -- see seen_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/seen_store.h"

#include "store/queries_care.h"

struct err seen_list(struct db *care, struct casefile_id id, struct arena *a,
                     struct sightings *out)
{
    struct q_seen_of_in in = {.subject = id_of(id)};
    struct q_seen_of_out *rows;

    TRY(db_many(care, &q_seen_of, &in, &rows, &out->len, a));
    out->of = arena_array(a, struct sighting, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct sighting){rows[i].person, rows[i].day, NULL};
    return ok();
}

struct err seen_list_sent(struct db *care, struct casefile_id id, struct arena *a,
                          struct sightings *out)
{
    struct q_seen_by_agencies_in in = {.casefile = id};
    struct q_seen_by_agencies_out *rows;

    TRY(db_many(care, &q_seen_by_agencies, &in, &rows, &out->len, a));
    out->of = arena_array(a, struct sighting, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct sighting){rows[i].person, rows[i].day, rows[i].agency};
    return ok();
}
