/* scheduled_store.c -- see scheduled_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/scheduled_store.h"

#include "store/queries_enforcement.h"

#include <string.h>

static void tell(struct db *db, struct inspection_id visit, struct user_id person)
{
    if (id_is_set(id_of(person)))
        db_change(db, &(struct change){"inspection", id_of(visit), id_of(person)});
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_same(const struct q_scheduled_by_external_out *old,
                    const struct q_scheduled_set_in *in)
{
    return id_same(id_of(old->property), id_of(in->property)) &&
           id_same(id_of(old->inspector), id_of(in->inspector)) &&
           old->planned_day.n == in->planned_day.n &&
           old->inspected_at == in->inspected_at && same_text(old->unit, in->unit) &&
           same_text(old->kind, in->kind) &&
           same_text(old->planned_time, in->planned_time) &&
           same_text(old->result, in->result) &&
           same_text(old->record_url, in->record_url);
}

static struct err change(struct db *db, const struct q_scheduled_by_external_out *old,
                         const struct scheduled *v, struct property_id property,
                         enum scheduled_put *out)
{
    bool begun = strcmp(old->state, "planned") != 0;
    struct q_scheduled_set_in in = {
        .id = old->id,
        .property = begun ? old->property : property,
        .unit = begun ? old->unit : v->unit,
        .kind = begun ? old->kind : v->kind,
        .inspector = begun ? old->inspector : v->inspector,
        .planned_day = v->planned_day,
        .planned_time = v->planned_time,
        .inspected_at = v->inspected_at,
        .result = v->result,
        .record_url = v->record_url,
    };

    *out = is_same(old, &in) ? SCHEDULED_SAME : SCHEDULED_CHANGED;
    if (*out == SCHEDULED_SAME)
        return ok();
    TRY(db_exec(db, &q_scheduled_set, &in));
    tell(db, old->id, in.inspector);
    if (!id_same(id_of(old->inspector), id_of(in.inspector)))
        tell(db, old->id, old->inspector);
    return ok();
}

static struct err add(struct db *db, const struct scheduled *v,
                      struct property_id property)
{
    struct q_scheduled_add_in in = {
        .id = v->new_id,
        .property = property,
        .unit = v->unit,
        .kind = v->kind,
        .inspector = v->inspector,
        .planned_day = v->planned_day,
        .planned_time = v->planned_time,
        .inspected_at = v->inspected_at,
        .result = v->result,
        .record_url = v->record_url,
        .external_id = v->external_id,
    };

    TRY(db_exec(db, &q_scheduled_add, &in));
    tell(db, v->new_id, v->inspector);
    return ok();
}

struct err scheduled_put(struct db *db, struct arena *a, const struct scheduled *v,
                         enum scheduled_put *out)
{
    struct q_scheduled_by_external_in by = {.external_id = v->external_id};
    struct q_scheduled_by_external_out old;
    struct property_match match;
    struct err e = db_one(db, &q_scheduled_by_external, &by, &old, a);

    if (e.kind != OK && e.kind != ERR_NOT_FOUND)
        return e;
    *out = SCHEDULED_HISTORY;
    if (e.kind == OK && strcmp(old.kind, "imported") == 0)
        return ok();
    TRY(property_match(db, a, NULL, &v->at, &match));
    *out = SCHEDULED_NO_ADDRESS;
    if (!id_is_set(id_of(match.id)))
        return ok();
    if (e.kind == OK)
        return change(db, &old, v, match.id, out);
    *out = SCHEDULED_ADDED;
    return add(db, v, match.id);
}
