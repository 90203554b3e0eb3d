/* need_store.c -- see need_store.h; the SQL is in sql/care/need.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/need_store.h"

#include "store/queries_care.h"

#include <string.h>

static struct seal_place class_place(struct db *db, struct need_id id)
{
    return seal_care(db, "case_need", "need_sealed", id_of(id));
}

_Static_assert((int)CLASS_MINORS == SEALED_MINORS && (int)CLASS_REPORT == SEALED_CLASSES,
               "classes of keys are not those of the domain");

static enum key_class class_of(const char *word)
{
    enum sealed_class of;

    require(sealed_class_parse(word, &of)); /* need_app.c asked */
    return (enum key_class)of;
}

struct err need_add(struct db *db, struct class_keys keys, const struct case_need *n,
                    struct arena *a, bool *added)
{
    struct seal_place at = class_place(db, n->id);
    struct q_need_add_in in = {
        .id = n->id,
        .casefile = n->casefile,
        .need = n->sealed ? "sealed" : n->word,
        .need_sealed = n->sealed ? seal_class(keys, class_of(n->word), &at, n->word, a)
                                 : (struct bytes){0},
        .known_by = n->known_by,
        .found_day = n->found_day,
        .added_by = n->added_by,
        .added_at = n->added_at,
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_need_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

/* Rows of need_by_id and need_list have one shape. */
_Static_assert(sizeof(struct q_need_by_id_out) == sizeof(struct q_need_list_out),
               "rows of needs differ");

static struct err need_of(struct db *db, struct class_keys keys,
                          const struct q_need_list_out *row, struct arena *a,
                          struct case_need *out)
{
    struct seal_place at = class_place(db, row->id);
    const char *opened;

    TRY(open_class(keys, &at, row->need_sealed, a, &opened));
    *out = (struct case_need){
        .id = row->id,
        .casefile = row->casefile,
        .word = opened ? opened : row->need,
        .sealed = strcmp(row->need, "sealed") == 0,
        .known_by = row->known_by,
        .unmet_reason = row->unmet_reason,
        .found_day = row->found_day,
        .added_by = row->added_by,
        .added_at = row->added_at,
        .rev = row->rev,
    };
    return need_state_parse(row->state, &out->state)
               ? ok()
               : failed(ERR_BROKEN, "errors.store.code");
}

struct err need_load(struct db *db, struct class_keys keys, struct need_id id,
                     struct arena *a, struct case_need *out)
{
    struct q_need_by_id_in in = {.id = id};
    struct q_need_list_out row;

    TRY(db_one(db, &q_need_by_id, &in, &row, a));
    return need_of(db, keys, &row, a, out);
}

struct err need_list(struct db *db, struct class_keys keys, struct casefile_id id,
                     struct arena *a, struct case_needs *out)
{
    struct q_need_list_in in = {.casefile = id};
    struct q_need_list_out *rows;

    TRY(db_many(db, &q_need_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct case_need, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        TRY(need_of(db, keys, &rows[i], a, &out->of[i]));
    return ok();
}

struct err need_save(struct db *db, const struct case_need *n)
{
    struct q_need_save_in in = {.id = n->id,
                                .state = need_state_name(n->state),
                                .unmet_reason = n->unmet_reason,
                                .rev = n->rev};

    return db_exec(db, &q_need_save, &in);
}
