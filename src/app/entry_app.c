/* entry_app.c -- see entry_app.h: the page, and the inspection.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/entry_app.h"

#include "app/casework.h"
#include "app/contact.h"
#include "app/sync_batch.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/address.h"
#include "domain/entry.h"
#include "domain/library.h"
#include "domain/order.h"

#include <stdio.h>
#include <string.h>

#define BACK_DAYS 60 /* how long a form may have lain about */
#define RECENT_MS (14 * DAY_MS)

static struct err begin(struct session *s, struct db **db)
{
    TRY(hide(policy_check(&s->actor, ACT_PAPER_ENTER, NULL)));
    return session_db(s, STORE_ENFORCEMENT, db);
}

/* ---- the page ---- */

static struct err planned_visits(struct session *s, struct db *db,
                                 const struct staff *staff, struct paper_page *p)
{
    struct q_paper_planned_in in = {p->place->chosen.id,
                                    {session_today(s).n - BACK_DAYS}};
    struct q_paper_planned_out *r;

    if (!id_is_set(id_of(in.property)))
        return ok();
    TRY(db_many(db, &q_paper_planned, &in, &r, &p->planned_len, s->arena));
    struct paper_visit *to =
        arena_array(s->arena, struct paper_visit, p->planned_len + 1);
    for (size_t i = 0; i < p->planned_len; i++)
        to[i] = (struct paper_visit){r[i].id,           r[i].unit,
                                     r[i].kind,         staff_name(staff, r[i].inspector),
                                     r[i].planned_time, r[i].planned_day};
    p->planned = to;
    return ok();
}

static struct err lines_of(struct session *s, struct db *db, const struct staff *staff,
                           const struct q_paper_entered_in *in, struct paper_lines *out)
{
    struct q_paper_entered_out *r;

    TRY(db_many(db, &q_paper_entered, in, &r, &out->len, s->arena));
    struct paper_line *to = arena_array(s->arena, struct paper_line, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        to[i] = (struct paper_line){
            .inspection = r[i].inspection,
            .reason = r[i].reason,
            .sheet = r[i].sheet,
            .at = {.number = r[i].number, .street = r[i].street, .unit = r[i].unit},
            .inspector = staff_name(staff, r[i].inspector),
            .typed_by = staff_name(staff, r[i].entered_by),
            .began = r[i].at,
            .typed_at = r[i].entered_at};
    out->of = to;
    return ok();
}

struct err paper_look(struct session *s, const void *in, void **out)
{
    const struct paper_asked *asked = in;
    struct paper_page *p = arena_new(s->arena, struct paper_page);
    struct db *db, *registry;
    struct staff staff;
    void *place;

    TRY(begin(s, &db));
    TRY(intake_look(s, &asked->place, &place));
    p->place = place;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &staff));
    TRY(staff_with_role(registry, role_name(ROLE_INSPECTOR), s->arena, &p->inspectors));
    TRY(planned_visits(s, db, &staff, p));
    if (!p->place->is_chosen)
        TRY(lines_of(s, db, &staff, &(struct q_paper_entered_in){s->now - RECENT_MS, ""},
                     &p->recent));
    if (asked->number[0] != '\0')
        TRY(lines_of(s, db, &staff, &(struct q_paper_entered_in){0, asked->number},
                     &p->entered));
    *out = p;
    return ok();
}

/* ---- the inspection ---- */

/* One sheet on its way into the store. */
struct sheet {
    struct session *s;
    struct db *db;
    const struct paper_in *in;
    const char *inspector;
    struct inspection_id visit;
    struct property_id property;
    struct home home;
    int64_t began, ended; /* `ended`: of the signature, where there is one */
    struct op_id first;
    struct entry_part parts[ENTRY_PARTS];
    size_t len;
};

static const char *id_words(struct session *s, struct id id)
{
    char *text = arena_alloc(s->arena, ID_TEXT);

    id_format(id, text);
    return text;
}

static const char *day_words(struct session *s, int64_t ms)
{
    char text[DAY_TEXT];

    day_format(zone_day(s->zone, ms), text);
    return arena_copy(s->arena, text, strlen(text));
}

static void copy_all(struct sheet *p, const struct fields *from, struct fields *to)
{
    for (size_t i = 0; i < from->len; i++)
        entry_add(to, p->s->arena, from->list[i].name, from->list[i].value);
}

