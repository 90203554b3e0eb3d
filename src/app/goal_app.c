/* goal_app.c -- see goal_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/goal_app.h"

enum { AHEAD_DAYS = 7 };

/* A task may go to whoever sees the case, and to nobody else. */
static struct err add_helpers(struct session *s, struct db *registry, enum role role,
                              struct plan_page *p)
{
    const struct subject on = {.assigned = p->c.owner};
    struct staff all;

    TRY(staff_with_role(registry, role_name(role), s->arena, &all));
    struct staff_person *of =
        arena_array(s->arena, struct staff_person, p->helpers.len + all.len + 1);
    for (size_t i = 0; i < p->helpers.len; i++)
        of[i] = p->helpers.of[i];
    p->helpers.of = of;
    for (size_t i = 0; i < all.len; i++) {
        const struct actor who = {.user = all.of[i].id, .roles = 1u << role};

        if (staff_name(&p->helpers, who.user) == NULL &&
            policy_check(&who, ACT_CASE_VIEW, &on).kind == OK)
            of[p->helpers.len++] = all.of[i];
    }
    return ok();
}

static struct err load_helpers(struct session *s, struct plan_page *p)
{
    struct db *registry;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(add_helpers(s, registry, ROLE_CASE_MANAGER, p));
    return add_helpers(s, registry, ROLE_CARE_LEAD, p);
}

struct err plan_view(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct plan_page *p = arena_new(s->arena, struct plan_page);
    struct casework w;
    struct db *registry;

    TRY(casework_begin(s, ref->id, ACT_CASE_VIEW, &w));
    p->c = w.c;
    p->today = w.today;
    TRY(goal_list(w.db, &w.key, w.c.id, s->arena, &p->goals));
    TRY(task_list(w.db, &w.key, w.c.id, s->arena, &p->tasks));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    TRY(load_helpers(s, p));
    session_seen(s, "casefile", id_of(ref->id));
    *out = p;
    return ok();
}

/* A closed case has no plan any more; reopened, it has one again. */
static struct err begin_open(struct session *s, struct casefile_id id, struct casework *w)
{
    TRY(casework_begin(s, id, ACT_CASE_WORK, w));
    return w->c.state == CASE_CLOSED ? failed(ERR_CONFLICT, "plan.case_closed") : ok();
}

struct err goal_set(struct session *s, const void *input, void **out)
{
    const struct goal_in *in = input;
    struct casework w;
    bool added;

    (void)out;
    TRY(begin_open(s, in->casefile, &w));
    struct goal g = {.id = in->id,
                     .casefile = in->casefile,
                     .author = s->actor.user,
                     .at = s->now,
                     .words = in->words};
    TRY(goal_add(w.db, &w.key, &g, s->arena, &added));
    if (added)
        casework_audit(s, &w, "case.goal", "open");
    return ok();
}

static struct err changed_meanwhile(struct session *s)
{
    session_fault(s, "rev", "plan.changed_meanwhile");
    return failed(ERR_CONFLICT, "plan.changed_meanwhile");
}

static struct goal *goal_named(const struct goals *all, struct id id)
{
    for (size_t i = 0; i < all->len; i++)
        if (id_same(all->of[i].id, id))
            return &all->of[i];
    return NULL;
}

struct err goal_move(struct session *s, const void *input, void **out)
{
    const struct goal_event_in *in = input;
    struct casework w;
    struct goals all;
    enum goal_state next;

    (void)out;
    TRY(begin_open(s, in->casefile, &w));
    TRY(goal_list(w.db, &w.key, w.c.id, s->arena, &all));
    struct goal *g = goal_named(&all, in->goal);
    if (g == NULL)
        return failed(ERR_NOT_FOUND, "error.not_found");
    TRY(goal_next(g->state, in->event, &next));
    if (next == g->state)
        return ok(); /* the second click of two */
    if (g->rev != in->rev)
        return changed_meanwhile(s);
    g->state = next;
    g->ended_day = next == GOAL_OPEN ? DAY_NONE : w.today;
    g->changed_by = s->actor.user;
    g->rev++;
    casework_audit(s, &w, "case.goal", goal_state_codes.list[next].word);
    return goal_save(w.db, g);
}

/* The day and the person of a task, each with a sentence of its own when it will not do.
 */
static struct err check_task(struct session *s, const struct casework *w,
                             const struct task_in *in)
{
    struct plan_page p = {.c = w->c};
    int32_t days = in->due.n - w->today.n;

    TRY(load_helpers(s, &p));
    if (days < 0 || days > TASK_MOST_DAYS)
        session_fault(s, "due", "plan.due_day");
    if (id_is_set(id_of(in->owner)) && staff_name(&p.helpers, in->owner) == NULL)
        session_fault(s, "owner", "plan.owner_missing");
    return s->faults.len ? failed(ERR_INVALID, "errors.form") : ok();
}

struct err task_give(struct session *s, const void *input, void **out)
{
    const struct task_in *in = input;
    struct casework w;
    bool added;

    (void)out;
    TRY(begin_open(s, in->casefile, &w));
    TRY(check_task(s, &w, in));
    struct task t = {.id = in->id,
                     .casefile = in->casefile,
                     .owner = in->owner,
                     .author = s->actor.user,
                     .at = s->now,
                     .due_day = in->due,
                     .words = in->words};
    TRY(task_add(w.db, &w.key, &t, s->arena, &added));
    if (added)
        casework_audit(s, &w, "case.task", "open");
    return ok();
}

static struct task *task_named(const struct tasks *all, struct id id)
{
    for (size_t i = 0; i < all->len; i++)
        if (id_same(all->of[i].id, id))
            return &all->of[i];
    return NULL;
}

struct err task_move(struct session *s, const void *input, void **out)
{
    const struct task_event_in *in = input;
    bool done = in->event == TASK_DONE;
    struct casework w;
    struct tasks all;

    (void)out;
    TRY(begin_open(s, in->casefile, &w));
    TRY(task_list(w.db, &w.key, w.c.id, s->arena, &all));
    struct task *t = task_named(&all, in->task);
    if (t == NULL || t->kind != TASK_PLAIN)
        return failed(ERR_NOT_FOUND, "error.not_found");
    if (done == (t->done_at != 0))
        return ok(); /* the second click of two */
    if (t->rev != in->rev)
        return changed_meanwhile(s);
    t->done_at = done ? s->now : 0;
    t->done_by = done ? s->actor.user : (struct user_id){0};
    t->rev++;
    casework_audit(s, &w, "case.task", task_event_codes.list[in->event].word);
    return task_save(w.db, t);
}

/* Today's other lists may have shown the case already. */
static void seen_once(struct session *s, struct casefile_id id)
{
    for (size_t i = 0; i < s->sights_len; i++)
        if (id_same(s->sights[i].id, id_of(id)))
            return;
    session_seen(s, "casefile", id_of(id));
}

struct err tasks_of_today(struct session *s, struct db *care, struct tasks_due *out)
{
    const struct day today = session_today(s);
    const struct tasks_query q = {s->actor.user, today, {today.n + AHEAD_DAYS}};
    size_t kept = 0;

    TRY(tasks_due(care, s->keys, &q, s->arena, out));
    for (size_t i = 0; i < out->len; i++) {
        const struct subject on = {.assigned = out->of[i].case_owner};

        if (policy_check(&s->actor, ACT_CASE_VIEW, &on).kind != OK)
            continue;
        seen_once(s, out->of[i].casefile);
        out->of[kept++] = out->of[i];
    }
    out->len = kept;
    return ok();
}
