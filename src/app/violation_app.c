/* violation_app.c -- see violation_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/violation_app.h"

#include "app/casework.h"
#include "app/search.h"
#include "app/sync_batch.h"
#include "core/str.h"
#include "domain/desk_codes.h"
#include "domain/library.h"
#include "store/queries_enforcement.h"

#include <string.h>

#define PAGE_ROWS 50
#define LATEST_DAYS 366 /* how far a correct-by day is moved */

static struct err begin(struct session *s, enum act act, struct db **db)
{
    TRY(hide(policy_check(&s->actor, act, NULL)));
    return session_db(s, STORE_ENFORCEMENT, db);
}

static const char *title_of(struct session *s, const char *library, const char *code)
{
    const struct edition *e = edition_named(library);
    const struct section *sec = e != NULL ? section_find(e, code) : NULL;

    return sec != NULL ? title_in(sec->titles, s->lang) : code;
}

static enum plan_clock clock_of(struct session *s, struct day by)
{
    return day_is_set(by) ? plan_clock_of(by, session_today(s)) : PLAN_AHEAD;
}

static struct violation_line line_of(struct session *s,
                                     const struct q_violation_at_out *r)
{
    struct violation_line v = {.id = r->id,
                               .code = r->code,
                               .title = title_of(s, r->library, r->code),
                               .place = r->place,
                               .number = r->number,
                               .street = r->street,
                               .unit = r->unit,
                               .endangering = r->endangering != 0,
                               .correct_by = r->correct_by,
                               .again = r->again,
                               .clock = clock_of(s, r->correct_by)};

    responsible_parse(r->responsible, &v.responsible);
    return v;
}

static const struct violation_line *lines_of(struct session *s,
                                             const struct q_violation_at_out *rows,
                                             size_t len)
{
    struct violation_line *to = arena_array(s->arena, struct violation_line, len + 1);

    for (size_t i = 0; i < len; i++)
        to[i] = line_of(s, &rows[i]);
    return to;
}

static struct err late_after(struct session *s, struct db *db,
                             const struct q_violation_late_in *in,
                             const struct violation_line **out, size_t *len)
{
    struct q_violation_late_out *rows;

    _Static_assert(sizeof *rows == sizeof(struct q_violation_at_out), "the same columns");
    TRY(db_many(db, &q_violation_late, in, &rows, len, s->arena));
    *out = lines_of(s, (const struct q_violation_at_out *)(const void *)rows, *len);
    return ok();
}

struct err violations_late(struct session *s, struct db *db, int64_t rows,
                           const struct violation_line **out, size_t *len)
{
    const struct q_violation_late_in in = {
        .today = session_today(s), .after_day = day_make(1900, 1, 1), .rows = rows};

    return late_after(s, db, &in, out, len);
}

/* One more than is shown says whether there are more. */
static struct err late_page(struct session *s, struct db *db,
                            const struct violation_place *after,
                            struct violations_page *p)
{
    struct q_violation_late_in in = {session_today(s), after->day, after->id,
                                     PAGE_ROWS + 1};

    if (!day_is_set(in.after_day))
        in.after_day = day_make(1900, 1, 1);
    TRY(late_after(s, db, &in, &p->of, &p->len));
    p->more = p->len > PAGE_ROWS;
    p->len = p->more ? PAGE_ROWS : p->len;
    return ok();
}

static struct err load_waiting(struct session *s, struct db *db,
                               struct violations_page *p)
{
    struct q_more_time_waiting_out *r;

    TRY(db_many(db, &q_more_time_waiting, NULL, &r, &p->waiting_len, s->arena));
    struct time_line *to = arena_array(s->arena, struct time_line, p->waiting_len + 1);
    for (size_t i = 0; i < p->waiting_len; i++)
        to[i] = (struct time_line){.id = r[i].id,
                                   .violation = r[i].finding,
                                   .asked_by = r[i].asked_by,
                                   .reason = r[i].reason,
                                   .number = r[i].number,
                                   .street = r[i].street,
                                   .unit = r[i].unit,
                                   .until = r[i].until,
                                   .correct_by = r[i].correct_by,
                                   .asked = zone_day(s->zone, r[i].asked_at)};
    p->waiting = to;
    return ok();
}

struct err violations_list(struct session *s, const void *in, void **out)
{
    const struct violations_in *f = in;
    struct violations_page *p = arena_new(s->arena, struct violations_page);
    struct search search = search_of(s->arena, f->words);
    struct db *db;

    TRY(begin(s, ACT_TIME_ASK, &db));
    *out = p;
    p->searched = f->words[0] != '\0';
    if (!p->searched) {
        TRY(late_page(s, db, &f->after, p));
        return load_waiting(s, db, p);
    }
    if (search.like[0] == '\0')
        return ok();
    struct q_violation_at_in at = {search.low, search.like};
    struct q_violation_at_out *rows;
    TRY(db_many(db, &q_violation_at, &at, &rows, &p->len, s->arena));
    p->of = lines_of(s, rows, p->len);
    return ok();
}