static const char *line_of(struct sheet *p)
{
    const char *number_words = p->home.number, *street = p->home.street;
    size_t len = strlen(number_words) + strlen(street) + 2;
    char *line = arena_alloc(p->s->arena, len);

    snprintf(line, len, "%s%s%s", number_words, number_words[0] != '\0' ? " " : "",
             street);
    return line;
}

static void order_head(struct sheet *p, const struct contact *office, struct fields *o)
{
    struct session *s = p->s;
    struct arena *a = s->arena;
    const struct fields *form = &p->in->form;
    const char *who;

    entry_add(o, a, "city", s->city_name);
    entry_add(o, a, "department", office->name);
    if (office->phone != NULL)
        entry_add(o, a, "phone", office->phone);
    entry_add(o, a, "address", line_of(p));
    entry_add(o, a, "unit", fields_get(form, "unit"));
    entry_add(o, a, "inspector", p->inspector);
    entry_add(o, a, "day", day_words(s, p->began));
    entry_add(o, a, "minute",
              build_number(s->arena, zone_minute_of_day(s->zone, p->began)));
    entry_add(o, a, "occupancy", fields_get(form, "occupancy"));
    for (size_t i = 0; (who = fields_nth(form, "present", i)) != NULL; i++)
        entry_add(o, a, "present", who);
    entry_add(o, a, "units", fields_get(form, "units"));
    entry_add(o, a, "habitable", fields_get(form, "habitable"));
    entry_add(o, a, "library", edition_on(zone_day(s->zone, p->began))->id);
    entry_add(o, a, "signed_day", day_words(s, p->ended));
    entry_add(o, a, "signed_minute",
              build_number(s->arena, zone_minute_of_day(s->zone, p->ended)));
}

/* The order of the form's own words, as the phone would have put them. */
static struct err order_of(struct sheet *p, const char **out)
{
    const struct edition *e = edition_on(zone_day(p->s->zone, p->began));
    struct fields o = {0};
    struct contact office;

    TRY(contact_office(p->s, &office));
    order_head(p, &office, &o);
    for (size_t i = 0; i < p->len; i++) {
        const struct fields *f = &p->parts[i].data;

        if (p->parts[i].kind != OP_FINDING_ADD)
            continue;
        entry_add(&o, p->s->arena, "finding", fields_get(f, "finding"));
        entry_add(&o, p->s->arena, "title",
                  section_find(e, fields_get(f, "code"))->titles[LANG_EN]);
        copy_all(p, f, &o);
    }
    *out = order_compose(&o, p->s->arena);
    return ok();
}

static void add_id(struct sheet *p, struct fields *f, const char *name, struct id id)
{
    entry_add(f, p->s->arena, name, id_words(p->s, id));
}

static void name_nouns(struct sheet *p, struct entry_part *part)
{
    struct fields *f = &part->data;

    add_id(p, f, "inspection", id_of(p->visit));
    if (part->kind == OP_INSPECTION_START || part->kind == OP_NO_ENTRY)
        add_id(p, f, "property", id_of(p->property));
    if (part->kind == OP_FINDING_ADD)
        add_id(p, f, "finding", id_mint(p->s->now + part->row));
    if (fields_get(f, "again_day")[0] != '\0')
        add_id(p, f, "again", id_mint(p->s->now));
}

/* What the office gives the form's ops: identifiers, and the order with its hash. */
static struct err complete(struct sheet *p)
{
    struct arena *a = p->s->arena;
    const char *order;

    for (size_t i = 0; i < p->len; i++)
        name_nouns(p, &p->parts[i]);
    if (entry_is_closed(&p->in->form))
        return ok();
    TRY(order_of(p, &order));
    struct sha256 sha = sha256_of(order, strlen(order));
    struct fields *sign = &p->parts[p->len - 1].data;
    entry_add(sign, a, "order", order);
    entry_add(sign, a, "order_sha256", hex(a, (struct bytes){sha.b, SHA256_LEN}));
    entry_add(sign, a, "lang", "en");
    return ok();
}

/* What a phone would hear as a refusal is a fault of the control that chose it. */
static struct err refused(struct session *s, const struct verdict *v)
{
    bool others = v->msg != NULL && str_same(v->msg, "op.not_yours");

