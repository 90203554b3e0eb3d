/* resident_store.c -- see resident_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/resident_store.h"

#include "base/json.h"
#include "domain/consent.h"
#include "store/case_open.h"
#include "store/queries_care.h"

#include <string.h>

#define MINUTE_MS INT64_C(60000)
enum { LIST_MAX = 100 };

_Static_assert(sizeof(struct q_told_waiting_out) == sizeof(struct q_told_lead_out),
               "lists of what residents said differ");

static struct seal_place words_place(struct db *db, struct id row)
{
    return seal_care(db, "resident_word", "words", row);
}

static void put_some(struct json_out *j, const char *name, const char *value)
{
    if (value != NULL && value[0] != '\0')
        json_put_text(j, name, value);
}

static const char *words_write(const struct told_words *w, struct arena *a)
{
    struct json_out j = {.arena = a};

    json_map(&j, NULL);
    put_some(&j, "phone", w->phone);
    put_some(&j, "name", w->name);
    put_some(&j, "lang", w->lang);
    put_some(&j, "text", w->text);
    put_some(&j, "reach", w->reach);
    json_end_map(&j);
    return json_done(&j);
}

/* What was sealed with row t->id comes into t->words. */
static struct err words_open(struct db *db, const struct data_key *key,
                             struct bytes sealed, struct arena *a, struct told_row *t)
{
    struct seal_place at = words_place(db, t->id);
    struct json j = {0};
    const char *s;

    t->words = (struct told_words){0};
    TRY(open_text(key, &at, sealed, a, &s));
    if (s == NULL)
        return ok();
    TRY(json_read(a, s, strlen(s), &j));
    t->words = (struct told_words){json_text(&j, "phone"), json_text(&j, "name"),
                                   json_text(&j, "lang"), json_text(&j, "text"),
                                   json_text(&j, "reach")};
    return ok();
}

struct err told_add(struct db *db, const struct data_key *key, const struct told_row *t,
                    struct arena *a, bool *added)
{
    struct seal_place at = words_place(db, t->id);
    struct q_told_add_in in = {
        .id = t->id,
        .casefile = t->casefile,
        .kind = told_name(t->kind),
        .at = t->at,
        .late = t->late,
        .words = seal_text(key, &at, words_write(&t->words, a), a),
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_told_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err told_since(struct db *db, const struct told_row *of, int64_t since,
                      struct arena *a, struct told_count *out)
{
    struct q_told_since_in in = {of->casefile, told_name(of->kind), since};
    struct q_told_since_out row;

    TRY(db_one(db, &q_told_since, &in, &row, a));
    *out = (struct told_count){row.n, row.last};
    return ok();
}

struct err told_of_case(struct db *db, const struct data_key *key, struct casefile_id id,
                        struct arena *a, struct told_rows *out)
{
    struct q_told_of_case_in in = {id};
    struct q_told_of_case_out *rows;

    TRY(db_many(db, &q_told_of_case, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct told_row, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct told_row *t = &out->of[i];

        *t = (struct told_row){.id = rows[i].id,
                               .casefile = id,
                               .at = rows[i].at,
                               .noted_at = rows[i].noted_at,
                               .late = rows[i].late != 0};
        if (!told_parse(rows[i].kind, &t->kind))
            return failed(ERR_BROKEN, "errors.store.code");
        TRY(words_open(db, key, rows[i].words, a, t));
    }
    return ok();
}

struct err told_is_unread(struct db *db, struct casefile_id id, struct arena *a,
                          bool *out)
{
    struct q_told_unread_in in = {id};
    struct q_told_unread_out row;

    TRY(db_one(db, &q_told_unread, &in, &row, a));
    *out = row.n > 0;
    return ok();
}

/* Of an erased household only that something was said is left. */
static struct err open_row(struct db *db, const struct keys *keys,
                           const struct q_told_waiting_out *row, struct arena *a,
                           struct told_row *t)
{
    struct case_who who = {row->casefile, row->resident, row->person};
    struct case_opened opened;

    TRY(case_open_who(db, keys, &who, a, &opened));
    t->name = opened.name;
    return opened.known ? words_open(db, &opened.key, row->words, a, t) : ok();
}

struct err told_waiting(struct db *db, const struct keys *keys,
                        const struct told_query *q, struct arena *a,
                        struct told_rows *out)
{
    struct day latest = consent_latest(q->today);
    struct q_told_waiting_in in = {q->viewer, q->today, latest, LIST_MAX};
    struct q_told_lead_in lead = {q->viewer, q->which == TOLD_COMPLAINTS, q->today,
                                  latest, LIST_MAX};
    struct q_told_waiting_out *rows;

    if (q->which == TOLD_FOR_MANAGER)
        TRY(db_many(db, &q_told_waiting, &in, (void *)&rows, &out->len, a));
    else
        TRY(db_many(db, &q_told_lead, &lead, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct told_row, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct told_row *t = &out->of[i];

        *t = (struct told_row){.id = rows[i].id,
                               .casefile = rows[i].casefile,
                               .at = rows[i].at,
                               .late = rows[i].late != 0,
                               .owner = rows[i].owner};
        if (!told_parse(rows[i].kind, &t->kind))
            return failed(ERR_BROKEN, "errors.store.code");
        TRY(open_row(db, keys, &rows[i], a, t));
    }
    return ok();
}

struct err told_load(struct db *db, struct id id, struct arena *a, struct told_row *out)
{
    struct q_told_one_in in = {id};
    struct q_told_one_out row;

    TRY(db_one(db, &q_told_one, &in, &row, a));
    *out = (struct told_row){.id = id,
                             .casefile = row.casefile,
                             .at = row.at,
                             .noted_at = row.noted_at,
                             .late = row.late != 0};
    return told_parse(row.kind, &out->kind) ? ok()
                                            : failed(ERR_BROKEN, "errors.store.code");
}

struct err told_open(struct db *db, const struct data_key *key, struct arena *a,
                     struct told_row *t)
{
    struct q_told_one_in in = {t->id};
    struct q_told_one_out row;

    TRY(db_one(db, &q_told_one, &in, &row, a));
    return words_open(db, key, row.words, a, t);
}

struct err told_note(struct db *db, const struct told_noted *n)
{
    struct q_told_note_in in = {n->id, n->by, n->at};
    struct q_told_note_lead_in lead = {n->id, n->by, n->at};

    return n->lead ? db_exec(db, &q_told_note_lead, &lead)
                   : db_exec(db, &q_told_note, &in);
}

struct err miss_add(struct db *db, int64_t now)
{
    struct q_miss_forget_in old = {now / MINUTE_MS - MISS_MINUTES};
    struct q_miss_add_in in = {now / MINUTE_MS};

    TRY(db_exec(db, &q_miss_forget, &old));
    return db_exec(db, &q_miss_add, &in);
}

struct err miss_count(struct db *db, int64_t now, struct arena *a, int64_t *out)
{
    struct q_miss_count_in in = {now / MINUTE_MS - MISS_MINUTES + 1};
    struct q_miss_count_out row;

    TRY(db_one(db, &q_miss_count, &in, &row, a));
    *out = row.n;
    return ok();
}
