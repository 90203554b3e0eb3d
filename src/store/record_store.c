/* record_store.c -- see record_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/record_store.h"

#include "base/crypto.h"
#include "core/build.h"
#include "domain/record.h"
#include "store/queries_care.h"

#include <string.h>

static struct seal_place number_place(struct db *db, struct casefile_id id)
{
    return seal_care(db, "case_number", "number", id_of(id));
}

static struct seal_place was_place(struct db *db, struct id row)
{
    return seal_care(db, "case_number_was", "number", row);
}

/* Of this city alone, and of nothing else that the same key hides. */
static struct sha256 index_of(struct db *db, const struct keys *keys, const char *same,
                              struct arena *a)
{
    struct build b = {.arena = a};

    build_text(&b, "case number|");
    build_text(&b, db_city(db));
    build_char(&b, '|');
    build_text(&b, same);
    const char *line = build_done(&b);
    return hmac_sha256((struct bytes){keys->blind, CIPHER_KEY_LEN},
                       (struct bytes){(const uint8_t *)line, b.len});
}

struct err own_number_load(struct db *db, const struct data_key *key,
                           struct casefile_id id, struct arena *a, struct own_number *out)
{
    struct q_record_number_in in = {id};
    struct seal_place at = number_place(db, id);
    struct q_record_number_out *rows;
    size_t len;

    *out = (struct own_number){.casefile = id};
    TRY(db_many(db, &q_record_number, &in, (void *)&rows, &len, a));
    if (len == 0)
        return ok();
    out->author = rows[0].author;
    out->at = rows[0].at;
    out->rev = rows[0].rev;
    return open_text(key, &at, rows[0].number, a, &out->number);
}

struct err own_number_history(struct db *db, const struct data_key *key,
                              struct casefile_id id, struct arena *a,
                              struct own_numbers *out)
{
    struct q_record_number_history_in in = {id};
    struct q_record_number_history_out *rows;

    TRY(db_many(db, &q_record_number_history, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct own_number, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place at = was_place(db, rows[i].id);

        out->of[i] = (struct own_number){
            .casefile = id, .author = rows[i].author, .at = rows[i].at};
        TRY(open_text(key, &at, rows[i].number, a, &out->of[i].number));
    }
    return ok();
}

struct err own_number_find(struct db *db, const struct keys *keys, const char *same,
                           struct arena *a, struct casefile_id *out)
{
    struct sha256 index = index_of(db, keys, same, a);
    struct q_record_number_owner_in in = {{index.b, SHA256_LEN}};
    struct q_record_number_owner_out *rows;
    size_t len;

    TRY(db_many(db, &q_record_number_owner, &in, (void *)&rows, &len, a));
    *out = len > 0 ? rows[0].casefile : (struct casefile_id){0};
    return ok();
}

struct err own_number_save(struct db *db, const struct keys *keys,
                           const struct own_number *n, struct arena *a)
{
    struct casefile casefile;
    struct data_key key;
    struct id row = id_mint(n->at);
    struct seal_place at = number_place(db, n->casefile), was = was_place(db, row);
    struct q_record_number_put_in in = {
        .casefile = n->casefile, .author = n->author, .at = n->at, .rev = n->rev};
    struct q_record_number_keep_in keep = {row, n->casefile, {0}, n->author, n->at};
    struct sha256 index;

    TRY(casefile_load(db, keys, n->casefile, a, &casefile));
    TRY(casefile_key(db, keys, casefile.resident, a, &key));
    if (n->number != NULL) {
        index = index_of(db, keys, record_number_same(a, n->number), a);
        in.number = seal_text(&key, &at, n->number, a);
        in.number_key = (struct bytes){index.b, SHA256_LEN};
        keep.number = seal_text(&key, &was, n->number, a);
    }
    TRY(db_exec(db, &q_record_number_put, &in));
    return db_exec(db, &q_record_number_keep, &keep);
}

static struct record_exported export_of(const struct q_record_export_last_out *row)
{
    return (struct record_exported){
        .at = row->at, .cases = row->cases, .day = row->day, .fault = row->fault};
}

struct err record_exports(struct db *db, struct arena *a, struct record_exports *out)
{
    struct q_record_export_last_out *last;
    struct q_record_export_good_out *good;
    size_t len;

