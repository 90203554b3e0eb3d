/* home_visit_store.c -- see home_visit_store.h; the SQL is in sql/care/home_visit.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/home_visit_store.h"

#include "domain/consent.h"
#include "store/case_open.h"
#include "store/queries_care.h"

_Static_assert(sizeof(struct q_home_visit_by_id_out) ==
                   sizeof(struct q_home_visit_list_out),
               "rows of visits differ");

static struct seal_place joint_place(struct db *db, struct id row)
{
    return seal_care(db, "home_visit", "joint", row);
}

static struct err state_of(const char *word, enum home_visit_state *out)
{
    int at = codes_find(&home_visit_state_codes, word);

    if (at < 0)
        return failed(ERR_BROKEN, "errors.store.code");
    *out = (enum home_visit_state)at;
    return ok();
}

struct err home_visit_add(struct db *db, const struct data_key *key,
                          const struct home_visit *v, struct arena *a)
{
    struct seal_place at = joint_place(db, v->id);
    struct q_home_visit_add_in in = {
        .id = v->id,
        .casefile = v->casefile,
        .visitor = v->visitor,
        .author = v->author,
        .day = v->day,
        .start_time = v->time,
        .joint = seal_text(key, &at, v->joint, a),
    };

    return db_exec(db, &q_home_visit_add, &in);
}

static struct err visit_of(struct db *db, const struct data_key *key,
                           const struct q_home_visit_list_out *row, struct arena *a,
                           struct home_visit *out)
{
    struct seal_place at = joint_place(db, row->id);

    *out = (struct home_visit){
        .id = row->id,
        .casefile = row->casefile,
        .visitor = row->visitor,
        .day = row->day,
        .time = row->start_time,
        .in_at = row->in_at,
        .expected_at = row->expected_at,
        .out_at = row->out_at,
        .alarmed_at = row->alarmed_at,
        .rev = row->rev,
    };
    TRY(state_of(row->state, &out->state));
    return open_text(key, &at, row->joint, a, &out->joint);
}

struct err home_visit_load(struct db *db, const struct data_key *key,
                           struct home_visit *v, struct arena *a)
{
    struct q_home_visit_by_id_in in = {.id = v->id, .casefile = v->casefile};
    struct q_home_visit_list_out row;

    TRY(db_one(db, &q_home_visit_by_id, &in, &row, a));
    return visit_of(db, key, &row, a, v);
}

struct err home_visit_save(struct db *db, const struct home_visit *v)
{
    struct q_home_visit_save_in in = {
        .id = v->id,
        .state = home_visit_state_codes.list[v->state].word,
        .in_at = v->in_at,
        .expected_at = v->expected_at,
        .out_at = v->out_at,
        .alarmed_at = v->alarmed_at,
        .rev = v->rev,
    };

    return db_exec(db, &q_home_visit_save, &in);
}

struct err home_visits(struct db *db, const struct data_key *key, struct casefile_id id,
                       struct arena *a, struct home_visits *out)
{
    struct q_home_visit_list_in in = {.casefile = id};
    struct q_home_visit_list_out *rows;

    TRY(db_many(db, &q_home_visit_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct home_visit, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        TRY(visit_of(db, key, &rows[i], a, &out->of[i]));
    return ok();
}

static struct err open_case(struct db *db, const struct keys *keys,
                            const struct q_home_visit_today_out *row, struct arena *a,
                            struct home_visit *out)
{
    struct data_key key;
    struct err e = casefile_key(db, keys, row->resident, a, &key);

    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    struct case_cell person =
        case_cell(db, &key, "person", id_of(row->casefile), row->person);
    struct case_cell place =
        case_cell(db, &key, "place", id_of(row->casefile), row->place);
    TRY(case_open_person(&person, a, &out->person));
    return case_open_place(&place, a, &out->place);
}

struct err home_visits_today(struct db *db, const struct keys *keys,
                             const struct today_for *to, struct arena *a,
                             struct home_visits *out)
{
    struct q_home_visit_today_in in = {to->day, consent_latest(to->day), to->person};
    struct q_home_visit_today_out *rows;

    TRY(db_many(db, &q_home_visit_today, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct home_visit, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct home_visit){
            .id = rows[i].id,
            .casefile = rows[i].casefile,
            .owner = rows[i].owner,
            .visitor = rows[i].visitor,
            .day = rows[i].day,
            .time = rows[i].start_time,
            .expected_at = rows[i].expected_at,
            .rev = rows[i].rev,
        };
        TRY(state_of(rows[i].state, &out->of[i].state));
        TRY(open_case(db, keys, &rows[i], a, &out->of[i]));
    }
    return ok();
}

struct err home_visits_alarming(struct db *db, int64_t before, struct arena *a,
                                struct home_visits *out)
{
    struct q_home_visit_alarming_in in = {.before = before};
    struct q_home_visit_alarming_out *rows;

    TRY(db_many(db, &q_home_visit_alarming, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct home_visit, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct home_visit){
            .id = rows[i].id,
            .casefile = rows[i].casefile,
            .visitor = rows[i].visitor,
            .state = HOME_VISIT_INSIDE,
            .expected_at = rows[i].expected_at,
            .rev = rows[i].rev,
        };
    return ok();
}

struct err home_visit_alarmed(struct db *db, const struct home_visit *v)
{
    struct q_home_visit_alarmed_in in = {.id = v->id, .at = v->alarmed_at, .rev = v->rev};

    return db_exec(db, &q_home_visit_alarmed, &in);
}
