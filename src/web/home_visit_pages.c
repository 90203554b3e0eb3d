/* home_visit_pages.c -- visits to a household: the list of a case with a form that plans
 * one, and the page that a phone shows at the door.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/household_pages.h"

#include "app/home_visit_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_household.h"

#include <stdio.h>
#include <string.h>

/* ---- reading ---- */

READ(visits_of_case_read)
{
    struct visit_ref *ref = arena_new(rq->arena, struct visit_ref);
    struct id id;

    TRY(param_id(rq, 0, &id));
    ref->casefile = id_to(casefile, id);
    *in = ref;
    return ok();
}

READ(home_visit_read)
{
    struct visit_ref *ref;

    TRY(visits_of_case_read(rq, in));
    ref = *in;
    return param_id(rq, 1, &ref->id);
}

READ(home_visit_plan_read)
{
    struct plan_visit_in *p = arena_new(rq->arena, struct plan_visit_in);
    const char *visitor = req_form(rq, "visitor");
    struct id id, who = {0};

    TRY(param_id(rq, 0, &id));
    if (*visitor != '\0' && !id_parse(visitor, strlen(visitor), &who))
        req_fault(rq, "visitor", "home_visit.who");
    *p = (struct plan_visit_in){
        .casefile = id_to(casefile, id),
        .id = form_id(rq, "id"),
        .visitor = id_to(user, who),
        .day = form_day(rq, "day"),
        .time = form_text(rq, "time", 5),
        .joint = form_text(rq, "joint", LIMIT_JOINT),
    };
    *in = p;
    return form_check(rq);
}

static struct err step_read(struct req *rq, enum home_visit_event event, void **in)
{
    struct step_visit_in *step = arena_new(rq->arena, struct step_visit_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &step->ref.id));
    step->ref.casefile = id_to(casefile, id);
    step->event = event;
    step->minutes = form_int(rq, "minutes");
    *in = step;
    return ok();
}

READ(visit_in_read)
{
    return step_read(rq, HOME_VISIT_ON_IN, in);
}

READ(visit_out_read)
{
    return step_read(rq, HOME_VISIT_ON_OUT, in);
}

READ(visit_cancel_read)
{
    return step_read(rq, HOME_VISIT_ON_CANCEL, in);
}

SHOW(to_home_visit)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/visits/%s", rq->param[0], rq->param[1]);
    return ok();
}

SHOW(to_home_visits)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/visits", rq->param[0]);
    return ok();
}

/* Back outside: how it went, with what is known filled in. */
SHOW(to_visit_log)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/attempts?channel=visit", rq->param[0]);
    return ok();
}

/* ---- showing ---- */

static const char *visit_when(struct session *s, const struct home_visit *v)
{
    int minute = clock_minute(v->time);

    return word_when(s, zone_at_ms(s->zone, v->day, minute < 0 ? 0 : minute));
}

static const char *late_words(struct session *s, const struct home_visit *v,
                              const char *who)
{
    if (!home_visit_late(v->state, v->expected_at, s->now))
        return NULL;
    return text_fill(s->arena, s->lang, "home_visit.late", "who", who, "when",
                     word_when(s, v->expected_at), NULL);
}

struct home_visit_view home_visit_line(struct session *s, const struct home_visit *v,
                                       const struct staff *staff)
{
    static const char *const shapes[HOME_VISIT_STATES] = {
        [HOME_VISIT_PLANNED] = "draft",
        [HOME_VISIT_INSIDE] = "here",
        [HOME_VISIT_DONE] = "done",
        [HOME_VISIT_CANCELLED] = "closed",
    };
    const char *name = staff_name(staff, v->visitor);
    const char *who = name != NULL ? name : text(s->lang, "case.somebody");
    const char *late = late_words(s, v, who);

    return (struct home_visit_view){
        .url = url_of(s->arena, "/cases/%s/visits/%s", page_id(s, id_of(v->casefile)),
                      page_id(s, v->id)),
        .when = visit_when(s, v),
        .who = who,
        .joint = v->joint != NULL ? text_fill(s->arena, s->lang, "home_visit.with", "who",
                                              v->joint, NULL)
                                  : NULL,
        .state = text(s->lang, home_visit_state_codes.list[v->state].msgid),
        .shape = late != NULL ? "late" : shapes[v->state],
        .late = late,
    };
}

