/* same_store.c -- see same_store.h; the SQL is in sql/care/same.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/same_store.h"

#include "core/build.h"
#include "core/str.h"
#include "store/queries_care.h"

#include <string.h>

static const struct {
    const char *word;
    unsigned by;
} kinds[] = {{"phone", SAME_PHONE}, {"door", SAME_DOOR}, {"name", SAME_NAME}};
enum { KIND_PHONE, KIND_DOOR, KIND_NAME };

struct marking {
    struct db *db;
    const struct keys *keys;
    struct casefile_id casefile;
    struct arena *a;
};

static struct bytes mac_of(const struct marking *m, int kind, const char *house,
                           const char *what)
{
    struct sha256 *mac = arena_new(m->a, struct sha256);
    struct build b = {.arena = m->a};

    build_text(&b, "household|");
    build_text(&b, db_city(m->db));
    build_char(&b, '|');
    build_text(&b, kinds[kind].word);
    build_char(&b, '|');
    build_text(&b, house);
    build_char(&b, '|');
    build_text(&b, what);
    *mac = hmac_sha256((struct bytes){m->keys->blind, CIPHER_KEY_LEN},
                       (struct bytes){(const uint8_t *)build_done(&b), b.len});
    return (struct bytes){mac->b, SHA256_LEN};
}

static struct err mark(const struct marking *m, int kind, const char *house,
                       const char *what)
{
    const struct q_same_key_add_in in = {m->casefile, kinds[kind].word,
                                         mac_of(m, kind, house, what)};

    return db_exec(m->db, &q_same_key_add, &in);
}

struct err same_index(struct db *db, const struct keys *keys, const struct same_known *h,
                      struct arena *a)
{
    const struct marking m = {db, keys, h->casefile, a};
    const char *phone = same_phone(a, h->phone != NULL ? h->phone : "");
    struct same_names names = same_names(a, h->name != NULL ? h->name : "");
    char house[ID_TEXT];

    TRY(db_exec(db, &q_same_key_clear, &(struct q_same_key_clear_in){h->casefile}));
    if (phone != NULL)
        TRY(mark(&m, KIND_PHONE, "", phone));
    if (!id_is_set(id_of(h->property)))
        return ok();
    id_format(id_of(h->property), house);
    TRY(mark(&m, KIND_DOOR, house, same_unit(a, h->unit != NULL ? h->unit : "")));
    for (size_t i = 0; i < names.len; i++)
        TRY(mark(&m, KIND_NAME, house, names.of[i]));
    return ok();
}

static unsigned by_of(const char *kind)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_same(kinds[i].word, kind))
            return kinds[i].by;
    return 0;
}

struct err same_found(struct db *db, struct casefile_id id, struct user_id reader,
                      struct arena *a, struct same_cases *out)
{
    struct q_same_found_in in = {id, reader};
    struct q_same_found_out *rows;
    size_t len;

    TRY(db_many(db, &q_same_found, &in, &rows, &len, a));
    *out = (struct same_cases){arena_array(a, struct same_case, len + 1), 0};
    for (size_t i = 0; i < len; i++) { /* rows of one case stand together */
        struct same_case *last = out->len > 0 ? &out->of[out->len - 1] : NULL;

        if (last == NULL || !id_same(id_of(last->id), id_of(rows[i].casefile))) {
            last = &out->of[out->len++];
            *last = (struct same_case){.id = rows[i].casefile,
                                       .owner = rows[i].owner,
                                       .blocked = rows[i].blocked > 0};
        }
        last->by |= by_of(rows[i].kind);
    }
    return ok();
}

struct err same_main(struct db *db, struct casefile_id id, struct arena *a,
                     struct case_join *out)
{
    struct q_same_main_in in = {id};
    struct q_same_main_out row;
    struct err e = db_one(db, &q_same_main, &in, &row, a);

    *out = (struct case_join){.casefile = id};
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    *out = (struct case_join){
        .casefile = id, .main = row.main, .by = row.joined_by, .at = row.joined_at};
    return ok();
}

struct err same_joined(struct db *db, struct casefile_id main, struct user_id reader,
                       struct arena *a, struct case_joins *out)
{
    struct q_same_joined_in in = {main, reader};
    struct q_same_joined_out *rows;

    TRY(db_many(db, &q_same_joined, &in, &rows, &out->len, a));
    out->of = arena_array(a, struct case_join, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct case_join){.casefile = rows[i].casefile,
                                        .main = main,
                                        .by = rows[i].joined_by,
                                        .at = rows[i].joined_at,
                                        .owner = rows[i].owner,
                                        .blocked = rows[i].blocked > 0};
    return ok();
}

struct err same_join(struct db *db, const struct case_join *j)
{
    return db_exec(db, &q_same_join,
                   &(struct q_same_join_in){j->casefile, j->main, j->by, j->at});
}

struct err same_part(struct db *db, struct casefile_id id, struct user_id by, int64_t at)
{
    return db_exec(db, &q_same_part, &(struct q_same_part_in){id, at, by});
}

/* ---- by what somebody says of herself ---- */

static void add_found(struct same_listed *to, const struct q_same_by_mac_out *row)
{
    for (size_t i = 0; i < to->len; i++)
        if (id_same(id_of(to->of[i].id), id_of(row->casefile)))
            return;
    if (to->len < SAME_LISTED)
        to->of[to->len++] = (struct same_listing){row->casefile, row->kind, row->state,
                                                  row->neighbourhood, row->received_day};
}

static struct err look(const struct marking *m, int kind, struct bytes mac,
                       struct same_listed *to)
{
    const struct q_same_by_mac_in in = {kinds[kind].word, mac, to->viewer};
    struct q_same_by_mac_out *rows;
    size_t len;

    TRY(db_many(m->db, &q_same_by_mac, &in, (void *)&rows, &len, m->a));
    for (size_t i = 0; i < len; i++)
        add_found(to, &rows[i]);
    return ok();
}

struct err same_by_phone(struct db *db, const struct keys *keys, const char *typed,
                         struct arena *a, struct same_listed *to)
{
    const struct marking m = {.db = db, .keys = keys, .a = a};
    const char *phone = same_phone(a, typed);

    return phone == NULL ? ok()
                         : look(&m, KIND_PHONE, mac_of(&m, KIND_PHONE, "", phone), to);
}

struct err same_by_name(struct db *db, const struct keys *keys,
                        const struct same_known *h, struct arena *a,
                        struct same_listed *to)
{
    const struct marking m = {.db = db, .keys = keys, .a = a};
    struct same_names names = same_names(a, h->name);
    char house[ID_TEXT];

    id_format(id_of(h->property), house);
    for (size_t i = 0; i < names.len; i++)
        TRY(look(&m, KIND_NAME, mac_of(&m, KIND_NAME, house, names.of[i]), to));
    return ok();
}

struct err same_by_code(struct db *db, struct bytes code_sha, struct arena *a,
                        struct same_listed *to)
{
    const struct q_same_by_code_in in = {code_sha, to->viewer};
    struct q_same_by_code_out *rows;
    size_t len;

    TRY(db_many(db, &q_same_by_code, &in, (void *)&rows, &len, a));
    for (size_t i = 0; i < len; i++)
        add_found(to, &(struct q_same_by_mac_out){
                          .casefile = rows[i].casefile,
                          .kind = rows[i].kind,
                          .state = rows[i].state,
                          .neighbourhood = rows[i].neighbourhood,
                          .received_day = rows[i].received_day,
                      });
    return ok();
}
