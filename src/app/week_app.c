/* week_app.c -- see week_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/week_app.h"

#include "app/casework.h"
#include "base/crypto.h"
#include "core/str.h"
#include "store/queries_enforcement.h"

#include <string.h>

#define AHEAD_DAYS 366 /* how far a visit is planned */

static struct err begin(struct session *s, struct db **db)
{
    TRY(hide(policy_check(&s->actor, ACT_PLAN_MANAGE, NULL)));
    return session_db(s, STORE_ENFORCEMENT, db);
}

static struct err people(struct session *s, struct staff *everybody,
                         struct staff *inspectors)
{
    struct db *registry;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, everybody));
    return staff_with_role(registry, role_name(ROLE_INSPECTOR), s->arena, inspectors);
}

static bool is_planned(const char *state)
{
    return str_same(state, inspection_state_name(INSPECTION_PLANNED));
}

/* Done is what was begun: nobody has to go there any more. */
static bool has_state(const struct week_in *f, const char *state)
{
    if (f->state[0] == '\0')
        return true;
    return str_same(f->state, "planned") == is_planned(state);
}

struct visits {
    struct week_visit *of;
    size_t len;
};

static struct err load_days(struct session *s, struct db *db,
                            const struct q_calendar_visits_in *in, struct visits *out)
{
    struct q_calendar_visits_out *r;

    TRY(db_many(db, &q_calendar_visits, in, &r, &out->len, s->arena));
    out->of = arena_array(s->arena, struct week_visit, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct week_visit){
            r[i].id,    r[i].inspector, r[i].planned_day, r[i].planned_time, r[i].kind,
            r[i].state, r[i].number,    r[i].street,      r[i].unit};
    return ok();
}

struct err week_view(struct session *s, const void *in, void **out)
{
    const struct week_in *f = in;
    struct week_page *p = arena_new(s->arena, struct week_page);
    struct visits all;
    struct db *db;

    TRY(begin(s, &db));
    p->today = session_today(s);
    p->monday = day_is_set(f->day) ? f->day : p->today;
    p->monday.n -= day_weekday(p->monday);
    TRY(people(s, &p->everybody, &p->inspectors));
    struct q_calendar_visits_in week = {p->monday, {p->monday.n + 6}};
    TRY(load_days(s, db, &week, &all));
    for (size_t i = 0; i < all.len; i++)
        if (has_state(f, all.of[i].state) &&
            (!id_is_set(id_of(f->inspector)) ||
             id_same(id_of(f->inspector), id_of(all.of[i].inspector))))
            all.of[p->len++] = all.of[i];
    p->of = all.of;
    *out = p;
    return ok();
}

/* ---- one visit ---- */

static struct err load_visit(struct session *s, struct db *db, struct inspection_id id,
                             struct visit_page *p)
{
    struct q_calendar_visit_in in = {id};
    struct q_calendar_visit_out r;

    TRY(db_one(db, &q_calendar_visit, &in, &r, s->arena));
    p->visit = (struct week_visit){id,
                                   r.inspector,
                                   r.planned_day,
                                   r.planned_time,
                                   r.kind,
                                   r.state,
                                   r.number,
                                   r.street,
                                   r.unit[0] != '\0' ? r.unit : r.property_unit};
    p->neighbourhood = r.neighbourhood;
    p->is_planned = is_planned(r.state) && r.withdrawn_at == 0;
    p->rev = r.rev;
    return ok();
}

struct err visit_look(struct session *s, const void *in, void **out)
{
    const struct visit_form *f = in;
    struct visit_page *p = arena_new(s->arena, struct visit_page);
    struct db *db;

    TRY(begin(s, &db));
    TRY(load_visit(s, db, f->id, p));
    TRY(people(s, &p->everybody, &p->inspectors));
    p->today = session_today(s);
    *out = p;
    return ok();
}

/* "09:30": what the phone and the calendar sort by. */
static bool is_time(const char *text)
{
    struct day d;
    int second;
    char both[32] = "2000-01-01 ";

    if (strlen(text) != 5)
        return false;
    strcat(both, text);
    return day_time_parse(both, &d, &second) && second >= 0;
}

static void check_slot(struct session *s, const struct visit_page *p,
                       const struct visit_form *f)
{
    if (!day_is_set(f->day))
        session_fault(s, "day", "plan.day_missing");
    else if (f->day.n < p->today.n || f->day.n > p->today.n + AHEAD_DAYS)
        session_fault(s, "day", "plan.day_odd");
    if (f->time[0] != '\0' && !is_time(f->time))
        session_fault(s, "time", "plan.time_odd");
    if (id_is_set(id_of(f->inspector)) &&
        staff_name(&p->inspectors, f->inspector) == NULL)
        session_fault(s, "inspector", "zone.inspector_unknown");
}

static void tell(struct session *s, struct db *db, struct inspection_id id,
                 struct user_id was, struct user_id is)
{
    if (id_is_set(id_of(is)))
        db_change(db, &(struct change){"inspection", id_of(id), id_of(is)});
    if (id_is_set(id_of(was)) && !id_same(id_of(was), id_of(is)))
        db_change(db, &(struct change){"inspection", id_of(id), id_of(was)});
    db_audit(db, &(struct audit){session_actor(s), "inspection.assign",
                                 subject_text(s, "inspection", id_of(id)), NULL});
}

static bool is_so(const struct week_visit *v, const struct visit_form *f)
{
    return id_same(id_of(v->inspector), id_of(f->inspector)) && v->day.n == f->day.n &&
           str_same(v->time != NULL ? v->time : "", f->time);
}