/* ---- one ---- */

static struct err load_one(struct session *s, struct db *db, struct finding_id id,
                           struct violation_page *p, struct property_id *property)
{
    struct q_violation_one_in in = {id};
    struct q_violation_one_out r;

    TRY(db_one(db, &q_violation_one, &in, &r, s->arena));
    *property = r.property;
    p->line = (struct violation_line){.id = id,
                                      .code = r.code,
                                      .title = title_of(s, r.library, r.code),
                                      .place = r.place,
                                      .number = r.number,
                                      .street = r.street,
                                      .unit = r.unit,
                                      .endangering = r.endangering != 0,
                                      .correct_by = r.correct_by,
                                      .clock = clock_of(s, r.correct_by)};
    responsible_parse(r.responsible, &p->line.responsible);
    p->note = r.note;
    p->observed = zone_day(s->zone, r.observed_at);
    p->today = session_today(s);
    p->open = str_same(r.state, finding_state_name(FINDING_OPEN));
    p->rev = r.rev;
    return ok();
}

static struct err load_past(struct session *s, struct db *db, struct violation_page *p)
{
    struct q_extension_list_in of = {p->line.id};
    struct q_extension_list_out *e;
    struct q_more_time_list_in of_time = {p->line.id};
    struct q_more_time_list_out *m;
    struct staff staff;
    struct db *registry;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &staff));
    TRY(db_many(db, &q_extension_list, &of, &e, &p->extensions_len, s->arena));
    struct extension_line *to =
        arena_array(s->arena, struct extension_line, p->extensions_len + 1);
    for (size_t i = 0; i < p->extensions_len; i++)
        to[i] = (struct extension_line){e[i].was, e[i].until, zone_day(s->zone, e[i].at),
                                        e[i].reason, staff_name(&staff, e[i].approver)};
    p->extensions = to;
    TRY(db_many(db, &q_more_time_list, &of_time, &m, &p->asked_len, s->arena));
    struct time_line *asked = arena_array(s->arena, struct time_line, p->asked_len + 1);
    for (size_t i = 0; i < p->asked_len; i++)
        asked[i] = (struct time_line){
            .id = m[i].id,
            .violation = p->line.id,
            .asked_by = m[i].asked_by,
            .reason = m[i].reason,
            .state = m[i].state,
            .refusal = m[i].refusal,
            .decider = staff_name(&staff, m[i].decided_by),
            .until = m[i].until,
            .asked = zone_day(s->zone, m[i].asked_at),
            .decided = m[i].decided_at ? zone_day(s->zone, m[i].decided_at) : DAY_NONE};
    p->asked = asked;
    return ok();
}

struct err violation_look(struct session *s, const void *in, void **out)
{
    const struct violation_form *f = in;
    struct violation_page *p = arena_new(s->arena, struct violation_page);
    struct property_id property;
    struct db *db;

    TRY(begin(s, ACT_TIME_ASK, &db));
    TRY(load_one(s, db, f->id, p, &property));
    p->may_decide = policy_check(&s->actor, ACT_PLAN_MANAGE, NULL).kind == OK;
    *out = p;
    return load_past(s, db, p);
}

/* ---- its day ---- */

/* Phones with a visit at the house hear of the new day; re-inspections follow it. */
static struct err tell_house(struct session *s, struct db *db, struct finding_id id,
                             struct property_id property, const char *act)
{
    struct idlist houses = {0};
    struct q_house_inspectors_in in = {{session_today(s).n - VISIT_DAYS_BACK}, {0}};
    struct q_house_inspectors_out *rows;
    size_t len;

    idlist_add(s->arena, &houses, id_of(property));
    in.ids = idlist_bytes(&houses);
    TRY(again_plan(s, db, &houses));
    TRY(db_many(db, &q_house_inspectors, &in, &rows, &len, s->arena));
    for (size_t i = 0; i < len; i++) {
        bool told = false;

        for (size_t k = 0; k < i && !told; k++)
            told = id_same(id_of(rows[k].inspector), id_of(rows[i].inspector));
        if (!told)
            db_change(db, &(struct change){"property", id_of(property),
                                           id_of(rows[i].inspector)});
    }
    db_audit(db, &(struct audit){session_actor(s), act,
                                 subject_text(s, "finding", id_of(id)), NULL});
    return ok();
}

static struct err extend(struct session *s, struct db *db, const struct violation_page *p,
                         const struct violation_form *f, struct property_id property)
{
    TRY(db_exec(db, &q_extension_add,
                &(struct q_extension_add_in){.id = f->extension,
                                             .finding = f->id,
                                             .was = p->line.correct_by,
                                             .until = f->until,
                                             .reason = f->reason,
                                             .approver = s->actor.user,
                                             .at = s->now}));
    TRY(db_exec(db, &q_violation_until,
                &(struct q_violation_until_in){f->id, f->until, p->rev + 1}));
    return tell_house(s, db, f->id, property, "finding.extend");
}

