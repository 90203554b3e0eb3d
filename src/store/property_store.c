/* property_store.c -- see property_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/property_store.h"

#include "core/str.h"
#include "store/queries_enforcement.h"

#include <string.h>

static struct err add(struct db *db, const struct property *p, const struct address *key)
{
    struct q_property_add_in in = {
        .id = p->id,
        .external_id = p->external_id,
        .number = key->number,
        .number_low = key->low,
        .number_high = key->high,
        .street = p->at.street,
        .street_key = key->street_key,
        .unit = p->at.unit,
        .place = p->place,
        .region = p->region,
        .postcode = p->at.postcode,
        .lat_e7 = p->lat_e7,
        .lon_e7 = p->lon_e7,
        .year_built = p->year_built,
        .neighbourhood = p->neighbourhood,
        .address_key = key->key,
    };

    return db_exec(db, &q_property_add, &in);
}

/* The new text, or the old one where nothing new is known. */
static const char *text_or(const char *new_text, const char *old, bool *changed)
{
    if (new_text == NULL || *new_text == '\0' || (old && strcmp(new_text, old) == 0))
        return old;
    *changed = true;
    return new_text;
}

static int64_t int_or(int64_t new_int, int64_t old, bool *changed)
{
    if (new_int == INT_NONE || new_int == old)
        return old;
    *changed = true;
    return new_int;
}

/* Does the row of the register that has this address say otherwise? */
static bool differs(const struct property *p, const struct q_property_by_key_out *old,
                    struct q_property_set_in *in)
{
    bool changed = false;

    *in = (struct q_property_set_in){
        .id = old->id,
        .external_id = text_or(p->external_id, old->external_id, &changed),
        .number = old->number,
        .street = text_or(p->at.street, old->street, &changed),
        .unit = text_or(p->at.unit, old->unit, &changed),
        .place = text_or(p->place, old->place, &changed),
        .region = text_or(p->region, old->region, &changed),
        .postcode = text_or(p->at.postcode, old->postcode, &changed),
        .lat_e7 = int_or(p->lat_e7, old->lat_e7, &changed),
        .lon_e7 = int_or(p->lon_e7, old->lon_e7, &changed),
        .year_built = int_or(p->year_built, old->year_built, &changed),
        .neighbourhood = text_or(p->neighbourhood, old->neighbourhood, &changed),
    };
    return changed;
}

struct err property_put(struct db *db, struct arena *a, const struct property *p,
                        const struct address *key, enum property_put *out)
{
    struct q_property_by_key_in by = {.address_key = key->key};
    struct q_property_by_key_out old;
    struct q_property_set_in in;
    struct err e = db_one(db, &q_property_by_key, &by, &old, a);

    if (e.kind == ERR_NOT_FOUND) {
        *out = PROPERTY_ADDED;
        return add(db, p, key);
    }
    if (e.kind != OK)
        return e;
    if (old.external_id && p->external_id && !str_same(old.external_id, p->external_id)) {
        *out = PROPERTY_OTHER;
        return ok();
    }
    *out = differs(p, &old, &in) ? PROPERTY_CHANGED : PROPERTY_SAME;
    return *out == PROPERTY_CHANGED ? db_exec(db, &q_property_set, &in) : ok();
}

/* Of "number|street|unit|postcode", the part at `at`; "" when it is empty. */
static const char *key_part(struct arena *a, const char *key, int at)
{
    for (; at > 0; at--)
        key = strchr(key, '|') + 1;
    return arena_copy(a, key, strcspn(key, "|"));
}

static bool agree(const char *one, const char *other)
{
    return *one == '\0' || *other == '\0' || strcmp(one, other) == 0;
}

static bool fits(struct arena *a, const struct address *at,
                 const struct q_property_near_out *row)
{
    struct address range = {.low = row->number_low, .high = row->number_high};

    return address_within(at, &range) &&
           agree(at->unit_key, key_part(a, row->address_key, 2)) &&
           agree(key_part(a, at->key, 3), key_part(a, row->address_key, 3));
}

static struct err match_external(struct db *db, struct arena *a, const char *external_id,
                                 struct property_match *out)
{
    struct q_property_by_external_in in = {.external_id = external_id};
    struct q_property_by_external_out *rows;
    size_t len;

    TRY(db_many(db, &q_property_by_external, &in, &rows, &len, a));
    if (len == 1)
        *out = (struct property_match){rows[0].id, rows[0].neighbourhood};
    return ok();
}

struct err property_match(struct db *db, struct arena *a, const char *external_id,
                          const struct address *at, struct property_match *out)
{
    struct q_property_near_in in = {
        .street_key = at->street_key, .low = at->low, .high = at->low};
    struct q_property_near_out *rows;
    const struct q_property_near_out *best = NULL;
    size_t len;

    *out = (struct property_match){0};
    if (external_id != NULL && *external_id != '\0')
        TRY(match_external(db, a, external_id, out));
    if (id_is_set(id_of(out->id)))
        return ok();
    TRY(db_many(db, &q_property_near, &in, &rows, &len, a));
    for (size_t i = 0; i < len; i++) {
        if (!fits(a, at, &rows[i]))
            continue;
        if (best == NULL || strcmp(rows[i].address_key, at->key) == 0)
            best = &rows[i];
    }
    if (best != NULL)
        *out = (struct property_match){best->id, best->neighbourhood};
    return ok();
}
