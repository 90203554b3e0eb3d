/* receipt_store.c -- see receipt_store.h; the SQL is in sql/care/receipt.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/receipt_store.h"

#include "base/json.h"
#include "store/case_open.h"
#include "store/queries_care.h"

#include <string.h>

/* A stop's words do not open as those of the yes it ended. */
static struct seal_place words_place(struct db *db, const struct receipt *r)
{
    return seal_care(db, "consent_receipt",
                     r->event == RECEIPT_WITHDRAWN ? "words-withdrawn" : "words",
                     id_of(r->consent));
}

static const char *words_write(const struct receipt *r, struct arena *a)
{
    struct json_out j = {.arena = a};

    json_map(&j, NULL);
    json_put_text(&j, "title", r->title);
    json_put_text(&j, "message", r->message);
    json_list(&j, "lines");
    for (size_t i = 0; i < r->len; i++) {
        json_map(&j, NULL);
        if (r->lines[i].label != NULL)
            json_put_text(&j, "label", r->lines[i].label);
        json_put_text(&j, "value", r->lines[i].value);
        json_end_map(&j);
    }
    json_end_list(&j);
    json_end_map(&j);
    return json_done(&j);
}

/* Nothing once the resident was erased. */
static struct err words_open(struct db *db, const struct data_key *key,
                             struct bytes sealed, struct arena *a, struct receipt *r)
{
    struct seal_place at = words_place(db, r);
    struct json j = {0};
    const struct json *lines;
    const char *s;

    TRY(open_text(key, &at, sealed, a, &s));
    if (s == NULL)
        return ok();
    TRY(json_read(a, s, strlen(s), &j));
    lines = json_get(&j, "lines");
    r->title = json_text(&j, "title");
    r->message = json_text(&j, "message");
    if (lines == NULL || lines->kind != JSON_LIST)
        return failed(ERR_BROKEN, "errors.store.code");
    r->lines = arena_array(a, struct receipt_line, lines->len + 1);
    for (size_t i = 0; i < lines->len; i++)
        r->lines[r->len++] = (struct receipt_line){json_text(&lines->items[i], "label"),
                                                   json_text(&lines->items[i], "value")};
    return ok();
}

struct err receipt_add(struct db *db, const struct data_key *key, const struct receipt *r,
                       struct arena *a)
{
    struct seal_place at = words_place(db, r);
    struct q_receipt_add_in in = {
        .consent = r->consent,
        .event = receipt_event_name(r->event),
        .casefile = r->casefile,
        .at = r->at,
        .text_version = r->text_version,
        .lang = r->lang,
        .agencies = r->agencies,
        .ends_day = r->ends,
        .words = seal_text(key, &at, words_write(r, a), a),
    };

    return db_exec(db, &q_receipt_add, &in);
}

struct err receipt_list(struct db *db, struct casefile_id id, struct arena *a,
                        struct receipts *out)
{
    struct q_receipt_list_in in = {id};
    struct q_receipt_list_out *rows;

    TRY(db_many(db, &q_receipt_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct receipt, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct receipt){.consent = rows[i].consent,
                                      .casefile = id,
                                      .at = rows[i].at,
                                      .agencies = rows[i].agencies,
                                      .ends = rows[i].ends_day,
                                      .text_version = rows[i].text_version,
                                      .lang = rows[i].lang};
        if (!receipt_event_parse(rows[i].event, &out->of[i].event))
            return failed(ERR_BROKEN, "errors.store.code");
    }
    return ok();
}

struct err receipt_of(struct db *db, const struct data_key *key, const struct receipt *of,
                      struct arena *a, struct receipts *out)
{
    struct q_receipt_of_in in = {of->consent, of->casefile};
    struct q_receipt_of_out *rows;

    TRY(db_many(db, &q_receipt_of, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct receipt, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct receipt *r = &out->of[i];

        *r = (struct receipt){.consent = of->consent,
                              .casefile = of->casefile,
                              .at = rows[i].at,
                              .agencies = rows[i].agencies,
                              .ends = rows[i].ends_day,
                              .text_version = rows[i].text_version,
                              .lang = rows[i].lang};
        if (!receipt_event_parse(rows[i].event, &r->event))
            return failed(ERR_BROKEN, "errors.store.code");
        TRY(words_open(db, key, rows[i].words, a, r));
    }
    return ok();
}
