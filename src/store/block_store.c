/* block_store.c -- see block_store.h; the SQL is in sql/care/block.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/block_store.h"

#include "store/queries_care.h"

static struct seal_place reason_place(struct db *db, struct id row)
{
    return seal_care(db, "case_block", "reason", row);
}

struct err block_stands(struct db *db, struct casefile_id id, struct user_id person,
                        bool *out)
{
    struct q_block_stands_in in = {.casefile = id, .person = person};
    struct q_block_stands_out row;
    struct arena a = {0};
    struct err e = db_one(db, &q_block_stands, &in, &row, &a);

    arena_free(&a);
    TRY(e);
    *out = row.n > 0;
    return ok();
}

struct err block_add(struct db *db, const struct data_key *key, const struct block *b,
                     struct arena *a)
{
    struct seal_place at = reason_place(db, b->id);
    struct q_block_add_in in = {
        .id = b->id,
        .casefile = b->casefile,
        .person = b->person,
        .author = b->author,
        .at = b->at,
        .reason = seal_text(key, &at, b->reason, a),
    };

    return db_exec(db, &q_block_add, &in);
}

struct err block_lift(struct db *db, const struct block *b)
{
    struct q_block_lift_in in = {
        .id = b->id, .casefile = b->casefile, .by = b->lifted_by, .at = b->lifted_at};

    return db_exec(db, &q_block_lift, &in);
}

struct err block_list(struct db *db, const struct data_key *key, struct casefile_id id,
                      struct arena *a, struct blocks *out)
{
    struct q_block_list_in in = {.casefile = id};
    struct q_block_list_out *rows;

    TRY(db_many(db, &q_block_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct block, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place at = reason_place(db, rows[i].id);

        out->of[i] = (struct block){
            .id = rows[i].id,
            .casefile = id,
            .person = rows[i].person,
            .author = rows[i].author,
            .lifted_by = rows[i].lifted_by,
            .at = rows[i].at,
            .lifted_at = rows[i].lifted_at,
        };
        TRY(open_text(key, &at, rows[i].reason, a, &out->of[i].reason));
    }
    return ok();
}

struct err block_review(struct db *db, const struct keys *keys, struct user_id viewer,
                        struct arena *a, struct blocks *out)
{
    struct q_block_review_in in = {.viewer = viewer};
    struct q_block_review_out *rows;

    TRY(db_many(db, &q_block_review, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct block, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place at = reason_place(db, rows[i].id);
        struct data_key key;
        struct err e = casefile_key(db, keys, rows[i].resident, a, &key);

        out->of[i] = (struct block){.id = rows[i].id,
                                    .casefile = rows[i].casefile,
                                    .person = rows[i].person,
                                    .author = rows[i].author,
                                    .at = rows[i].at};
        if (e.kind == ERR_NOT_FOUND)
            continue; /* erased: why is gone with the resident */
        TRY(e);
        TRY(open_text(&key, &at, rows[i].reason, a, &out->of[i].reason));
    }
    return ok();
}
