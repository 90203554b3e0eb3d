/* glass_store.c -- see glass_store.h; the SQL is in sql/care/glass.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/glass_store.h"

#include "store/queries_care.h"

static struct seal_place place(struct db *db, const char *column, struct id row)
{
    return seal_care(db, "glass", column, row);
}

struct err glass_add(struct db *db, const struct data_key *key, const struct glass *g,
                     struct arena *a)
{
    struct seal_place at = place(db, "reason", g->id);
    struct q_glass_add_in in = {.id = g->id,
                                .casefile = g->casefile,
                                .person = g->person,
                                .cause = glass_cause_name(g->cause),
                                .reason = seal_text(key, &at, g->reason, a),
                                .at = g->at,
                                .until = g->until,
                                .tell_at = g->tell_at};

    return db_exec(db, &q_glass_add, &in);
}

static struct err codes_of(const char *cause, const char *verdict, struct glass *g)
{
    if (!glass_cause_parse(cause, &g->cause) ||
        (verdict != NULL && !glass_verdict_parse(verdict, &g->verdict)))
        return failed(ERR_BROKEN, "errors.store.code");
    return ok();
}

struct err glass_load(struct db *db, struct id id, struct arena *a, struct glass *out)
{
    struct q_glass_by_id_in in = {id};
    struct q_glass_by_id_out row;

    TRY(db_one(db, &q_glass_by_id, &in, &row, a));
    *out = (struct glass){.id = row.id,
                          .casefile = row.casefile,
                          .person = row.person,
                          .at = row.at,
                          .until = row.until,
                          .tell_at = row.tell_at,
                          .noted_at = row.noted_at,
                          .reviewed_at = row.reviewed_at,
                          .reviewed_by = row.reviewed_by};
    return codes_of(row.cause, row.verdict, out);
}

struct err glass_open(struct db *db, const struct data_key *key, struct arena *a,
                      struct glass *g)
{
    struct seal_place delay = place(db, "delay", g->id);
    struct seal_place found = place(db, "found", g->id);
    struct q_glass_by_id_in in = {g->id};
    struct q_glass_by_id_out row;

    TRY(db_one(db, &q_glass_by_id, &in, &row, a));
    TRY(open_text(key, &found, row.found, a, &g->found));
    return open_text(key, &delay, row.delay, a, &g->delay);
}

static struct err open_words(struct db *db, const struct keys *keys,
                             const struct q_glass_list_out *row, struct arena *a,
                             struct glass *g)
{
    struct seal_place reason = place(db, "reason", row->id);
    struct seal_place delay = place(db, "delay", row->id);
    struct seal_place found = place(db, "found", row->id);
    struct data_key key;
    struct err e = casefile_key(db, keys, row->resident, a, &key);

    if (e.kind == ERR_NOT_FOUND)
        return ok(); /* erased: why is gone with the resident */
    TRY(e);
    TRY(open_text(&key, &reason, row->reason, a, &g->reason));
    TRY(open_text(&key, &found, row->found, a, &g->found));
    return open_text(&key, &delay, row->delay, a, &g->delay);
}

struct err glass_list(struct db *db, const struct keys *keys, const struct glass_query *q,
                      struct arena *a, struct glasses *out)
{
    struct q_glass_list_in in = {q->viewer, q->since};
    struct q_glass_list_out *rows;

    TRY(db_many(db, &q_glass_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct glass, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct glass){.id = rows[i].id,
                                    .casefile = rows[i].casefile,
                                    .person = rows[i].person,
                                    .owner = rows[i].owner,
                                    .at = rows[i].at,
                                    .until = rows[i].until,
                                    .tell_at = rows[i].tell_at,
                                    .noted_at = rows[i].noted_at,
                                    .reviewed_at = rows[i].reviewed_at,
                                    .reviewed_by = rows[i].reviewed_by};
        TRY(codes_of(rows[i].cause, rows[i].verdict, &out->of[i]));
        TRY(open_words(db, keys, &rows[i], a, &out->of[i]));
    }
    return ok();
}

struct err glass_of_case(struct db *db, struct casefile_id id, struct arena *a,
                         struct glasses *out)
{
    struct q_glass_of_case_in in = {id};
    struct q_glass_of_case_out *rows;

    TRY(db_many(db, &q_glass_of_case, &in, &rows, &out->len, a));
    out->of = arena_array(a, struct glass, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct glass){.id = rows[i].id,
                                    .casefile = id,
                                    .person = rows[i].person,
                                    .at = rows[i].at,
                                    .until = rows[i].until,
                                    .tell_at = rows[i].tell_at};
    return ok();
}

struct err glass_unnoted(struct db *db, struct user_id owner, int64_t *out)
{
    struct q_glass_unnoted_in in = {owner};
    struct q_glass_unnoted_out row;
    struct arena a CLEANUP(arena_free) = {0};

    TRY(db_one(db, &q_glass_unnoted, &in, &row, &a));
    *out = row.n;
    return ok();
}

struct err glass_note(struct db *db, struct id id, int64_t at)
{
    return db_exec(db, &q_glass_note, &(struct q_glass_note_in){id, at});
}

struct err glass_review(struct db *db, const struct data_key *key, const struct glass *g,
                        struct arena *a)
{
    struct seal_place at = place(db, "found", g->id);
    struct q_glass_review_in in = {.id = g->id,
                                   .by = g->reviewed_by,
                                   .at = g->reviewed_at,
                                   .verdict = glass_verdict_name(g->verdict),
                                   .found = seal_text(key, &at, g->found, a)};

    return db_exec(db, &q_glass_review, &in);
}

struct err glass_delay(struct db *db, const struct data_key *key, const struct glass *g,
                       int64_t was, struct arena *a)
{
    struct seal_place at = place(db, "delay", g->id);
    struct q_glass_delay_in in = {.id = g->id,
                                  .by = g->person,
                                  .was = was,
                                  .tell_at = g->tell_at,
                                  .delay = seal_text(key, &at, g->delay, a)};

    return db_exec(db, &q_glass_delay, &in);
}
