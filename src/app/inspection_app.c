/* inspection_app.c -- what each op of an inspection does: may they, decide, save, tell.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/differ_app.h"

#include "core/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a phone did becomes known to the person's other phones; a finding at a property
 * to everybody who inspects there. */
static void tell(struct batch *b, const struct taken *t, const struct visit *v,
                 bool house)
{
    batch_tell(b, v, house);
    audit_op(b->db, b->s->arena, t, t->op->kind,
             subject_of(b->s->arena, "inspection", id_of(v->id)));
}

/* What is open at the house, or who looked last, is not what it was. */
static void look_again(struct batch *b, const struct visit *v)
{
    if (!idlist_has(&b->again, id_of(v->property)))
        idlist_add(b->s->arena, &b->again, id_of(v->property));
}

/* NULL for what was not said. */
static const char *given(const struct fields *data, const char *name)
{
    const char *value = fields_get(data, name);

    return value[0] != '\0' ? value : NULL;
}

static struct err start_new(struct batch *b, const struct taken *t, const struct visit *v)
{
    const struct fields *data = &t->op->data;
    struct session *s = b->s;

    return db_exec(b->db, &q_visit_new,
                   &(struct q_visit_new_in){
                       .id = v->id,
                       .property = v->property,
                       .unit = v->unit,
                       .kind = fields_get(data, "kind"),
                       .inspector = v->inspector,
                       .day = zone_day(s->zone, v->started_at),
                       .occupancy = fields_get(data, "occupancy"),
                       .present = fields_joined(s->arena, data, "present"),
                       .started_at = v->started_at,
                       .received_at = t->received_at,
                       .received_day = zone_day(s->zone, t->received_at),
                       .clock_offset_ms = t->offset_ms,
                       .clock_doubt = taken_doubt(t),
                   });
}

static struct err start_planned(struct batch *b, const struct taken *t,
                                const struct visit *v)
{
    const struct fields *data = &t->op->data;
    struct session *s = b->s;

    return db_exec(b->db, &q_visit_start,
                   &(struct q_visit_start_in){
                       .id = v->id,
                       .day = zone_day(s->zone, v->started_at),
                       .unit = v->unit,
                       .inspector = v->inspector,
                       .occupancy = fields_get(data, "occupancy"),
                       .present = fields_joined(s->arena, data, "present"),
                       .started_at = v->started_at,
                       .received_at = t->received_at,
                       .received_day = zone_day(s->zone, t->received_at),
                       .clock_offset_ms = t->offset_ms,
                       .clock_doubt = taken_doubt(t),
                   });
}

static bool is_own(const struct visit *v, const struct taken *t)
{
    return id_same(id_of(v->inspector), id_of(t->author));
}

/* A planned visit nobody was named for is whose phone starts it. */
static struct verdict may_start(const struct batch *b, const struct taken *t,
                                const struct visit *v)
{
    if (v == NULL)
        return idlist_has(&b->properties, op_id_field(t->op, "property"))
                   ? APPLIED
                   : PARKED("op.property_unknown", (struct id){{0}});
    if (!is_own(v, t) && id_is_set(id_of(v->inspector)))
        return REFUSED("op.not_yours");
    if (v->state == INSPECTION_SIGNED || v->state == INSPECTION_CLOSED)
        return REFUSED("op.signed");
    if (!id_same(id_of(v->property), op_id_field(t->op, "property")))
        return REFUSED("op.other_property");
    return APPLIED;
}

/* Told again by its own inspector: other people present, another unit. */
static struct err start_again(struct batch *b, const struct taken *t, struct visit *v)
{
    const struct fields *data = &t->op->data;

    v->started_at = taken_at(t) < v->started_at ? taken_at(t) : v->started_at;
    return db_exec(b->db, &q_visit_retell,
                   &(struct q_visit_retell_in){
                       .id = v->id,
                       .unit = fields_get(data, "unit"),
                       .occupancy = fields_get(data, "occupancy"),
                       .present = fields_joined(b->s->arena, data, "present"),
                       .at = taken_at(t),
                   });
}

static struct err start(struct batch *b, const struct taken *t, struct visit *v)
{
    enum inspection_state was = v->state;

    if (was == INSPECTION_STARTED)
        return start_again(b, t, v);
    v->inspector = t->author;
    v->unit = fields_get(&t->op->data, "unit");
    v->state = INSPECTION_STARTED;
    v->started_at = taken_at(t);
    return was == INSPECTION_PLANNED ? start_planned(b, t, v) : start_new(b, t, v);
}

