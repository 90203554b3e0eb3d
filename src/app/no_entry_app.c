/* no_entry_app.c -- a door that stayed closed: what was told of it, and the visit that is
 * planned instead.  It may still open: a start that comes later, or came before, rules.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/sync_batch.h"

#include "core/str.h"

#include <string.h>

static struct verdict may_tell(const struct batch *b, const struct taken *t,
                               const struct visit *v)
{
    if (v == NULL)
        return idlist_has(&b->properties, op_id_field(t->op, "property"))
                   ? APPLIED
                   : PARKED("op.property_unknown", (struct id){{0}});
    if (!id_same(id_of(v->inspector), id_of(t->author)) && id_is_set(id_of(v->inspector)))
        return REFUSED("op.not_yours");
    if (!id_same(id_of(v->property), op_id_field(t->op, "property")))
        return REFUSED("op.other_property");
    return APPLIED;
}

static struct err add_visit(struct batch *b, const struct taken *t, struct visit *v)
{
    const struct fields *data = &t->op->data;
    struct session *s = b->s;

    return db_exec(b->db, &q_visit_not_made_new,
                   &(struct q_visit_not_made_new_in){
                       .id = v->id,
                       .property = v->property,
                       .unit = v->unit,
                       .kind = fields_get(data, "kind"),
                       .inspector = v->inspector,
                       .day = zone_day(s->zone, taken_at(t)),
                       .received_at = t->received_at,
                       .received_day = zone_day(s->zone, t->received_at),
                       .clock_offset_ms = t->offset_ms,
                       .clock_doubt = taken_doubt(t)});
}

/* Theirs who stood at the door, in a few days or when they asked for it. */
static struct err plan_again(struct batch *b, const struct taken *t,
                             const struct visit *v)
{
    const struct fields *data = &t->op->data;
    const char *day = fields_get(data, "again_day"),
               *time = fields_get(data, "again_time");
    struct id again = op_id_field(t->op, "again");
    struct day planned = DAY_NONE;

    if (!id_is_set(again) || !day_parse(day, strlen(day), &planned))
        return ok();
    TRY(db_exec(b->db, &q_visit_again,
                &(struct q_visit_again_in){.id = id_to(inspection, again),
                                           .property = v->property,
                                           .unit = fields_get(data, "unit"),
                                           .kind = fields_get(data, "kind"),
                                           .inspector = t->author,
                                           .planned_day = planned,
                                           .planned_time = time[0] ? time : NULL}));
    db_change(b->db, &(struct change){"inspection", again, id_of(t->author)});
    return ok();
}

static struct err keep(struct batch *b, const struct taken *t, const struct visit *v)
{
    const char *card = fields_get(&t->op->data, "card_left");

    TRY(db_exec(
        b->db, &q_visit_no_entry,
        &(struct q_visit_no_entry_in){.id = t->op->id,
                                      .inspection = v->id,
                                      .property = v->property,
                                      .author = t->author,
                                      .reason = fields_get(&t->op->data, "reason"),
                                      .card_left = card[0] ? card : NULL,
                                      .at = taken_at(t),
                                      .day = zone_day(b->s->zone, taken_at(t)),
                                      .again = op_id_field(t->op, "again")}));
    return plan_again(b, t, v);
}

static struct visit *visit_of(struct batch *b, const struct taken *t, struct id id)
{
    struct visit *v = batch_visit_add(b);

    *v = (struct visit){.id = id_to(inspection, id),
                        .property = id_to(property, op_id_field(t->op, "property")),
                        .inspector = t->author,
                        .unit = fields_get(&t->op->data, "unit"),
                        .state = INSPECTION_PLANNED}; /* as good as */
    return v;
}

struct err no_entry_take(struct batch *b, const struct taken *t, struct verdict *out)
{
    struct id id = op_id_field(t->op, "inspection");
    struct visit *v = batch_visit(b, id);

    *out = may_tell(b, t, v);
    if (out->status != SYNC_APPLIED)
        return ok();
    if (v == NULL) {
        v = visit_of(b, t, id);
        TRY(add_visit(b, t, v));
    } else {
        TRY(db_exec(b->db, &q_visit_not_made, &(struct q_visit_not_made_in){v->id}));
    }
    if (!id_is_set(id_of(v->inspector)))
        v->inspector = t->author;
    TRY(keep(b, t, v));
    batch_tell(b, v, false);
    audit_op(b->db, b->s->arena, t, t->op->kind,
             subject_of(b->s->arena, "inspection", id_of(v->id)));
    return ok();
}
