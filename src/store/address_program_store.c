/* address_program_store.c -- see address_program_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/address_program_store.h"

#include "base/json.h"
#include "store/queries_care.h"

#include <string.h>

static struct seal_place real_at(struct db *db, struct casefile_id id)
{
    return seal_care(db, "address_program", "real", id_of(id));
}

static const char *real_json(const struct real_place *r, struct arena *a)
{
    struct json_out o = {.arena = a};
    char property[ID_TEXT] = "";

    if (id_is_set(id_of(r->place.property)))
        id_format(id_of(r->place.property), property);
    json_map(&o, NULL);
    json_put_text(&o, "property", property);
    json_put_text(&o, "address", r->place.address);
    json_put_text(&o, "unit", r->place.unit);
    json_put_text(&o, "neighbourhood", r->neighbourhood);
    json_end_map(&o);
    return json_done(&o);
}

static struct err row_of(struct db *db, struct casefile_id id, struct arena *a,
                         struct q_address_program_get_out *row, bool *found)
{
    struct q_address_program_get_in in = {id};
    struct err e = db_one(db, &q_address_program_get, &in, row, a);

    *found = e.kind == OK;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

struct err address_program_load(struct db *db, struct class_keys keys,
                                struct casefile_id id, struct arena *a,
                                struct real_place *out)
{
    struct seal_place at = real_at(db, id);
    struct q_address_program_get_out row;
    struct json j = {0};
    struct id property = {0};
    const char *words;
    bool found;

    *out = (struct real_place){0};
    TRY(row_of(db, id, a, &row, &found));
    if (!found)
        return ok();
    TRY(open_class(keys, &at, row.real, a, &words));
    if (words != NULL)
        TRY(json_read(a, words, strlen(words), &j));
    const char *s = json_text(&j, "property");
    if (s == NULL || !id_parse(s, strlen(s), &property))
        property = (struct id){0};
    *out = (struct real_place){.place = {.property = id_to(property, property),
                                         .address = json_text(&j, "address"),
                                         .unit = json_text(&j, "unit")},
                               .neighbourhood = json_text(&j, "neighbourhood"),
                               .known = true};
    return ok();
}

struct err address_program_has(struct db *db, struct casefile_id id, bool *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct q_address_program_get_out row;

    return row_of(db, id, &a, &row, out);
}

struct err address_program_put(struct db *db, struct class_keys keys,
                               const struct program_entry *e, struct arena *a)
{
    struct seal_place at = real_at(db, e->casefile);
    struct q_address_program_put_in in = {
        .casefile = e->casefile,
        .author = e->author,
        .at = e->at,
        .real = seal_class(keys, CLASS_ADDRESS, &at, real_json(&e->real, a), a)};

    return db_exec(db, &q_address_program_put, &in);
}

struct err address_program_drop(struct db *db, struct casefile_id id)
{
    return db_exec(db, &q_address_program_drop, &(struct q_address_program_drop_in){id});
}

struct err address_program_part_of_town(struct db *db, struct casefile_id id,
                                        const char *neighbourhood)
{
    struct q_address_program_part_of_town_in in = {id, neighbourhood};

    return db_exec(db, &q_address_program_part_of_town, &in);
}

static struct seal_place told_at(struct db *db, struct referral_id id)
{
    return seal_care(db, "referral", "disclosed", id_of(id));
}

struct err address_told_list(struct db *db, const struct data_key *key,
                             struct casefile_id id, struct arena *a,
                             struct told_agencies *out)
{
    struct q_address_program_told_in in = {id};
    struct q_address_program_told_out *rows;

    TRY(db_many(db, &q_address_program_told, &in, &rows, &out->len, a));
    out->of = arena_array(a, struct told_agency, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place at = told_at(db, rows[i].id);

        out->of[i].id = rows[i].id;
        TRY(open_text(key, &at, rows[i].disclosed, a, &out->of[i].json));
    }
    return ok();
}

struct err address_told_save(struct db *db, const struct data_key *key,
                             const struct told_agency *told, struct arena *a)
{
    struct seal_place at = told_at(db, told->id);
    struct q_address_program_retell_in in = {told->id,
                                             seal_text(key, &at, told->json, a)};

    return db_exec(db, &q_address_program_retell, &in);
}
