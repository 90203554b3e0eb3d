/* plan_pages.c -- goals and tasks of a case.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/plan_pages.h"

#include "app/goal_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/plan_parts.h"
#include "web/views_plan.h"

#include <string.h>

enum { GOAL_WORDS = 500, TASK_WORDS = 200, SOON_DAYS = 3 };

/* ---- what is shown ---- */

static const char *goal_line(struct session *s, const struct plan_page *p,
                             const struct goal *g)
{
    bool over = g->state != GOAL_OPEN;
    const char *who = staff_name(&p->staff, over ? g->changed_by : g->author);

    return text_fill(s->arena, s->lang, over ? "plan.goal_ended" : "plan.goal_set", "day",
                     over ? word_day(s, g->ended_day) : word_when(s, g->at), "who",
                     who ? who : text(s->lang, "case.somebody"), NULL);
}

/* What is possible now, as buttons. */
static void add_events(struct session *s, const struct goal *g, struct goal_view *v)
{
    struct option_view *events = arena_array(s->arena, struct option_view, GOAL_EVENTS);
    enum goal_state next;

    for (enum goal_event ev = 0; ev < GOAL_EVENTS; ev++)
        if (goal_next(g->state, ev, &next).kind == OK && next != g->state)
            events[v->events_len++] = (struct option_view){
                .value = goal_event_codes.list[ev].word,
                .label = text(s->lang, goal_event_codes.list[ev].msgid)};
    v->events = events;
}

static void fill_goals(struct session *s, const struct plan_page *p,
                       struct view_plan_show *v)
{
    static const char *const shapes[GOAL_STATES] = {
        [GOAL_OPEN] = "", [GOAL_REACHED] = "done", [GOAL_DROPPED] = "closed"};
    struct goal_view *rows = arena_array(s->arena, struct goal_view, p->goals.len + 1);

    for (size_t i = 0; i < p->goals.len; i++) {
        const struct goal *g = &p->goals.of[i];

        rows[i] = (struct goal_view){
            .words = g->words,
            .state = text(s->lang, goal_state_codes.list[g->state].msgid),
            .shape = shapes[g->state],
            .line = goal_line(s, p, g),
            .action = url_of(s->arena, "/cases/%s/goals/%s", page_id(s, id_of(p->c.id)),
                             page_id(s, g->id)),
            .rev = g->rev,
        };
        if (v->open)
            add_events(s, g, &rows[i]);
    }
    v->goals = rows;
    v->goals_len = p->goals.len;
}

static void fill_tasks(struct session *s, const struct plan_page *p,
                       struct view_plan_show *v)
{
    struct task_line_view *open =
        arena_array(s->arena, struct task_line_view, p->tasks.len + 1);
    struct task_line_view *done =
        arena_array(s->arena, struct task_line_view, p->tasks.len + 1);

    for (size_t i = 0; i < p->tasks.len; i++) {
        const struct task *t = &p->tasks.of[i];
        struct task_line_view line = plan_task_line(s, t, &p->staff, v->open);

        if (t->done_at)
            done[v->done_len++] = line;
        else
            open[v->tasks_len++] = line;
    }
    v->tasks = open;
    v->done = done;
}

static const char *soon(struct session *s)
{
    char *out = arena_alloc(s->arena, DAY_TEXT);

    day_format(session_business_day(s, SOON_DAYS), out);
    return out;
}

static void fill_owners(struct req *rq, struct session *s, const struct plan_page *p,
                        struct view_plan_show *v)
{
    struct option_view *rows =
        arena_array(s->arena, struct option_view, p->helpers.len + 1);
    const char *chosen = shown(rq, "owner", page_id(s, id_of(s->actor.user)));

    for (size_t i = 0; i < p->helpers.len; i++) {
        const char *id = page_id(s, id_of(p->helpers.of[i].id));

        rows[i] = (struct option_view){
            .value = id, .label = p->helpers.of[i].name, .on = str_same(id, chosen)};
    }
    v->owners = rows;
    v->owners_len = p->helpers.len;
}

static void fill_faults(struct req *rq, struct session *s, struct view_plan_show *v)
{
    v->words_fault = fault_text(rq, s, "words");
    v->what_fault = fault_text(rq, s, "what");
    v->owner_fault = fault_text(rq, s, "owner");
    v->due_fault = fault_text(rq, s, "due");
    v->conflict = fault_text(rq, s, "rev");
    v->goal_open = v->words_fault != NULL;
    v->task_open = v->what_fault || v->owner_fault || v->due_fault;
}

SHOW(plan_show)
{
    const struct plan_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct view_plan_show v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .goals_url = url_of(s->arena, "/cases/%s/goals", id),
        .tasks_url = url_of(s->arena, "/cases/%s/tasks", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .goal_id = minted(s),
        .task_id = minted(s),
        .open = p->c.state != CASE_CLOSED,
        .closed = p->c.state == CASE_CLOSED,
        .words_typed = shown(rq, "words", ""),
        .what_typed = shown(rq, "what", ""),
        .due_typed = shown(rq, "due", soon(s)),
    };

    (void)in;
    fill_faults(rq, s, &v);
    fill_goals(s, p, &v);
    fill_tasks(s, p, &v);
    fill_owners(rq, s, p, &v);
    page_begin(rq, s, text(s->lang, "plan.title"));
    view_plan_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- what is sent ---- */

SHOW(to_plan)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/plan", rq->param[0]);
    return ok();
}

SHOW(to_plan_or_today)
{
    const struct task_event_in *sent = in;

    if (!sent->from_today)
        return to_plan(rq, s, in, out);
    resp_see_other(rq, "/cases");
    return ok();
}

READ(goal_read)
{
    struct goal_in *g = arena_new(rq->arena, struct goal_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    g->casefile = id_to(casefile, id);
    g->id = form_id(rq, "id");
    g->words = form_text(rq, "words", GOAL_WORDS);
    if (!g->words)
        req_fault(rq, "words", "plan.goal_missing");
    *in = g;
    return form_check(rq);
}

READ(goal_event_read)
{
    struct goal_event_in *g = arena_new(rq->arena, struct goal_event_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &g->goal));
    g->casefile = id_to(casefile, id);
    g->rev = form_int(rq, "rev");
    g->event = (enum goal_event)form_code(rq, "event", &goal_event_codes, "errors.form");
    *in = g;
    return form_check(rq);
}

/* Nobody named is whoever has the case. */
static struct user_id read_owner(struct req *rq)
{
    const char *s = req_form(rq, "owner");
    struct id id = {0};

    if (s[0] && !id_parse(s, strlen(s), &id))
        req_fault(rq, "owner", "plan.owner_missing");
    return id_to(user, id);
}

READ(task_read)
{
    struct task_in *t = arena_new(rq->arena, struct task_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    t->casefile = id_to(casefile, id);
    t->id = form_id(rq, "id");
    t->owner = read_owner(rq);
    t->due = form_day(rq, "due");
    t->words = form_text(rq, "what", TASK_WORDS);
    if (!t->words)
        req_fault(rq, "what", "plan.task_missing");
    if (!day_is_set(t->due) && !req_fault_of(rq, "due"))
        req_fault(rq, "due", "plan.due_missing");
    *in = t;
    return form_check(rq);
}

READ(task_event_read)
{
    struct task_event_in *t = arena_new(rq->arena, struct task_event_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &t->task));
    t->casefile = id_to(casefile, id);
    t->rev = form_int(rq, "rev");
    t->event = (enum task_event)form_code(rq, "event", &task_event_codes, "errors.form");
    t->from_today = str_same(req_form(rq, "from"), "today");
    *in = t;
    return form_check(rq);
}
