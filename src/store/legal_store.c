/* legal_store.c -- see legal_store.h; the SQL is in sql/care/legal.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/legal_store.h"

#include "base/json.h"
#include "base/key_ring.h"
#include "store/care_key_store.h"
#include "store/queries_care.h"

#include <string.h>

static struct seal_place place(struct db *db, const char *column, struct id row)
{
    return seal_care(db, "legal_demand", column, row);
}

static const char *paper_json(const struct legal_demand *d, struct arena *a)
{
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    json_put_text(&o, "issuer", d->issuer);
    json_put_text(&o, "number", d->number);
    json_put_text(&o, "words", d->words);
    json_end_map(&o);
    return json_done(&o);
}

static const char *why_json(const struct legal_demand *d, struct arena *a)
{
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    json_put_text(&o, "counsel", d->counsel);
    json_put_text(&o, "why", d->why);
    json_end_map(&o);
    return json_done(&o);
}

/* Of no household: under the house's key it outlives hers. */
static struct bytes kept_cell(struct db *db, const struct keys *keys,
                              const struct legal_demand *d, struct arena *a)
{
    const struct data_key house = seal_house_key(keys);
    struct seal_place at = place(db, "kept", d->id);
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    json_put_text(&o, "issuer", d->issuer);
    json_put_text(&o, "counsel", d->counsel);
    json_end_map(&o);
    return seal_text(&house, &at, json_done(&o), a);
}

struct err legal_add(struct db *db, struct class_keys keys, const struct legal_demand *d,
                     struct arena *a)
{
    TRY(care_key_agree(db, keys.city, a));
    struct seal_place at = place(db, "paper", d->id);
    struct q_demand_add_in in = {.id = d->id,
                                 .casefile = d->casefile,
                                 .asked_by = d->asked_by,
                                 .asked_at = d->asked_at,
                                 .kind = instrument_kind_name(d->kind),
                                 .came_day = d->came,
                                 .classes = d->classes,
                                 .given = d->given,
                                 .gagged = d->gagged,
                                 .paper = seal_text(keys.own, &at, paper_json(d, a), a),
                                 .state = demand_state_name(d->state),
                                 .decided_at = d->decided_at,
                                 .kept = kept_cell(db, keys.city, d, a)};

    return db_exec(db, &q_demand_add, &in);
}

static struct err codes_of(const char *kind, const char *state, struct legal_demand *d)
{
    return instrument_kind_parse(kind, &d->kind) && demand_state_parse(state, &d->state)
               ? ok()
               : failed(ERR_BROKEN, "errors.store.code");
}

static struct err fill(const struct q_demand_by_id_out *row, struct legal_demand *out)
{
    *out = (struct legal_demand){.id = row->id,
                                 .casefile = row->casefile,
                                 .asked_by = row->asked_by,
                                 .asked_at = row->asked_at,
                                 .came = row->came_day,
                                 .classes = (unsigned)row->classes,
                                 .given = (unsigned)row->given,
                                 .gagged = row->gagged != 0,
                                 .decided_by = row->decided_by,
                                 .decided_at = row->decided_at,
                                 .rev = row->rev};
    if (row->released_sha.len == sizeof out->sha.b)
        memcpy(out->sha.b, row->released_sha.p, sizeof out->sha.b);
    return codes_of(row->kind, row->state, out);
}

struct err legal_load(struct db *db, struct id id, struct arena *a,
                      struct legal_demand *out)
{
    struct q_demand_by_id_in in = {id};
    struct q_demand_by_id_out row;

    TRY(db_one(db, &q_demand_by_id, &in, &row, a));
    return fill(&row, out);
}

static struct err open_json(const struct data_key *key, const struct seal_place *at,
                            struct bytes cell, struct arena *a, struct json *out)
{
    const char *words;

    *out = (struct json){0};
    TRY(open_text(key, at, cell, a, &words));
    return words != NULL ? json_read(a, words, strlen(words), out) : ok();
}

struct err legal_open(struct db *db, const struct data_key *key, struct id id,
                      struct arena *a, struct legal_demand *out)
{
    struct seal_place paper = place(db, "paper", id), why = place(db, "why", id);
    struct seal_place released = place(db, "released", id);
    struct q_demand_by_id_in in = {id};
    struct q_demand_by_id_out row;
    struct json said, decided;

    TRY(db_one(db, &q_demand_by_id, &in, &row, a));
    TRY(fill(&row, out));
    TRY(open_json(key, &paper, row.paper, a, &said));
    TRY(open_json(key, &why, row.why, a, &decided));
    out->issuer = json_text(&said, "issuer");
    out->number = json_text(&said, "number");
    out->words = json_text(&said, "words");
    out->counsel = json_text(&decided, "counsel");
    out->why = json_text(&decided, "why");
    return open_text(key, &released, row.released, a, &out->released);
}

/* What is left of one whose household was erased. */
static struct err open_kept(struct db *db, const struct keys *keys, struct bytes cell,
                            struct arena *a, struct legal_demand *out)
{
    struct seal_place at = place(db, "kept", out->id);
    struct data_key house;
    struct json said;

    if (cell.len == 0)
        return ok();
    TRY(seal_house_key_of(keys, cell, &house));
    TRY(open_json(&house, &at, cell, a, &said));
    out->issuer = json_text(&said, "issuer");
    out->counsel = json_text(&said, "counsel");
    return ok();
}

