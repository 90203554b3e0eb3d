/* imported_store.c -- see imported_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/imported_store.h"

#include "store/queries_enforcement.h"

#include <string.h>

static struct err find_property(struct db *db, struct arena *a,
                                const struct imported_violation *v,
                                struct property_id *out)
{
    struct property_match match;
    enum property_put put;

    TRY(property_match(db, a, v->property.external_id, &v->at, &match));
    *out = match.id;
    if (id_is_set(id_of(match.id)))
        return ok();
    *out = v->property.id;
    return property_put(db, a, &v->property, &v->at, &put);
}

static struct err find_visit(struct db *db, struct arena *a,
                             const struct imported_violation *v,
                             struct q_imported_visit_by_external_out *out)
{
    struct q_imported_visit_by_external_in by = {.external_id = v->visit};
    struct err e = db_one(db, &q_imported_visit_by_external, &by, out, a);

    if (e.kind != ERR_NOT_FOUND)
        return e;
    out->id = v->new_visit;
    TRY(find_property(db, a, v, &out->property));
    struct q_imported_visit_add_in in = {
        .id = out->id,
        .property = out->property,
        .unit = v->property.at.unit,
        .planned_day = v->day,
        .external_id = v->visit,
    };
    return db_exec(db, &q_imported_visit_add, &in);
}

static struct err add_finding(struct db *db, struct arena *a,
                              const struct imported_violation *v)
{
    struct q_imported_visit_by_external_out visit;

    TRY(find_visit(db, a, v, &visit));
    struct q_imported_finding_add_in in = {
        .id = v->new_finding,
        .inspection = visit.id,
        .property = visit.property,
        .unit = v->property.at.unit,
        .code = v->code,
        .library = v->library,
        .place = v->place,
        .note = v->note,
        .endangering = v->endangering,
        .responsible = v->responsible,
        .observed_at = v->observed_at,
        .state = v->state,
        .state_day = v->day,
        .external_id = v->finding,
    };
    return db_exec(db, &q_imported_finding_add, &in);
}

struct err imported_violation_put(struct db *db, struct arena *a,
                                  const struct imported_violation *v, bool *changed)
{
    struct q_imported_finding_by_external_in by = {.external_id = v->finding};
    struct q_imported_finding_by_external_out old;
    struct err e = db_one(db, &q_imported_finding_by_external, &by, &old, a);

    *changed = true;
    if (e.kind == ERR_NOT_FOUND)
        return add_finding(db, a, v);
    if (e.kind != OK)
        return e;
    *changed = strcmp(old.state, v->state) != 0 || old.state_day.n != v->day.n ||
               strcmp(old.note, v->note) != 0;
    if (!*changed)
        return ok();
    struct q_imported_finding_set_in in = {
        .id = old.id, .state = v->state, .state_day = v->day, .note = v->note};
    return db_exec(db, &q_imported_finding_set, &in);
}