static void check_until(struct session *s, const struct violation_page *p,
                        struct day until, const char *field)
{
    if (!day_is_set(until))
        session_fault(s, field, "plan.day_missing");
    else if (until.n <= p->today.n || until.n > p->today.n + LATEST_DAYS ||
             (day_is_set(p->line.correct_by) && until.n <= p->line.correct_by.n))
        session_fault(s, field, "violation.until_odd");
}

static struct err is_done(struct session *s, struct db *db, struct id extension,
                          bool *out)
{
    struct q_extension_there_in in = {extension};
    struct q_extension_there_out row;
    struct err e = db_one(db, &q_extension_there, &in, &row, s->arena);

    *out = e.kind == OK;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

struct err violation_extend(struct session *s, const void *in, void **out)
{
    const struct violation_form *f = in;
    struct violation_page p = {0};
    struct property_id property;
    struct db *db;
    bool done;

    (void)out;
    TRY(begin(s, ACT_PLAN_MANAGE, &db));
    TRY(load_one(s, db, f->id, &p, &property));
    TRY(is_done(s, db, f->extension, &done));
    if (done)
        return ok(); /* a second click */
    if (!p.open || !day_is_set(p.line.correct_by))
        return failed(ERR_CONFLICT, "violation.not_open");
    if (p.rev != f->rev)
        return failed(ERR_CONFLICT, "violation.changed");
    check_until(s, &p, f->until, "until");
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    return extend(s, db, &p, f, property);
}

struct err violation_ask(struct session *s, const void *in, void **out)
{
    const struct violation_form *f = in;
    struct violation_page p = {0};
    struct property_id property;
    struct db *db;

    (void)out;
    TRY(begin(s, ACT_TIME_ASK, &db));
    TRY(load_one(s, db, f->id, &p, &property));
    if (!p.open || !day_is_set(p.line.correct_by))
        return failed(ERR_CONFLICT, "violation.not_open");
    check_until(s, &p, f->until, "ask_until");
    if (!plan_may_ask_time(f->asked_by, p.line.responsible))
        session_fault(s, "asked_by", "violation.not_theirs");
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    db_audit(db, &(struct audit){session_actor(s), "time.ask",
                                 subject_text(s, "finding", id_of(f->id)), NULL});
    return db_exec(db, &q_more_time_add,
                   &(struct q_more_time_add_in){.id = f->ask,
                                                .finding = f->id,
                                                .asked_by = responsible_name(f->asked_by),
                                                .reason = f->reason,
                                                .until = f->until,
                                                .taken_by = s->actor.user,
                                                .asked_at = s->now});
}

static struct err load_ask(struct session *s, struct db *db,
                           const struct violation_form *f,
                           struct q_more_time_one_out *out)
{
    struct q_more_time_one_in in = {f->ask};

    TRY(db_one(db, &q_more_time_one, &in, out, s->arena));
    return id_same(id_of(out->finding), id_of(f->id))
               ? ok()
               : failed(ERR_NOT_FOUND, "error.not_found");
}

struct err violation_decide(struct session *s, const void *in, void **out)
{
    struct violation_form f = *(const struct violation_form *)in;
    const char *state = time_state_codes.list[f.grant ? TIME_GRANTED : TIME_REFUSED].word;
    struct violation_page p = {0};
    struct property_id property;
    struct q_more_time_one_out ask;
    struct db *db;

    (void)out;
    TRY(begin(s, ACT_PLAN_MANAGE, &db));
    TRY(load_one(s, db, f.id, &p, &property));
    TRY(load_ask(s, db, &f, &ask));
    if (str_same(ask.state, state))
        return ok(); /* a second click */
    if (!str_same(ask.state, time_state_codes.list[TIME_ASKED].word))
        return failed(ERR_CONFLICT, "violation.changed");
    if (f.grant && (!p.open || ask.until.n <= p.line.correct_by.n))
        return failed(ERR_CONFLICT, "violation.not_open");
    TRY(db_exec(db, &q_more_time_decide,
                &(struct q_more_time_decide_in){.id = f.ask,
                                                .state = state,
                                                .refusal = f.grant ? NULL : f.refusal,
                                                .decided_by = s->actor.user,
                                                .decided_at = s->now}));
    if (!f.grant) {
        db_audit(db, &(struct audit){session_actor(s), "time.refuse",
                                     subject_text(s, "finding", id_of(f.id)), NULL});
        return ok();
    }
    f.until = ask.until;
    f.extension = f.ask; /* one answer, one move */
    f.reason = extension_reason_codes.list[EXTENSION_ASKED].word;
    return extend(s, db, &p, &f, property);
}
