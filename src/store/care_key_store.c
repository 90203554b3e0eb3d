/* care_key_store.c -- see care_key_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/care_key_store.h"

#include "core/str.h"
#include "domain/codes.h"
#include "store/queries_care.h"
#include "store/seal.h"

#include <stddef.h>
#include <string.h>

enum { A_JOB = 100 };

struct told { /* the newest first */
    struct q_care_key_list_out *rows;
    size_t len;
};

static struct err list(struct db *db, struct arena *a, struct told *out)
{
    return db_many(db, &q_care_key_list, NULL, (void *)&out->rows, &out->len, a);
}

static bool is_told(const struct told *t, const char *print)
{
    for (size_t i = 0; i < t->len; i++)
        if (str_same(t->rows[i].print, print))
            return true;
    return false;
}

/* Ours is the store's; or it is newer, and the store will be told of it. */
static bool agrees(const struct told *t, const struct keys *keys)
{
    char print[RING_PRINT_TEXT], file[KEPT_NAME];

    ring_print(keys, print);
    return t->len == 0 || str_same(t->rows[0].print, print) ||
           (!is_told(t, print) && ring_has(keys, t->rows[0].print, file));
}

struct err care_key_agree(struct db *db, const struct keys *keys, struct arena *a)
{
    struct told t;

    if (care_is_closed(keys))
        return failed(ERR_BUSY, "errors.care_closed");
    TRY(list(db, a, &t));
    return agrees(&t, keys) || (keys_again(keys) && agrees(&t, keys))
               ? ok()
               : failed(ERR_BUSY, "errors.keys_behind");
}

static bool is_next(const struct told *t, const struct keys *keys)
{
    struct care_keys care CLEANUP(care_keys_wipe);
    char print[RING_PRINT_TEXT];

    care_keys_now(keys, &care);
    ring_print(keys, print);
    return t->len == 0 ? care.len > 1 : !is_told(t, print) && agrees(t, keys);
}

struct err care_key_is_begun(struct db *db, const struct keys *keys, struct arena *a,
                             bool *out)
{
    struct told t;

    TRY(list(db, a, &t));
    *out = !is_next(&t, keys);
    return ok();
}

static void print_pair(const uint8_t care[CIPHER_KEY_LEN],
                       const uint8_t classes[CIPHER_KEY_LEN], char out[RING_PRINT_TEXT])
{
    key_print((struct bytes){care, CIPHER_KEY_LEN}, out);
    out[KEY_PRINT_TEXT - 1] = '-';
    key_print((struct bytes){classes, CIPHER_KEY_LEN}, out + KEY_PRINT_TEXT);
}

/* The first rotation tells of the keys before it, too. */
static struct err add_older(struct db *db, const struct keys *keys, int64_t *no)
{
    struct care_keys care CLEANUP(care_keys_wipe), classes CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    class_keys_now(keys, &classes);
    for (size_t i = care.len; i-- > 1;)
        for (size_t j = classes.len; j-- > 1;) {
            char print[RING_PRINT_TEXT];
            struct q_care_key_add_in in = {.no = ++*no, .print = print};

            print_pair(care.of[i], classes.of[j], print);
            TRY(db_exec(db, &q_care_key_add, &in));
        }
    return ok();
}

struct err care_key_begin(struct db *db, const struct keys *keys, int64_t at,
                          struct arena *a)
{
    struct told t;
    char print[RING_PRINT_TEXT];

    TRY(list(db, a, &t));
    if (!is_next(&t, keys))
        return ok();
    int64_t no = t.len > 0 ? t.rows[0].no : 0;
    if (t.len == 0)
        TRY(add_older(db, keys, &no));
    ring_print(keys, print);
    return db_exec(db, &q_care_key_add, &(struct q_care_key_add_in){no + 1, print, at});
}

struct err care_key_without_class(struct db *db, const struct keys *keys, struct arena *a)
{
    char print[RING_PRINT_TEXT];
    struct q_care_key_add_in in = {.no = 1, .print = print};
    struct told t;

    TRY(list(db, a, &t));
    if (t.len > 0)
        return ok();
    care_key_print(keys, print);
    return db_exec(db, &q_care_key_add, &in);
}

struct err care_key_is_behind(struct db *db, struct arena *a, bool *out)
{
    struct told t;

    *out = false;
    TRY(list(db, a, &t));
    for (size_t i = 1; i < t.len; i++)
        *out = *out || t.rows[i].retired_at == 0;
    return ok();
}

struct err care_key_missing(struct db *db, const struct keys *keys, struct arena *a,
                            const char **out)
{
    char file[KEPT_NAME];
    struct told t;

    *out = NULL;
    TRY(list(db, a, &t));
    for (size_t i = 0; i < t.len; i++)
        if (t.rows[i].retired_at == 0 && !ring_has(keys, t.rows[i].print, file))
            *out = arena_copy(a, file, strlen(file));
    return ok();
}