    return session_refuse(s, "visit",
                          others ? "paper.not_theirs" : "paper.signed_already");
}

static struct err take_parts(struct sheet *p)
{
    struct sync_op *ops = arena_array(p->s->arena, struct sync_op, p->len);
    struct batch b = {.s = p->s, .db = p->db};

    for (size_t i = 0; i < p->len; i++)
        ops[i] = (struct sync_op){.id = id_to(op, id_mint(p->s->now)),
                                  .at = p->parts[i].kind == OP_INSPECTION_SIGN ? p->ended
                                                                               : p->began,
                                  .kind = op_kind_name(p->parts[i].kind),
                                  .data = p->parts[i].data};
    p->first = ops[0].id;
    TRY(batch_load(&b, ops, p->len));
    for (size_t i = 0; i < p->len; i++) {
        const struct taken t = {.op = &ops[i],
                                .author = p->in->inspector,
                                .received_at = p->s->now,
                                .typed_by = p->s->actor.user};
        struct verdict v;

        TRY(inspection_take(&b, &t, &v));
        if (v.status != SYNC_APPLIED)
            return refused(p->s, &v);
    }
    TRY(again_plan(p->s, p->db, &b.again));
    return batch_tell_all(&b);
}

static struct err next_new(struct sheet *p, struct day day, const char *time,
                           struct inspection_id *out)
{
    *out = id_to(inspection, id_mint(p->s->now));
    return db_exec(p->db, &q_visit_again,
                   &(struct q_visit_again_in){
                       .id = *out,
                       .property = p->property,
                       .unit = fields_get(&p->in->form, "unit"),
                       .kind = inspection_kind_codes.list[VISIT_REINSPECTION].word,
                       .inspector = p->in->inspector,
                       .planned_day = day,
                       .planned_time = time});
}

/* The day that the household was told, as by the supervisor's hand: the re-inspection by
 * rule, if there is one, is on it, and no rule moves it any more. */
static struct err plan_next(struct sheet *p)
{
    const char *time = fields_get(&p->in->form, "next_time");
    struct q_paper_follower_in after = {p->visit};
    struct q_paper_follower_out *r;
    struct inspection_id next;
    struct day day;
    size_t len;

    time = time[0] != '\0' ? time : NULL;
    if (entry_is_closed(&p->in->form) || !entry_next(&p->in->form, &day))
        return ok(); /* the op itself says it, or nothing does */
    TRY(db_many(p->db, &q_paper_follower, &after, &r, &len, p->s->arena));
    if (len > 0)
        TRY(db_exec(p->db, &q_calendar_set,
                    &(struct q_calendar_set_in){.id = next = r[0].id,
                                                .inspector = r[0].inspector,
                                                .day = day,
                                                .time = time,
                                                .at = p->s->now,
                                                .rev = r[0].rev + 1}));
    else
        TRY(next_new(p, day, time, &next));
    db_change(p->db,
              &(struct change){"inspection", id_of(next), id_of(p->in->inspector)});
    db_audit(p->db, &(struct audit){session_actor(p->s), "inspection.plan",
                                    subject_text(p->s, "inspection", id_of(next)), NULL});
    return ok();
}

/* ---- whose, where, and whether it is there already ---- */

/* A number that another sheet came in with: of a copied form, or typed from the wrong
 * one. */
static struct err check_number(struct sheet *p)
{
    struct q_paper_entered_in in = {0, p->in->number};
    struct q_paper_entered_out *r;
    size_t len;

    if (p->in->number == NULL || fields_get(&p->in->form, "number_copy")[0] != '\0')
        return ok();
    TRY(db_many(p->db, &q_paper_entered, &in, &r, &len, p->s->arena));
    if (len > 0 &&
        (!id_same(id_of(r[0].property), id_of(p->in->property)) ||
         !id_same(id_of(r[0].inspector), id_of(p->in->inspector)) || r[0].at != p->began))
        session_fault(p->s, "number", "paper.number_entered");
    return ok();
}