static struct err take_start(struct batch *b, const struct taken *t, struct verdict *out)
{
    struct id id = op_id_field(t->op, "inspection");
    struct visit *v = batch_visit(b, id);

    *out = may_start(b, t, v);
    if (out->status != SYNC_APPLIED)
        return ok();
    if (v == NULL) {
        v = batch_visit_add(b);
        *v = (struct visit){
            .id = id_to(inspection, id),
            .property = id_to(property, op_id_field(t->op, "property")),
            .state = INSPECTION_STATES, /* none yet */
        };
    }
    TRY(start(b, t, v));
    TRY(differ_start(b, t, v));
    idlist_add(b->s->arena, &b->satisfied, id);
    tell(b, t, v, false);
    return ok();
}

/* The visit an op writes to: there, one's own, begun and not signed. */
static struct verdict may_write(struct batch *b, const struct taken *t,
                                struct visit **out)
{
    struct id id = op_id_field(t->op, "inspection");
    struct visit *v = batch_visit(b, id);

    if (v == NULL)
        return PARKED("op.waits", id);
    if (!is_own(v, t))
        return REFUSED("op.not_yours");
    if (v->state == INSPECTION_PLANNED)
        return PARKED("op.waits", id);
    if (v->state != INSPECTION_STARTED)
        return REFUSED("op.signed");
    *out = v;
    return APPLIED;
}

/* The n-th photograph that an op names; false when there is none. */
static bool nth_photo(const struct sync_op *op, size_t n, struct photo_name *name,
                      uint8_t sha[SHA256_LEN])
{
    const char *word = fields_nth(&op->data, "photos", n);

    if (word == NULL)
        return false;
    require(photo_name_split(word, name) && hex_read(name->sha256, sha, SHA256_LEN));
    return true;
}

static struct err add_photos(struct batch *b, const struct sync_op *op,
                             struct finding_id finding)
{
    struct photo_name name;
    uint8_t sha[SHA256_LEN];

    for (size_t i = 0; nth_photo(op, i, &name, sha); i++)
        TRY(db_exec(b->db, &q_visit_photo_new,
                    &(struct q_visit_photo_new_in){.finding = finding,
                                                   .sha256 = {sha, SHA256_LEN},
                                                   .size = name.size,
                                                   .taken_at = name.taken_ms}));
    return ok();
}

static struct err add_finding(struct batch *b, const struct taken *t,
                              const struct visit *v, struct finding_id id)
{
    const struct fields *data = &t->op->data;
    const char *by = fields_get(data, "correct_by");
    struct day correct_by = DAY_NONE;

    day_parse(by, strlen(by), &correct_by);
    return db_exec(b->db, &q_visit_finding_new,
                   &(struct q_visit_finding_new_in){
                       .id = id,
                       .inspection = v->id,
                       .property = v->property,
                       .unit = v->unit,
                       .code = fields_get(data, "code"),
                       .library = fields_get(data, "library"),
                       .place = fields_get(data, "place"),
                       .note = fields_get(data, "note"),
                       .endangering = str_same(fields_get(data, "endangering"), "1"),
                       .responsible = fields_get(data, "responsible"),
                       .correct_by = correct_by,
                       .observed_at = taken_at(t),
                       .day = zone_day(b->s->zone, taken_at(t)),
                       .room = given(data, "room"),
                       .nspire = given(data, "nspire"),
                       .severity = given(data, "severity"),
                       .variance = given(data, "variance"),
                   });
}

static struct err take_finding(struct batch *b, const struct taken *t,
                               struct verdict *out)
{
    struct id id = op_id_field(t->op, "finding");
    struct visit *v = NULL;

    *out = may_write(b, t, &v);
    if (out->status == SYNC_APPLIED && batch_finding(b, id) != NULL)
        *out = REFUSED("op.finding_exists");
    if (out->status != SYNC_APPLIED)
        return ok();
    TRY(add_finding(b, t, v, id_to(finding, id)));
    TRY(add_photos(b, t->op, id_to(finding, id)));
    batch_finding_add(
        b, (struct q_visit_finding_by_ids_out){id_to(finding, id), v->id, v->property,
                                               fields_get(&t->op->data, "code")});
    idlist_add(b->s->arena, &b->satisfied, id);
    tell(b, t, v, true);
    return ok();
}

