/* care_key_store.c -- see care_key_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/care_key_store.h"

#include "base/key_ring.h"
#include "core/str.h"
#include "store/queries_care.h"
#include "store/seal.h"

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
    char print[KEY_PRINT_TEXT];

    care_key_print(keys, print);
    return t->len == 0 || str_same(t->rows[0].print, print) ||
           (!is_told(t, print) && key_ring_has(keys, false, t->rows[0].print));
}

struct err care_key_agree(struct db *db, const struct keys *keys, struct arena *a)
{
    struct told t;

    TRY(list(db, a, &t));
    return agrees(&t, keys) || (keys_again(keys) && agrees(&t, keys))
               ? ok()
               : failed(ERR_BUSY, "errors.keys_behind");
}

static bool is_next(const struct told *t, const struct keys *keys)
{
    struct care_keys care CLEANUP(care_keys_wipe);
    char print[KEY_PRINT_TEXT];

    care_keys_now(keys, &care);
    care_key_print(keys, print);
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

/* The first rotation tells of the keys before it, too. */
static struct err add_older(struct db *db, const struct keys *keys, int64_t *no)
{
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    for (size_t i = care.len; i-- > 1;) {
        char print[KEY_PRINT_TEXT];
        struct q_care_key_add_in in = {.no = ++*no, .print = print};

        key_print((struct bytes){care.of[i], CIPHER_KEY_LEN}, print);
        TRY(db_exec(db, &q_care_key_add, &in));
    }
    return ok();
}

struct err care_key_begin(struct db *db, const struct keys *keys, int64_t at,
                          struct arena *a)
{
    struct told t;
    char print[KEY_PRINT_TEXT];

    TRY(list(db, a, &t));
    if (!is_next(&t, keys))
        return ok();
    int64_t no = t.len > 0 ? t.rows[0].no : 0;
    if (t.len == 0)
        TRY(add_older(db, keys, &no));
    care_key_print(keys, print);
    return db_exec(db, &q_care_key_add, &(struct q_care_key_add_in){no + 1, print, at});
}

struct err care_key_missing(struct db *db, const struct keys *keys, struct arena *a,
                            const char **out)
{
    struct told t;

    *out = NULL;
    TRY(list(db, a, &t));
    for (size_t i = 0; i < t.len; i++)
        if (t.rows[i].retired_at == 0 && !key_ring_has(keys, false, t.rows[i].print))
            *out = t.rows[i].print;
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
                                 {ids.house, sizeof ids.house}};
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

static struct err again_wrap(struct db *db, const struct keys *keys,
                             const struct seal_place *at, struct cell_row *row,
                             struct arena *a)
{
    struct data_key key;

    TRY(seal_unwrap(keys, db_city(db), at->row, row->sealed, &key));
    row->sealed = seal_wrap(keys, db_city(db), at->row, &key, a);
    secret_wipe(&key, sizeof key);
    return ok();
}

static struct err again_cell(struct db *db, const struct keys *keys,
                             const struct seal_place *at, struct cell_row *row,
                             struct arena *a)
{
    struct data_key was = seal_house_key_of(keys, row->sealed);
    struct data_key key = seal_house_key(keys);
    struct bytes plain;

    (void)db;
    TRY(open_data(&was, at, row->sealed, a, &plain));
    row->sealed = seal_data(&key, at, plain, a);
    return ok();
}

static const struct rekey_table {
    const char *table, *column;
    const struct query *list, *save;
    struct err (*again)(struct db *db, const struct keys *keys,
                        const struct seal_place *at, struct cell_row *row,
                        struct arena *a);
} tables[] = {
    {"resident", "wrapped_key", &q_rekey_residents, &q_rekey_resident, again_wrap},
    {"op_fault", "content", &q_rekey_faults, &q_rekey_fault, again_cell},
    {"op_parked", "content", &q_rekey_parked, &q_rekey_park, again_cell},
    {"mandated_report", "words", &q_rekey_mandated, &q_rekey_mandate, again_cell},
    {"agency_inspection", "contact", &q_rekey_contacts, &q_rekey_contact, again_cell},
};

bool rekey_is_over(const struct rekey_walk *walk)
{
    return walk->table >= (int)COUNT(tables);
}

static struct err do_row(struct db *db, const struct keys *keys,
                         const struct rekey_table *t, struct cell_row *row,
                         struct arena *a)
{
    struct seal_place at = seal_care(db, t->table, t->column, row->id);

    TRY(t->again(db, keys, &at, row, a));
    return db_exec(db, t->save, row);
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
    struct cell_in in = {
        .after = id_is_set(walk->after) ? walk->after : first(),
        .key = {walk->table == 0 ? ids.care : ids.house, SEAL_KEY_ID_LEN},
        .most = A_JOB};
    TRY(db_many(db, t->list, &in, (void *)&rows, &len, a));
    for (size_t i = 0; i < len; i++) {
        struct err e = do_row(db, keys, t, &rows[i], a);

        if (e.kind != OK && e.kind != ERR_BROKEN)
            return e;
        walk->done += e.kind == OK;
        walk->unreadable += e.kind != OK; /* it stays as it is, and is counted */
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