static struct err check(struct sheet *p, struct address_parts *parts, struct address *at)
{
    struct session *s = p->s;
    const struct intake_form place = {
        .property = p->in->property,
        .line = fields_get(&p->in->form, "line"),
        .postcode = fields_get(&p->in->form, "postcode"),
    };
    struct staff inspectors;
    struct db *registry;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_with_role(registry, role_name(ROLE_INSPECTOR), s->arena, &inspectors));
    p->inspector = staff_name(&inspectors, p->in->inspector);
    entry_check(&p->in->form, s->zone, s->now, s->arena, &s->faults);
    if (p->inspector == NULL)
        session_fault(s, "inspector", "paper.inspector_missing");
    entry_began(&p->in->form, s->zone, &p->began);
    entry_signed(&p->in->form, s->zone, &p->ended);
    TRY(check_number(p));
    TRY(intake_check_place(s, &place, at, parts));
    return s->faults.len > 0 ? failed(ERR_INVALID, "errors.form") : ok();
}

static struct err find_home(struct sheet *p, struct address_parts *parts,
                            struct address *at)
{
    struct session *s = p->s;
    struct q_request_place_in in = {p->in->property};
    struct q_request_place_out row;

    p->property = p->in->property;
    if (!id_is_set(id_of(p->property))) {
        parts->unit = "";
        require(address_read(s->arena, parts, at) == NULL);
        TRY(intake_find_or_add(s, p->db, parts, at, &p->property));
        in.property = p->property;
    }
    TRY(db_one(p->db, &q_request_place, &in, &row, s->arena));
    p->home = (struct home){.number = row.number, .street = row.street};
    return ok();
}

static struct err same_sheet(struct sheet *p, struct paper_done *done)
{
    struct q_paper_same_in in = {.property = p->property,
                                 .inspector = p->in->inspector,
                                 .at = p->began,
                                 .unit = fields_get(&p->in->form, "unit"),
                                 .visit = p->in->visit};
    struct q_paper_same_out *rows;
    size_t len;

    TRY(db_many(p->db, &q_paper_same, &in, &rows, &len, p->s->arena));
    done->was_there = len > 0;
    if (len > 0) {
        done->inspection = rows[0].inspection;
        done->property = rows[0].property;
    }
    return ok();
}

/* One visit, one sheet: the next try is a visit of its own. */
static struct err check_visit(struct sheet *p)
{
    struct q_paper_of_in in = {p->visit};
    struct q_paper_of_out *rows;
    size_t len;

    TRY(db_many(p->db, &q_paper_of, &in, &rows, &len, p->s->arena));
    if (len == 0)
        return ok();
    return session_refuse(p->s, "visit", "paper.visit_entered");
}

static struct err keep(struct sheet *p)
{
    struct session *s = p->s;
    bool closed = entry_is_closed(&p->in->form);

    TRY(check_visit(p));
    TRY(complete(p));
    TRY(take_parts(p));
    TRY(plan_next(p));
    TRY(db_exec(
        p->db, &q_paper_add,
        &(struct q_paper_add_in){.id = p->in->id,
                                 .inspection = p->visit,
                                 .entered_by = s->actor.user,
                                 .entered_at = s->now,
                                 .number = p->in->number,
                                 .no_entry = closed ? p->first : (struct op_id){{0}}}));
    db_audit(p->db,
             &(struct audit){session_actor(s), "paper.enter",
                             subject_text(s, "inspection", id_of(p->visit)), NULL});
    return ok();
}

struct err paper_enter(struct session *s, const void *in, void **out)
{
    struct sheet p = {.s = s, .in = in};
    struct paper_done *done = arena_new(s->arena, struct paper_done);
    struct q_paper_there_in there = {p.in->id};
    struct q_paper_there_out row;
    struct address_parts parts;
    struct address at;

    *done = (struct paper_done){0};
    *out = done;
    TRY(begin(s, &p.db));
    struct err e = db_one(p.db, &q_paper_there, &there, &row, s->arena);
    if (e.kind != ERR_NOT_FOUND) {
        *done = (struct paper_done){row.inspection, row.property, true};
        return e; /* sent twice, or the store's fault */
    }
    TRY(check(&p, &parts, &at));
    TRY(find_home(&p, &parts, &at));
    TRY(same_sheet(&p, done));
    if (done->was_there)
        return ok();
    p.visit = id_is_set(id_of(p.in->visit)) ? p.in->visit : p.in->new_visit;
    p.len = entry_parts(&p.in->form, s->arena, p.parts);
    *done = (struct paper_done){p.visit, p.property, false};
    return keep(&p);
}