static struct err withdraw(struct batch *b, const struct taken *t, const struct visit *v,
                           const struct q_visit_finding_by_ids_out *f)
{
    TRY(db_exec(b->db, &q_visit_finding_withdraw,
                &(struct q_visit_finding_withdraw_in){
                    .id = f->id,
                    .inspection = v->id,
                    .property = v->property,
                    .code = f->code,
                    .author = t->author,
                    .at = taken_at(t),
                    .day = zone_day(b->s->zone, t->received_at)}));
    TRY(db_exec(b->db, &q_visit_finding_drop_photos,
                &(struct q_visit_finding_drop_photos_in){f->id}));
    return db_exec(b->db, &q_visit_finding_drop,
                   &(struct q_visit_finding_drop_in){f->id});
}

/* One of this visit, before its report is signed: a slip of the finger, said again. */
static struct err take_withdraw(struct batch *b, const struct taken *t,
                                struct verdict *out)
{
    struct id id = op_id_field(t->op, "finding");
    const struct q_visit_finding_by_ids_out *f = batch_finding(b, id);
    struct visit *v = NULL;

    *out = may_write(b, t, &v);
    if (out->status == SYNC_APPLIED && f == NULL)
        *out = PARKED("op.waits", id);
    else if (out->status == SYNC_APPLIED && !id_same(id_of(f->inspection), id_of(v->id)))
        *out = REFUSED("op.other_visit");
    if (out->status != SYNC_APPLIED)
        return ok();
    TRY(withdraw(b, t, v, f));
    batch_finding_drop(b, id);
    tell(b, t, v, true);
    return ok();
}

static struct err add_seen_photos(struct batch *b, const struct sync_op *op,
                                  struct finding_id finding)
{
    struct photo_name name;
    uint8_t sha[SHA256_LEN];

    for (size_t i = 0; nth_photo(op, i, &name, sha); i++)
        TRY(db_exec(b->db, &q_visit_seen_photo,
                    &(struct q_visit_seen_photo_in){.seen = op->id,
                                                    .finding = finding,
                                                    .sha256 = {sha, SHA256_LEN},
                                                    .size = name.size,
                                                    .taken_at = name.taken_ms}));
    return ok();
}

static struct err see_finding(struct batch *b, const struct taken *t,
                              const struct visit *v, struct finding_id finding)
{
    const char *state = fields_get(&t->op->data, "state");
    struct day day = zone_day(b->s->zone, taken_at(t));

    TRY(db_exec(b->db, &q_visit_finding_seen,
                &(struct q_visit_finding_seen_in){.id = t->op->id,
                                                  .finding = finding,
                                                  .inspection = v->id,
                                                  .author = t->author,
                                                  .state = state,
                                                  .at = taken_at(t),
                                                  .day = day}));
    TRY(add_seen_photos(b, t->op, finding));
    return db_exec(b->db, &q_visit_finding_rule,
                   &(struct q_visit_finding_rule_in){.finding = finding,
                                                     .op = t->op->id,
                                                     .state = state,
                                                     .at = taken_at(t),
                                                     .day = day});
}

/* An earlier finding, seen at this visit: of the same property. */
static struct err take_finding_state(struct batch *b, const struct taken *t,
                                     struct verdict *out)
{
    struct id id = op_id_field(t->op, "finding");
    const struct q_visit_finding_by_ids_out *f = batch_finding(b, id);
    struct visit *v = NULL;

    *out = may_write(b, t, &v);
    if (out->status == SYNC_APPLIED && f == NULL)
        *out = PARKED("op.waits", id);
    else if (out->status == SYNC_APPLIED &&
             !id_same(id_of(f->property), id_of(v->property)))
        *out = REFUSED("op.other_property");
    if (out->status != SYNC_APPLIED)
        return ok();
    TRY(see_finding(b, t, v, f->id));
    look_again(b, v);
    tell(b, t, v, true);
    return ok();
}

static struct err take_card(struct batch *b, const struct taken *t, struct verdict *out)
{
    const char *reason = fields_get(&t->op->data, "reason");
    struct visit *v = NULL;

    *out = may_write(b, t, &v);
    if (out->status != SYNC_APPLIED)
        return ok();
    TRY(db_exec(b->db, &q_visit_card,
                &(struct q_visit_card_in){.id = v->id,
                                          .card_left = fields_get(&t->op->data, "left"),
                                          .card_reason = reason[0] ? reason : NULL,
                                          .at = taken_at(t)}));
    TRY(differ_card(b, t, v));
    tell(b, t, v, false);
    return ok();
}

/* Which of different values stands: before signing, and by who may write them. */
static struct err take_choose(struct batch *b, const struct taken *t, struct verdict *out)
{
    struct visit *v = NULL;

