/* staff_store.c -- see staff_store.h; the SQL is in sql/registry/staff.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/staff_store.h"

#include "store/queries_registry.h"

struct err staff_all(struct db *db, struct arena *a, struct staff *out)
{
    struct q_staff_names_out *rows;

    TRY(db_many(db, &q_staff_names, NULL, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct staff_person, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct staff_person){.id = rows[i].id,
                                           .name = rows[i].name,
                                           .email = rows[i].email,
                                           .lang = rows[i].lang};
    return ok();
}

struct err staff_one(struct db *db, struct user_id id, struct arena *a,
                     struct staff_person *out, bool *found)
{
    struct q_staff_one_in in = {id};
    struct q_staff_one_out *row;
    size_t len = 0;

    *out = (struct staff_person){.id = id};
    *found = false;
    if (!id_is_set(id_of(id)))
        return ok();
    TRY(db_many(db, &q_staff_one, &in, (void *)&row, &len, a));
    if (len == 0)
        return ok();
    *found = true;
    *out = (struct staff_person){.id = id,
                                 .name = row->name,
                                 .phone = row->phone,
                                 .email = row->email,
                                 .lang = row->lang,
                                 .active = row->active != 0};
    return ok();
}

struct err staff_with_role(struct db *db, const char *role, struct arena *a,
                           struct staff *out)
{
    struct q_staff_by_role_in in = {.role = role};
    struct q_staff_by_role_out *rows;

    TRY(db_many(db, &q_staff_by_role, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct staff_person, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct staff_person){.id = rows[i].id,
                                           .name = rows[i].name,
                                           .phone = rows[i].phone,
                                           .email = rows[i].email,
                                           .lang = rows[i].lang};
    return ok();
}

const char *staff_name(const struct staff *s, struct user_id id)
{
    for (size_t i = 0; i < s->len; i++)
        if (id_same(id_of(s->of[i].id), id_of(id)))
            return s->of[i].name;
    return NULL;
}