struct err visit_set(struct session *s, const void *in, void **out)
{
    const struct visit_form *f = in;
    struct visit_page p = {.today = session_today(s)};
    struct db *db;

    (void)out;
    TRY(begin(s, &db));
    TRY(load_visit(s, db, f->id, &p));
    TRY(people(s, &p.everybody, &p.inspectors));
    if (!p.is_planned)
        return failed(ERR_CONFLICT, "plan.begun");
    check_slot(s, &p, f);
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    if (is_so(&p.visit, f))
        return ok(); /* a second click */
    if (p.rev != f->rev)
        return failed(ERR_CONFLICT, "plan.moved_meanwhile");
    tell(s, db, f->id, p.visit.inspector, f->inspector);
    return db_exec(db, &q_calendar_set,
                   &(struct q_calendar_set_in){.id = f->id,
                                               .inspector = f->inspector,
                                               .day = f->day,
                                               .time = f->time[0] ? f->time : NULL,
                                               .at = s->now,
                                               .rev = f->rev + 1});
}

/* ---- a share of a day ---- */

static int64_t keep_of(const struct visits *all, struct user_id who,
                       const struct week_visit **of)
{
    int64_t n = 0;

    for (size_t i = 0; i < all->len; i++)
        if (is_planned(all->of[i].state) &&
            id_same(id_of(all->of[i].inspector), id_of(who)))
            of[n++] = &all->of[i];
    return n;
}

static struct err propose(struct session *s, struct db *db, const struct rebalance_in *f,
                          struct rebalance_page *p)
{
    struct q_calendar_visits_in day = {f->day, f->day};
    struct visits all;

    TRY(load_days(s, db, &day, &all));
    size_t len = all.len;
    const struct week_visit **of =
        arena_array(s->arena, const struct week_visit *, len + 1);
    struct plan_door *doors = arena_array(s->arena, struct plan_door, len + 1);
    struct inspection_id *ids = arena_array(s->arena, struct inspection_id, len + 1);
    struct week_visit *to = arena_array(s->arena, struct week_visit, len + 1);
    p->to_has = keep_of(&all, f->to, of);
    p->from_has = keep_of(&all, f->from, of);
    for (int64_t i = 0; i < p->from_has; i++) {
        doors[i] = (struct plan_door){of[i]->id, of[i]->time, VISIT_ROUTINE};
        inspection_kind_parse(of[i]->kind, &doors[i].kind);
    }
    size_t given = plan_hand_over(doors, (size_t)p->from_has, (size_t)f->n, ids);
    for (size_t g = 0; g < given; g++)
        for (int64_t i = 0; i < p->from_has; i++)
            if (id_same(id_of(of[i]->id), id_of(ids[g])))
                to[p->proposed_len++] = *of[i];
    p->proposed = to;
    return ok();
}

static void check_share(struct session *s, const struct rebalance_page *p,
                        const struct rebalance_in *f)
{
    if (staff_name(&p->everybody, f->from) == NULL)
        session_fault(s, "from", "plan.from_missing");
    if (staff_name(&p->inspectors, f->to) == NULL)
        session_fault(s, "to", "plan.to_missing");
    else if (id_same(id_of(f->from), id_of(f->to)))
        session_fault(s, "to", "plan.same_person");
    if (!day_is_set(f->day))
        session_fault(s, "day", "plan.day_missing");
    else if (f->day.n < p->today.n || f->day.n > p->today.n + AHEAD_DAYS)
        session_fault(s, "day", "plan.day_odd");
    if (f->n < 1 || f->n > REBALANCE_MAX)
        session_fault(s, "n", "plan.n_odd");
}

struct err rebalance_look(struct session *s, const void *in, void **out)
{
    const struct rebalance_in *f = in;
    struct rebalance_page *p = arena_new(s->arena, struct rebalance_page);
    struct db *db;

    TRY(begin(s, &db));
    TRY(people(s, &p->everybody, &p->inspectors));
    p->today = session_today(s);
    *out = p;
    if (!f->asked)
        return ok();
    check_share(s, p, f);
    if (s->faults.len > 0)
        return ok(); /* the page says them */
    p->is_asked = true;
    return propose(s, db, f, p);
}

struct err rebalance_do(struct session *s, const void *in, void **out)
{
    const struct rebalance_in *f = in;
    struct rebalance_page p = {.today = session_today(s)};
    struct db *db;

    (void)out;
    TRY(begin(s, &db));
    TRY(people(s, &p.everybody, &p.inspectors));
    check_share(s, &p, f);
    if (f->visits_len == 0)
        session_fault(s, "n", "plan.n_odd");
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    for (size_t i = 0; i < f->visits_len; i++) {
        struct visit_page door = {0};
        struct id id;

        if (!id_parse(f->visits[i], strlen(f->visits[i]), &id))
            return failed(ERR_INVALID, "errors.form");
        TRY(load_visit(s, db, id_to(inspection, id), &door));
        if (!door.is_planned || door.visit.day.n != f->day.n ||
            !id_same(id_of(door.visit.inspector), id_of(f->from)))
            return failed(ERR_CONFLICT, "plan.moved_meanwhile");
        TRY(db_exec(db, &q_calendar_hand_over,
                    &(struct q_calendar_hand_over_in){.id = id_to(inspection, id),
                                                      .giver = f->from,
                                                      .taker = f->to,
                                                      .day = f->day}));
        tell(s, db, id_to(inspection, id), f->from, f->to);
    }
    return ok();
}