    *out = (struct record_exports){0};
    TRY(db_many(db, &q_record_export_last, NULL, (void *)&last, &len, a));
    if (len > 0)
        out->last = export_of(last);
    TRY(db_many(db, &q_record_export_good, NULL, (void *)&good, &len, a));
    if (len > 0)
        out->good = (struct record_exported){
            .at = good->at, .cases = good->cases, .day = good->day};
    return ok();
}

struct err record_export_add(struct db *db, const struct record_exported *e)
{
    struct q_record_export_add_in in = {id_mint(e->at), e->at, e->day, e->cases,
                                        e->fault};

    return db_exec(db, &q_record_export_add, &in);
}

/* Of a household whose key was destroyed no number can be read. */
static struct err open_number(struct db *db, const struct keys *keys,
                              const struct q_record_lines_out *row, struct arena *a,
                              const char **out)
{
    struct seal_place at = number_place(db, row->id);
    struct data_key key;
    struct err e = casefile_key(db, keys, row->resident, a, &key);

    *out = NULL;
    if (e.kind == ERR_NOT_FOUND || row->number.len == 0)
        return ok();
    TRY(e);
    return open_text(&key, &at, row->number, a, out);
}

struct err record_lines(struct db *db, const struct keys *keys, struct arena *a,
                        struct record_lines *page)
{
    struct q_record_lines_in in = {.after = {.b = {[15] = 1}}};
    struct q_record_lines_out *rows;

    if (page->len > 0)
        in.after = page->of[page->len - 1].casefile;
    TRY(db_many(db, &q_record_lines, &in, (void *)&rows, &page->len, a));
    page->of = arena_array(a, struct record_line, page->len + 1);
    for (size_t i = 0; i < page->len; i++) {
        const struct q_record_lines_out *r = &rows[i];

        page->of[i] = (struct record_line){
            .casefile = r->id,
            .owner = r->owner,
            .urgency = r->urgency,
            .source = r->source,
            .state = r->state,
            .close_reason = r->close_reason,
            .requested_at = r->requested_at,
            .attempts = r->attempts,
            .needs_open = r->needs_open,
            .needs_met = r->needs_met,
            .sent = r->sent,
            .started = r->started,
            .acknowledged_day = r->acknowledged_day,
            .contacted_day = r->contacted_day,
            .connected_day = r->connected_day,
            .closed_day = r->closed_day,
            .next_day = r->next_day,
        };
        TRY(open_number(db, keys, r, a, &page->of[i].number));
    }
    return ok();
}

struct id outcome_id(struct db *db, const struct keys *keys,
                     const struct outcome_words *w, struct arena *a)
{
    const char *parts[] = {"case outcome", db_city(db), w->outcome, w->date, w->note};
    struct build b = {.arena = a};
    char casefile[ID_TEXT];
    struct id out;

    id_format(id_of(w->casefile), casefile);
    build_text(&b, casefile);
    for (size_t i = 0; i < COUNT(parts); i++) {
        build_char(&b, '\n');
        build_text(&b, parts[i] ? parts[i] : "");
    }
    const char *line = build_done(&b);
    struct sha256 mac = hmac_sha256((struct bytes){keys->blind, CIPHER_KEY_LEN},
                                    (struct bytes){(const uint8_t *)line, b.len});
    memcpy(out.b, mac.b, sizeof out.b);
    return out;
}

struct err outcome_is_known(struct db *db, struct id id, struct arena *a, bool *out)
{
    struct q_outcome_known_in in = {id};
    struct q_outcome_known_out *rows;
    size_t len;

    TRY(db_many(db, &q_outcome_known, &in, (void *)&rows, &len, a));
    *out = len > 0;
    return ok();
}

struct err outcome_keep(struct db *db, struct id id, struct casefile_id casefile,
                        int64_t at)
{
    struct q_outcome_keep_in in = {id, casefile, at};

    return db_exec(db, &q_outcome_keep, &in);
}