/* Oneself, and whose case it is. */
static struct options_view visitors(struct req *rq, struct session *s,
                                    const struct home_visit_page *p)
{
    const struct user_id who[] = {s->actor.user, p->c.owner};
    struct options_view o = {arena_array(s->arena, struct option_view, 2), 0};

    for (size_t i = 0; i < COUNT(who); i++) {
        const char *name = staff_name(&p->staff, who[i]), *id = page_id(s, id_of(who[i]));

        if (name == NULL || (i > 0 && id_same(id_of(who[0]), id_of(who[i]))))
            continue;
        o.of[o.len++] = (struct option_view){
            .value = id, .label = name, .on = str_same(shown(rq, "visitor", ""), id)};
    }
    return o;
}

SHOW(home_visits_show)
{
    const struct home_visit_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct home_visit_view *rows =
        arena_array(s->arena, struct home_visit_view, p->visits.len + 1);
    struct options_view who = visitors(rq, s, p);
    char *today = arena_alloc(s->arena, DAY_TEXT);
    struct view_household_visits v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/visits", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .where = word_place(s, &p->c.place, p->c.neighbourhood),
        .hours = word_hours(s, &p->c.person.rules),
        .left_alone = p->c.left_alone,
        .today = today,
        .id = shown(rq, "id", minted(s)),
        .day_typed = shown(rq, "day", today),
        .time_typed = shown(rq, "time", ""),
        .joint_typed = shown(rq, "joint", ""),
        .day_fault = fault_text(rq, s, "day"),
        .time_fault = fault_text(rq, s, "time"),
        .visitor_fault = fault_text(rq, s, "visitor"),
        .visits = rows,
        .visits_len = p->visits.len,
        .visitors = who.of,
        .visitors_len = who.len,
    };

    (void)in;
    day_format(p->today, today);
    for (size_t i = 0; i < p->visits.len; i++)
        rows[i] = home_visit_line(s, &p->visits.of[i], &p->staff);
    page_begin(rq, s, text(s->lang, "home_visit.title"));
    view_household_visits(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

static struct options_view minutes_of(struct req *rq, struct session *s)
{
    static const char *const choices[] = {"30", "45", "60", "90"};
    struct options_view o = {arena_array(s->arena, struct option_view, COUNT(choices)),
                             COUNT(choices)};

    for (size_t i = 0; i < COUNT(choices); i++)
        o.of[i] = (struct option_view){
            .value = choices[i],
            .label = text_fill(s->arena, s->lang, "home_visit.n_minutes", "n", choices[i],
                               NULL),
            .on = str_same(shown(rq, "minutes", "45"), choices[i])};
    return o;
}

static void fill_steps(struct req *rq, struct session *s, const struct home_visit *v,
                       struct view_household_visit *to)
{
    const char *id = page_id(s, id_of(v->casefile)), *visit = page_id(s, v->id);
    struct options_view minutes = minutes_of(rq, s);

    to->list_url = url_of(s->arena, "/cases/%s/visits", id);
    to->in_url = url_of(s->arena, "/cases/%s/visits/%s/in", id, visit);
    to->out_url = url_of(s->arena, "/cases/%s/visits/%s/out", id, visit);
    to->cancel_url = url_of(s->arena, "/cases/%s/visits/%s/cancel", id, visit);
    to->sheet_url = url_of(s->arena, "/cases/%s/visits/%s/sheet.pdf", id, visit);
    to->inside = v->state == HOME_VISIT_INSIDE;
    to->may_in = v->state == HOME_VISIT_PLANNED || to->inside;
    to->may_out = to->inside;
    to->may_cancel = v->state == HOME_VISIT_PLANNED;
    to->minutes = minutes.of;
    to->minutes_len = minutes.len;
    to->minutes_fault = fault_text(rq, s, "minutes");
    if (to->inside && to->late == NULL)
        to->expected = text_fill(s->arena, s->lang, "home_visit.expected", "when",
                                 word_when(s, v->expected_at), NULL);
}

SHOW(home_visit_show)
{
    const struct home_visit_page *p = out;
    const struct home_visit *visit = &p->visits.of[0];
    struct home_visit_view line = home_visit_line(s, visit, &p->staff);
    struct view_household_visit v = {
        .csrf = csrf_input(s),
        .when = line.when,
        .where = word_place(s, &p->c.place, p->c.neighbourhood),
        .who = line.who,
        .joint = line.joint,
        .state = line.state,
        .shape = line.shape,
        .late = line.late,
    };

    (void)in;
    FILL_SAFE(&v, s, &p->c);
    fill_steps(rq, s, visit, &v);
    page_begin(rq, s, text(s->lang, "home_visit.title"));
    view_household_visit(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