    *out = may_write(b, t, &v);
    if (out->status != SYNC_APPLIED)
        return ok();
    TRY(differ_choose(b, t, v));
    tell(b, t, v, false);
    return ok();
}

static const char *rooms_of(struct arena *a, const struct fields *data)
{
    return fields_nth(data, "rooms", 0) != NULL ? fields_joined(a, data, "rooms") : NULL;
}

/* INT_NONE where it was not said. */
static int64_t number_of(const struct fields *data, const char *name)
{
    int64_t n;

    return str_number(fields_get(data, name), 2199, &n) ? n : INT_NONE;
}

static struct err sign(struct batch *b, const struct taken *t, const struct visit *v,
                       const struct sha256 *sha)
{
    const struct fields *data = &t->op->data;

    TRY(db_exec(
        b->db, &q_visit_sign,
        &(struct q_visit_sign_in){.id = v->id,
                                  .signed_at = taken_at(t),
                                  .signed_name = fields_get(data, "name"),
                                  .order_text = fields_get(data, "order"),
                                  .order_sha = {sha->b, SHA256_LEN},
                                  .scope = given(data, "scope"),
                                  .told_right = given(data, "told_right"),
                                  .entry_by = given(data, "entry"),
                                  .lead = given(data, "lead"),
                                  .year_built = number_of(data, "year_built"),
                                  .units = number_of(data, "units"),
                                  .habitable = number_of(data, "habitable"),
                                  .specialist = given(data, "specialist"),
                                  .specialist_why = given(data, "why"),
                                  .unsafe = str_same(fields_get(data, "unsafe"), "1"),
                                  .rooms = rooms_of(b->s->arena, data)}));
    return db_exec(b->db, &q_visit_count,
                   &(struct q_visit_count_in){
                       .id = v->id, .day = zone_day(b->s->zone, v->started_at)});
}

static struct err take_sign(struct batch *b, const struct taken *t, struct verdict *out)
{
    const char *order = fields_get(&t->op->data, "order");
    struct sha256 sha = sha256_of(order, strlen(order));
    uint8_t said[SHA256_LEN] = {0};
    struct visit *v = NULL;

    *out = may_write(b, t, &v);
    if (out->status != SYNC_APPLIED)
        return ok();
    if (!hex_read(fields_get(&t->op->data, "order_sha256"), said, SHA256_LEN) ||
        memcmp(said, sha.b, SHA256_LEN) != 0) {
        *out = REFUSED("op.order_altered");
        return ok();
    }
    TRY(sign(b, t, v, &sha));
    v->state = INSPECTION_SIGNED;
    look_again(b, v);
    idlist_add(b->s->arena, &b->satisfied, id_of(v->id));
    tell(b, t, v, false);
    return ok();
}

static struct err take_addendum(struct batch *b, const struct taken *t,
                                struct verdict *out)
{
    struct id id = op_id_field(t->op, "inspection");
    const struct visit *v = batch_visit(b, id);

    *out = APPLIED;
    if (v != NULL && !is_own(v, t))
        *out = REFUSED("op.not_yours");
    else if (v == NULL ||
             (v->state != INSPECTION_SIGNED && v->state != INSPECTION_CLOSED))
        *out = PARKED("op.waits", id); /* until it is signed */
    if (out->status != SYNC_APPLIED)
        return ok();
    TRY(db_exec(b->db, &q_visit_addendum,
                &(struct q_visit_addendum_in){
                    .id = id_to(addendum, op_id_field(t->op, "addendum")),
                    .inspection = v->id,
                    .author = t->author,
                    .text = fields_get(&t->op->data, "text"),
                    .at = taken_at(t)}));
    tell(b, t, v, false);
    return ok();
}

struct err inspection_take(struct batch *b, const struct taken *t, struct verdict *out)
{
    static struct err (*const takers[OP_KINDS])(struct batch *, const struct taken *,
                                                struct verdict *) = {
        [OP_INSPECTION_START] = take_start,      [OP_FINDING_ADD] = take_finding,
        [OP_FINDING_STATE] = take_finding_state, [OP_CARD_SET] = take_card,
        [OP_INSPECTION_SIGN] = take_sign,        [OP_INSPECTION_ADDENDUM] = take_addendum,
        [OP_FINDING_WITHDRAW] = take_withdraw,   [OP_NO_ENTRY] = no_entry_take,
        [OP_INSPECTION_CHOOSE] = take_choose,
    };
    enum op_kind kind;

    require(op_kind_parse(t->op->kind, &kind) && takers[kind] != NULL);
    return takers[kind](b, t, out);
}
