/* callback_store.c -- see callback_store.h; the SQL is in sql/care/callback.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/callback_store.h"

#include "domain/consent.h"
#include "store/case_open.h"
#include "store/queries_care.h"

enum { LIST_MAX = 100 };

struct err callback_add(struct db *db, const struct callback *c)
{
    struct q_callback_add_in in = {c->consent, c->casefile, c->taken_by, c->drawn_at};

    return db_exec(db, &q_callback_add, &in);
}

static struct err state_of(const char *word, enum callback_state *out)
{
    return callback_state_parse(word, out) ? ok()
                                           : failed(ERR_BROKEN, "errors.store.code");
}

struct err callback_list(struct db *db, const struct keys *keys,
                         const struct callback_query *q, struct arena *a,
                         struct callbacks *out)
{
    struct q_callback_list_in in = {q->viewer, q->since, q->today,
                                    consent_latest(q->today), LIST_MAX};
    struct q_callback_list_out *rows;

    TRY(db_many(db, &q_callback_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct callback, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct case_who who = {rows[i].casefile, rows[i].resident, rows[i].person};

        out->of[i] = (struct callback){.consent = rows[i].consent,
                                       .casefile = rows[i].casefile,
                                       .drawn_at = rows[i].drawn_at,
                                       .tries = rows[i].tries,
                                       .ended_at = rows[i].ended_at};
        TRY(state_of(rows[i].state, &out->of[i].state));
        TRY(case_open_name(db, keys, &who, a, &out->of[i].name));
    }
    return ok();
}

struct err callback_load(struct db *db, struct consent_id id, struct arena *a,
                         struct callback *out)
{
    struct q_callback_by_consent_in in = {id};
    struct q_callback_by_consent_out row;

    TRY(db_one(db, &q_callback_by_consent, &in, &row, a));
    *out = (struct callback){.consent = id,
                             .casefile = row.casefile,
                             .taken_by = row.taken_by,
                             .drawn_at = row.drawn_at,
                             .tries = row.tries,
                             .rev = row.rev};
    return state_of(row.state, &out->state);
}

struct err callback_save(struct db *db, const struct callback *c)
{
    struct q_callback_save_in in = {.consent = c->consent,
                                    .state = callback_state_name(c->state),
                                    .tries = c->tries,
                                    .tried_at = c->tried_at,
                                    .ended_at = c->ended_at,
                                    .called_by = c->called_by,
                                    .knows_whom = c->knows_whom,
                                    .knows_stop = c->knows_stop,
                                    .rev = c->rev};

    return db_exec(db, &q_callback_save, &in);
}

struct err callback_over(struct db *db, struct consent_id id, int64_t at)
{
    struct q_callback_over_in in = {id, at};

    return db_exec(db, &q_callback_over, &in);
}

struct err callback_count(struct db *db, struct arena *a, struct callback_counts *out)
{
    struct q_callback_counts_out *rows;
    struct q_callback_unsure_out unsure;
    enum callback_state state;
    size_t len;

    TRY(db_many(db, &q_callback_counts, NULL, (void *)&rows, &len, a));
    TRY(db_one(db, &q_callback_unsure, NULL, &unsure, a));
    *out =
        (struct callback_counts){.unsure_whom = unsure.whom, .unsure_stop = unsure.stop};
    for (size_t i = 0; i < len; i++) {
        TRY(state_of(rows[i].state, &state));
        out->of[state] = rows[i].n;
    }
    return ok();
}

struct err stop_ways(struct db *db, const struct stop_span *span, struct arena *a,
                     int64_t out[STOP_WAYS])
{
    struct q_stop_ways_in in = {span->since, span->until};
    struct q_stop_ways_out *rows;
    enum stop_way way;
    size_t len;

    TRY(db_many(db, &q_stop_ways, &in, (void *)&rows, &len, a));
    for (enum stop_way w = 0; w < STOP_WAYS; w++)
        out[w] = 0;
    for (size_t i = 0; i < len; i++) {
        if (!stop_way_parse(rows[i].way, &way))
            return failed(ERR_BROKEN, "errors.store.code");
        out[way] = rows[i].n;
    }
    return ok();
}
