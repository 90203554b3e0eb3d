/* file_store.c -- see file_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/file_store.h"

#include "store/queries_care.h"

static struct seal_place file_place(struct db *db, const char *column, struct id row)
{
    return seal_care(db, "case_file", column, row);
}

struct err file_add(struct db *db, const struct data_key *key, const struct case_file *f,
                    struct arena *a, bool *added)
{
    struct seal_place name = file_place(db, "name", f->id);
    struct seal_place bytes = file_place(db, "bytes", f->id);
    struct q_file_add_in in = {
        .id = f->id,
        .casefile = f->casefile,
        .author = f->author,
        .at = f->at,
        .type = attachment_kinds[f->type].word,
        .size = f->size,
        .name = seal_text(key, &name, f->name, a),
        .bytes = seal_data(key, &bytes, f->bytes, a),
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_file_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err file_list(struct db *db, const struct data_key *key, struct casefile_id id,
                     struct arena *a, struct case_files *out)
{
    struct q_file_list_in in = {.casefile = id};
    struct q_file_list_out *rows;

    TRY(db_many(db, &q_file_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct case_file, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place name = file_place(db, "name", rows[i].id);

        out->of[i] = (struct case_file){
            .id = rows[i].id,
            .casefile = id,
            .author = rows[i].author,
            .removed_by = rows[i].removed_by,
            .at = rows[i].at,
            .removed_at = rows[i].removed_at,
            .size = rows[i].size,
        };
        if (!attachment_parse(rows[i].type, &out->of[i].type))
            return failed(ERR_BROKEN, "errors.store.code");
        TRY(open_text(key, &name, rows[i].name, a, &out->of[i].name));
    }
    return ok();
}

struct err file_get(struct db *db, const struct data_key *key,
                    const struct case_file *which, struct arena *a, struct case_file *out)
{
    struct q_file_get_in in = {.id = which->id, .casefile = which->casefile};
    struct seal_place bytes = file_place(db, "bytes", which->id);
    struct q_file_get_out row;

    TRY(db_one(db, &q_file_get, &in, &row, a));
    *out = *which;
    out->size = row.size;
    if (!attachment_parse(row.type, &out->type))
        return failed(ERR_BROKEN, "errors.store.code");
    return open_data(key, &bytes, row.bytes, a, &out->bytes);
}

struct err file_remove(struct db *db, const struct case_file *f, bool *removed)
{
    struct q_file_remove_in in = {.id = f->id,
                                  .casefile = f->casefile,
                                  .removed_at = f->removed_at,
                                  .removed_by = f->removed_by};
    int64_t changed;

    TRY(db_exec_count(db, &q_file_remove, &in, &changed));
    *removed = changed == 1;
    return ok();
}
