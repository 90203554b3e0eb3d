/* hold_store.c -- see hold_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/hold_store.h"

#include "store/queries_care.h"

static struct seal_place place(struct db *db, const char *column, struct id row)
{
    return seal_care(db, "legal_hold", column, row);
}

struct err hold_add(struct db *db, const struct data_key *key, const struct hold *h,
                    struct arena *a)
{
    struct seal_place at = place(db, "reason", h->id);
    struct q_hold_add_in in = {.id = h->id,
                               .casefile = h->casefile,
                               .author = h->author,
                               .at = h->at,
                               .reason = seal_text(key, &at, h->reason, a)};

    return db_exec(db, &q_hold_add, &in);
}

struct err hold_lift(struct db *db, const struct data_key *key, const struct hold *h,
                     struct arena *a)
{
    struct seal_place at = place(db, "lifted_why", h->id);
    struct q_hold_lift_in in = {.id = h->id,
                                .casefile = h->casefile,
                                .at = h->lifted_at,
                                .by = h->lifted_by,
                                .why = seal_text(key, &at, h->lifted_why, a)};

    return db_exec(db, &q_hold_lift, &in);
}

struct err hold_stands(struct db *db, struct casefile_id id, struct arena *a, bool *out)
{
    struct q_hold_stands_in in = {id};
    struct q_hold_stands_out row;

    TRY(db_one(db, &q_hold_stands, &in, &row, a));
    *out = row.n > 0;
    return ok();
}

struct err hold_standing(struct db *db, struct user_id viewer, struct arena *a,
                         struct holds *out)
{
    struct q_hold_standing_in in = {.viewer = viewer};
    struct q_hold_standing_out *rows;

    TRY(db_many(db, &q_hold_standing, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct hold, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct hold){.id = rows[i].id,
                                   .casefile = rows[i].casefile,
                                   .author = rows[i].author,
                                   .at = rows[i].at};
    return ok();
}

struct err hold_list(struct db *db, const struct data_key *key, struct casefile_id id,
                     struct arena *a, struct holds *out)
{
    struct q_hold_list_in in = {id};
    struct q_hold_list_out *rows;

    TRY(db_many(db, &q_hold_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct hold, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place reason = place(db, "reason", rows[i].id);
        struct seal_place why = place(db, "lifted_why", rows[i].id);
        struct hold *h = &out->of[i];

        *h = (struct hold){.id = rows[i].id,
                           .casefile = id,
                           .author = rows[i].author,
                           .at = rows[i].at,
                           .lifted_at = rows[i].lifted_at,
                           .lifted_by = rows[i].lifted_by};
        TRY(open_text(key, &reason, rows[i].reason, a, &h->reason));
        TRY(open_text(key, &why, rows[i].lifted_why, a, &h->lifted_why));
    }
    return ok();
}