struct err legal_open_kept(struct db *db, const struct keys *keys, struct id id,
                           struct arena *a, struct legal_demand *out)
{
    struct q_demand_by_id_in in = {id};
    struct q_demand_by_id_out row;

    TRY(db_one(db, &q_demand_by_id, &in, &row, a));
    TRY(fill(&row, out));
    return open_kept(db, keys, row.kept, a, out);
}

struct err legal_keep(struct db *db, struct class_keys keys, struct casefile_id id,
                      struct arena *a)
{
    struct q_demand_unkept_in in = {id};
    struct q_demand_unkept_out *rows;
    struct legal_demand d;
    size_t len;

    TRY(db_many(db, &q_demand_unkept, &in, (void *)&rows, &len, a));
    if (len > 0)
        TRY(care_key_agree(db, keys.city, a));
    for (size_t i = 0; i < len; i++) {
        TRY(legal_open(db, keys.own, rows[i].id, a, &d));
        TRY(db_exec(db, &q_demand_keep,
                    &(struct q_demand_keep_in){d.id, kept_cell(db, keys.city, &d, a)}));
    }
    return ok();
}

struct err legal_waits(struct db *db, struct casefile_id id, struct arena *a, bool *out)
{
    struct q_demand_waits_in in = {.casefile = id};
    struct q_demand_waits_out row;

    TRY(db_one(db, &q_demand_waits, &in, &row, a));
    *out = row.n > 0;
    return ok();
}

/* What waits for the care key has none. */
static struct err open_issuer(struct db *db, const struct keys *keys,
                              const struct q_demand_list_out *row, struct arena *a,
                              struct legal_demand *out)
{
    struct seal_place at = place(db, "paper", row->id);
    struct data_key key;
    struct json said;

    if (care_is_closed(keys))
        return ok();
    struct err e = casefile_key(db, keys, row->resident, a, &key);
    if (e.kind == ERR_NOT_FOUND)
        return open_kept(db, keys, row->kept, a, out);
    TRY(e);
    TRY(open_json(&key, &at, row->paper, a, &said));
    out->issuer = json_text(&said, "issuer");
    return ok();
}

struct err legal_list(struct db *db, const struct keys *keys, struct user_id viewer,
                      struct arena *a, struct legal_demands *out)
{
    struct q_demand_list_in in = {viewer};
    struct q_demand_list_out *rows;

    TRY(db_many(db, &q_demand_list, &in, &rows, &out->len, a));
    out->of = arena_array(a, struct legal_demand, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct legal_demand){.id = rows[i].id,
                                           .casefile = rows[i].casefile,
                                           .asked_by = rows[i].asked_by,
                                           .asked_at = rows[i].asked_at,
                                           .came = rows[i].came_day,
                                           .classes = (unsigned)rows[i].classes,
                                           .given = (unsigned)rows[i].given,
                                           .decided_by = rows[i].decided_by,
                                           .decided_at = rows[i].decided_at};
        TRY(codes_of(rows[i].kind, rows[i].state, &out->of[i]));
        TRY(open_issuer(db, keys, &rows[i], a, &out->of[i]));
    }
    return ok();
}

struct err legal_withdraw(struct db *db, const struct data_key *key,
                          const struct legal_demand *d, struct arena *a)
{
    struct seal_place why = place(db, "why", d->id);

    return db_exec(
        db, &q_demand_withdraw,
        &(struct q_demand_withdraw_in){.id = d->id,
                                       .by = d->decided_by,
                                       .at = d->decided_at,
                                       .why = seal_text(key, &why, why_json(d, a), a),
                                       .rev = d->rev});
}

struct err legal_decide(struct db *db, struct class_keys keys,
                        const struct legal_demand *d, struct arena *a)
{
    TRY(care_key_agree(db, keys.city, a));
    struct seal_place why = place(db, "why", d->id);
    struct seal_place released = place(db, "released", d->id);
    struct q_demand_decide_in in = {.id = d->id,
                                    .state = demand_state_name(d->state),
                                    .by = d->decided_by,
                                    .at = d->decided_at,
                                    .why = seal_text(keys.own, &why, why_json(d, a), a),
                                    .released =
                                        seal_text(keys.own, &released, d->released, a),
                                    .kept = kept_cell(db, keys.city, d, a),
                                    .rev = d->rev};

    if (d->released != NULL)
        in.sha = (struct bytes){d->sha.b, sizeof d->sha.b};
    return db_exec(db, &q_demand_decide, &in);
}

struct err legal_counts(struct db *db, struct arena *a, struct legal_count **out,
                        size_t *len)
{
    struct q_demand_counts_out *rows;
    struct legal_demand d;

    TRY(db_many(db, &q_demand_counts, NULL, &rows, len, a));
    *out = arena_array(a, struct legal_count, *len + 1);
    for (size_t i = 0; i < *len; i++) {
        TRY(codes_of(rows[i].kind, rows[i].state, &d));
        (*out)[i] = (struct legal_count){d.kind, d.state, rows[i].n};
    }
    return ok();
}

struct err legal_told(struct db *db, struct casefile_id id, struct arena *a,
                      int64_t **out, size_t *len)
{
    struct q_demand_told_in in = {id};
    struct q_demand_told_out *rows;

    TRY(db_many(db, &q_demand_told, &in, &rows, len, a));
    *out = arena_array(a, int64_t, *len + 1);
    for (size_t i = 0; i < *len; i++)
        (*out)[i] = rows[i].decided_at;
    return ok();
}