struct err care_key_since(struct db *db, struct arena *a, int64_t *out)
{
    struct told t;

    TRY(list(db, a, &t));
    *out = t.len > 0 ? t.rows[0].began_at : 0;
    return ok();
}

struct err rekey_left(struct db *db, const struct keys *keys, struct arena *a,
                      struct rekey_left *out)
{
    struct seal_ids ids;
    struct q_rekey_left_out row;

    seal_ids(keys, &ids);
    struct q_rekey_left_in in = {{ids.care, sizeof ids.care},
                                 {ids.house, sizeof ids.house},
                                 {ids.report, sizeof ids.report},
                                 {ids.classes, sizeof ids.classes}};
    TRY(db_one(db, &q_rekey_left, &in, &row, a));
    *out = (struct rekey_left){row.residents, row.cells};
    return ok();
}

/* ---- sealing again ---- */

struct cell_in {
    struct id after;
    struct bytes key;
    int64_t most;
};
struct cell_row {
    struct id id;
    struct bytes sealed;
};
#define SAME(a, b) _Static_assert(sizeof(a) == sizeof(b), "rows of a rotation differ")
SAME(struct cell_in, struct q_rekey_residents_in);
SAME(struct cell_in, struct q_rekey_faults_in);
SAME(struct cell_in, struct q_rekey_parked_in);
SAME(struct cell_in, struct q_rekey_mandated_in);
SAME(struct cell_in, struct q_rekey_contacts_in);
SAME(struct cell_row, struct q_rekey_residents_out);
SAME(struct cell_row, struct q_rekey_resident_in);
SAME(struct cell_row, struct q_rekey_contact_in);
SAME(struct cell_in, struct q_rekey_demands_in);
SAME(struct cell_row, struct q_rekey_demand_in);
SAME(struct cell_in, struct q_rekey_needs_in);
SAME(struct cell_in, struct q_rekey_addresses_in);
SAME(struct cell_row, struct q_rekey_need_in);
SAME(struct cell_row, struct q_rekey_address_in);
SAME(struct q_rekey_need_owner_out, struct q_rekey_address_owner_out);

struct rekey {
    struct db *db;
    const struct keys *keys;
    struct arena *a;
};

static struct err again_wrap(const struct rekey *r, const struct seal_place *at,
                             struct cell_row *row)
{
    struct data_key key;

    TRY(seal_unwrap(r->keys, db_city(r->db), at->row, row->sealed, &key));
    row->sealed = seal_wrap(r->keys, db_city(r->db), at->row, &key, r->a);
    secret_wipe(&key, sizeof key);
    return ok();
}

static struct err again_with(const struct rekey *r, const struct data_key *key,
                             const struct seal_place *at, struct cell_row *row)
{
    struct data_key was;
    struct bytes plain;

    TRY(seal_house_key_of(r->keys, row->sealed, &was));
    TRY(open_data(&was, at, row->sealed, r->a, &plain));
    row->sealed = seal_data(key, at, plain, r->a);
    return ok();
}

static struct err again_cell(const struct rekey *r, const struct seal_place *at,
                             struct cell_row *row)
{
    struct data_key key = seal_house_key(r->keys);

    return again_with(r, &key, at, row);
}

static struct err again_report(const struct rekey *r, const struct seal_place *at,
                               struct cell_row *row)
{
    struct data_key key = seal_report_key(r->keys);

    return again_with(r, &key, at, row);
}

static struct err own_key(const struct rekey *r, const struct query *owner, struct id row,
                          struct data_key *out)
{
    struct q_rekey_need_owner_out o;

    TRY(db_one(r->db, owner, &row, &o, r->a));
    return seal_unwrap(r->keys, db_city(r->db), o.resident, o.wrapped, out);
}

static struct err again_need(const struct rekey *r, const struct seal_place *at,
                             struct cell_row *row)
{
    struct data_key own;
    enum sealed_class of;
    const char *word;

    TRY(own_key(r, &q_rekey_need_owner, row->id, &own));
    const struct class_keys keys = {r->keys, &own};
    TRY(open_class(keys, at, row->sealed, r->a, &word));
    if (!sealed_class_parse(word, &of))
        return failed(ERR_BROKEN, "errors.store.code");
    row->sealed = seal_class(keys, (enum key_class)of, at, word, r->a);
    return ok();
}

static struct err again_address(const struct rekey *r, const struct seal_place *at,
                                struct cell_row *row)
{
    struct data_key own;
    const char *words;

    TRY(own_key(r, &q_rekey_address_owner, row->id, &own));
    const struct class_keys keys = {r->keys, &own};
    TRY(open_class(keys, at, row->sealed, r->a, &words));
    row->sealed = seal_class(keys, CLASS_ADDRESS, at, words, r->a);
    return ok();
}

/* `id`: where in seal_ids the key is that all of it is to be under. */
#define ID(of) offsetof(struct seal_ids, of)
static const struct rekey_table {
    const char *table, *column;
    const struct query *list, *save;
    size_t id;
    struct err (*again)(const struct rekey *r, const struct seal_place *at,
                        struct cell_row *row);
} tables[] = {
    {"resident", "wrapped_key", &q_rekey_residents, &q_rekey_resident, ID(care),
     again_wrap},
    {"op_fault", "content", &q_rekey_faults, &q_rekey_fault, ID(house), again_cell},
    {"op_parked", "content", &q_rekey_parked, &q_rekey_park, ID(house), again_cell},
    {"mandated_report", "words", &q_rekey_mandated, &q_rekey_mandate, ID(report),
     again_report},
    {"agency_inspection", "contact", &q_rekey_contacts, &q_rekey_contact, ID(house),
     again_cell},
    {"legal_demand", "kept", &q_rekey_demands, &q_rekey_demand, ID(house), again_cell},
    {"case_need", "need_sealed", &q_rekey_needs, &q_rekey_need, ID(classes), again_need},
    {"address_program", "real", &q_rekey_addresses, &q_rekey_address, ID(classes),
     again_address},
};

bool rekey_is_over(const struct rekey_walk *walk)
{
    return walk->table >= (int)COUNT(tables);
}

static struct err do_row(const struct rekey *r, const struct rekey_table *t,
                         struct cell_row *row)
{
    struct seal_place at = seal_care(r->db, t->table, t->column, row->id);

    TRY(t->again(r, &at, row));
    return db_exec(r->db, t->save, row);
}

/* Before every id there is: an id that is all zeros is none. */
static struct id first(void)
{
    struct id id = {{0}};

    id.b[sizeof id.b - 1] = 1;
    return id;
}

struct err rekey_some(struct db *db, const struct keys *keys, struct arena *a,
                      struct rekey_walk *walk)
{
    const struct rekey_table *t = &tables[walk->table];
    struct seal_ids ids;
    struct cell_row *rows;
    size_t len;

    TRY(care_key_agree(db, keys, a));
    seal_ids(keys, &ids);
    struct cell_in in = {.after = id_is_set(walk->after) ? walk->after : first(),
                         .key = {(const uint8_t *)&ids + t->id, SEAL_KEY_ID_LEN},
                         .most = A_JOB};
    TRY(db_many(db, t->list, &in, (void *)&rows, &len, a));
    for (size_t i = 0; i < len; i++) {
        struct err e = do_row(&(struct rekey){db, keys, a}, t, &rows[i]);

        /* It stays as it is, and is counted; or it is being erased. */
        if (e.kind != OK && e.kind != ERR_BROKEN && e.kind != ERR_NOT_FOUND)
            return e;
        walk->done += e.kind == OK;
        walk->unreadable += e.kind == ERR_BROKEN;
        walk->after = rows[i].id;
    }
    if (len < A_JOB) {
        walk->table++;
        walk->after = (struct id){{0}};
    }
    return ok();
}

struct err care_key_retire(struct db *db, const struct keys *keys, int64_t at,
                           struct arena *a)
{
    struct rekey_left left;
    struct told t;

    TRY(care_key_agree(db, keys, a));
    TRY(rekey_left(db, keys, a, &left));
    if (left.residents + left.cells > 0)
        return failed(ERR_CONFLICT, "errors.keys_used");
    TRY(list(db, a, &t));
    return t.len == 0 ? ok()
                      : db_exec(db, &q_care_key_retire,
                                &(struct q_care_key_retire_in){t.rows[0].no, at});
}

struct err class_sealed_count(struct db *db, struct arena *a, struct class_sealed *out)
{
    struct q_class_sealed_count_out row;

    TRY(db_one(db, &q_class_sealed_count, NULL, &row, a));
    *out = (struct class_sealed){row.needs, row.addresses, row.reports};
    return ok();
}

/* The keys that the store was told of named the lost one. */
static struct err forget_class(struct db *db, const struct keys *keys, int64_t at,
                               struct arena *a)
{
    char print[RING_PRINT_TEXT];
    struct told t;

    TRY(list(db, a, &t));
    if (t.len == 0)
        return ok();
    int64_t no = t.rows[0].no + 1;
    TRY(db_exec(db, &q_care_key_retire, &(struct q_care_key_retire_in){no, at}));
    ring_print(keys, print);
    return db_exec(db, &q_care_key_add, &(struct q_care_key_add_in){no, print, at});
}

struct err class_key_give_up(struct db *db, const struct keys *keys, int64_t at,
                             struct arena *a)
{
    const struct bytes none = {(const uint8_t *)"", 0};

    TRY(db_exec(db, &q_class_lost_needs, NULL));
    TRY(db_exec(db, &q_class_lost_addresses, &(struct q_class_lost_addresses_in){none}));
    TRY(db_exec(db, &q_class_lost_reports, &(struct q_class_lost_reports_in){none}));
    return forget_class(db, keys, at, a);
}
