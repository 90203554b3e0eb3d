/* week_pages.c -- the calendar by inspector and day, one visit's place in it, and a share
 * of a day handed over.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/desk_pages.h"

#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_desk.h"

#include <stdio.h>
#include <string.h>

enum { WEEK = 7, SATURDAY = 5 };

READ(week_read)
{
    struct week_in *f = arena_new(rq->arena, struct week_in);
    const char *week = req_query(rq, "week");

    f->day = DAY_NONE;
    day_parse(week, strlen(week), &f->day); /* what is no day is this week */
    f->inspector = desk_person(rq, "inspector");
    f->state = req_query(rq, "state");
    *in = f;
    return ok();
}

static bool is_planned(const struct week_visit *v)
{
    return str_same(v->state, inspection_state_name(INSPECTION_PLANNED));
}

static const char *state_shape(const struct week_visit *v, struct day today)
{
    if (!is_planned(v))
        return "done";
    return v->day.n < today.n ? "late" : "";
}

static const char *sums_words(struct session *s, int64_t planned, int64_t done)
{
    char a[24], b[24];

    snprintf(a, sizeof a, "%lld", (long long)planned);
    snprintf(b, sizeof b, "%lld", (long long)done);
    return text_fill(s->arena, s->lang, "plan.sums", "planned", a, "done", b, NULL);
}

static struct desk_visit_view visit_view(struct session *s, const struct week_page *p,
                                         const struct week_visit *v)
{
    const char *id = page_id(s, id_of(v->id));
    struct desk_visit_view to = {
        .url = url_of(s->arena, "/inspections/%s", id),
        .when = v->time != NULL || is_planned(v) ? desk_time(s, v->time) : NULL,
        .address = desk_address(s, v->number, v->street, v->unit),
        .kind = word_code(s, &inspection_kind_codes, v->kind),
        .state = word_code(s, &inspection_state_codes, v->state),
        .shape = state_shape(v, p->today),
    };

    if (is_planned(v))
        to.plan = url_of(s->arena, "/inspections/%s/plan", id);
    return to;
}

static bool is_of(const struct week_visit *v, struct user_id who, int day,
                  struct day monday)
{
    return id_same(id_of(v->inspector), id_of(who)) && v->day.n == monday.n + day;
}

static struct desk_day_view day_view(struct session *s, const struct week_page *p,
                                     struct user_id who, int day)
{
    struct desk_visit_view *visits =
        arena_array(s->arena, struct desk_visit_view, p->len + 1);
    struct day d = {p->monday.n + day};
    struct desk_day_view to = {.day = when_day(s->arena, s->lang, d, WHEN_FULL),
                               .today = d.n == p->today.n,
                               .visits = visits};

    for (size_t i = 0; i < p->len; i++)
        if (is_of(&p->of[i], who, day, p->monday))
            visits[to.visits_len++] = visit_view(s, p, &p->of[i]);
    return to;
}

static bool has_visits(const struct week_page *p, int day)
{
    for (size_t i = 0; i < p->len; i++)
        if (p->of[i].day.n == p->monday.n + day)
            return true;
    return false;
}

/* Nobody works at a weekend, unless somebody does. */
static struct desk_inspector_view row_view(struct session *s, const struct week_page *p,
                                           struct user_id who, const char *name)
{
    struct desk_day_view *days = arena_array(s->arena, struct desk_day_view, WEEK);
    struct desk_inspector_view to = {.name = name, .days = days};
    int64_t planned = 0, done = 0;

    for (int d = 0; d < WEEK; d++)
        if (d < SATURDAY || has_visits(p, d))
            days[to.days_len++] = day_view(s, p, who, d);
    for (size_t i = 0; i < p->len; i++)
        if (id_same(id_of(p->of[i].inspector), id_of(who))) {
            planned += is_planned(&p->of[i]);
            done += !is_planned(&p->of[i]);
        }
    to.sums = sums_words(s, planned, done);
    return to;
}

static bool has_any(const struct week_page *p, struct user_id who)
{
    for (size_t i = 0; i < p->len; i++)
        if (id_same(id_of(p->of[i].inspector), id_of(who)))
            return true;
    return false;
}

/* What is nobody's first, then whoever has a visit, also those who left. */
static const struct desk_inspector_view *rows_of(struct session *s,
                                                 const struct week_page *p, size_t *len)
{
    struct desk_inspector_view *to =
        arena_array(s->arena, struct desk_inspector_view, p->everybody.len + 1);
    struct user_id nobody = {{0}};

    if (has_any(p, nobody))
        to[(*len)++] = row_view(s, p, nobody, text(s->lang, "plan.nobody"));
    for (size_t i = 0; i < p->everybody.len; i++)
        if (has_any(p, p->everybody.of[i].id))
            to[(*len)++] = row_view(s, p, p->everybody.of[i].id, p->everybody.of[i].name);
    return to;
}

static struct options_view state_options(struct session *s, const char *chosen)
{
    static const struct {
        const char *value, *msg;
    } states[] = {{"", "plan.all_states"},
                  {"planned", "plan.still_planned"},
                  {"done", "plan.is_done"}};
    struct options_view o = {arena_array(s->arena, struct option_view, COUNT(states)),
                             COUNT(states)};

    for (size_t i = 0; i < COUNT(states); i++)
        o.of[i] = (struct option_view){.value = states[i].value,
                                       .label = text(s->lang, states[i].msg),
                                       .on = str_same(states[i].value, chosen)};
    return o;
}

static struct url week_url(struct session *s, const struct week_in *f, struct day day)
{
    const char *who =
        id_is_set(id_of(f->inspector)) ? page_id(s, id_of(f->inspector)) : "";

    return url_of(s->arena, "/inspections?week=%s&inspector=%s&state=%s",
                  desk_day_value(s, day), who, url_escape(s->arena, f->state));
}

SHOW(week_show)
{
    const struct week_in *f = in;
    const struct week_page *p = out;
    struct day friday = {p->monday.n + 4};
    int64_t planned = 0, done = 0;
    struct view_desk_week v = {
        .range = text_fill(s->arena, s->lang, "plan.range", "from",
                           when_day(s->arena, s->lang, p->monday, WHEN_SHORT), "to",
                           when_day(s->arena, s->lang, friday, WHEN_LONG), NULL),
        .day = desk_day_value(s, p->monday),
        .before = week_url(s, f, (struct day){p->monday.n - WEEK}),
        .after = week_url(s, f, (struct day){p->monday.n + WEEK}),
        .now = week_url(s, f, p->today),
    };

    for (size_t i = 0; i < p->len; i++)
        *(is_planned(&p->of[i]) ? &planned : &done) += 1;
    v.sums = sums_words(s, planned, done);
    v.rows = rows_of(s, p, &v.rows_len);
    SET_OPTIONS(v, inspectors,
                desk_people(s, &p->inspectors, page_id(s, id_of(f->inspector)),
                            text(s->lang, "plan.everybody")));
    SET_OPTIONS(v, states, state_options(s, f->state));
    page_begin_wide(rq, s, text(s->lang, "desk.calendar"));
    view_desk_week(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- one visit ---- */

READ(visit_read)
{
    struct visit_form *f = arena_new(rq->arena, struct visit_form);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->id = id_to(inspection, id);
    *in = f;
    return ok();
}

READ(visit_form_read)
{
    struct visit_form *f;
    void *read;

    TRY(visit_read(rq, &read));
    f = read;
    f->inspector = desk_person(rq, "inspector");
    f->day = form_day(rq, "day");
    f->time = req_form(rq, "time");
    f->rev = form_int(rq, "rev");
    *in = f;
    return form_check(rq);
}

SHOW(visit_show)
{
    const struct visit_page *p = out;
    const char *id = page_id(s, id_of(p->visit.id));
    const char *held = staff_name(&p->everybody, p->visit.inspector);
    struct view_desk_visit v = {
        .csrf = csrf_input(s),
        .address = desk_address(s, p->visit.number, p->visit.street, p->visit.unit),
        .kind = word_code(s, &inspection_kind_codes, p->visit.kind),
        .day = shown(rq, "day", desk_day_value(s, p->visit.day)),
        .time = shown(rq, "time", p->visit.time != NULL ? p->visit.time : ""),
        .today = desk_day_value(s, p->today),
        .where = p->neighbourhood,
        .held = text_fill(s->arena, s->lang, "request.visit", "who",
                          held != NULL ? held : text(s->lang, "plan.nobody"), "when",
                          desk_slot(s, p->visit.day, p->visit.time), NULL),
        .action = url_of(s->arena, "/inspections/%s/plan", id),
        .page = url_of(s->arena, "/inspections/%s", id),
        .rev = p->rev,
        .day_fault = fault_text(rq, s, "day"),
        .time_fault = fault_text(rq, s, "time"),
        .inspector_fault = fault_text(rq, s, "inspector"),
        .planned = p->is_planned,
    };

    (void)in;
    SET_OPTIONS(v, inspectors,
                desk_people(s, &p->inspectors,
                            shown(rq, "inspector", page_id(s, id_of(p->visit.inspector))),
                            text(s->lang, "plan.nobody")));
    page_begin(rq, s, v.address);
    view_desk_visit(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_week)
{
    const struct visit_form *f = in;

    (void)out;
    resp_see_other(rq, "/inspections?week=%s", desk_day_value(s, f->day));
    return ok();
}

/* ---- a share of a day ---- */

/* Of the query, or of the form that came back. */
READ(rebalance_read)
{
    struct rebalance_in *f = arena_new(rq->arena, struct rebalance_in);
    const char *day = desk_asked(rq, "day");

    f->day = DAY_NONE;
    f->asked = day[0] != '\0' || desk_asked(rq, "n")[0] != '\0';
    day_parse(day, strlen(day), &f->day);
    f->from = desk_person(rq, "from");
    f->to = desk_person(rq, "to");
    if (!str_number(desk_asked(rq, "n"), INT32_MAX, &f->n))
        f->n = 0;
    *in = f;
    return ok();
}

READ(rebalance_form_read)
{
    const char **visits = arena_array(rq->arena, const char *, REBALANCE_MAX);
    struct rebalance_in *f;
    void *read;

    TRY(rebalance_read(rq, &read));
    f = read;
    f->visits_len = req_form_all(rq, "visit", visits, REBALANCE_MAX);
    f->visits = visits;
    *in = f;
    return ok();
}

static void show_proposal(struct session *s, const struct rebalance_in *f,
                          const struct rebalance_page *p, struct view_desk_rebalance *v)
{
    struct desk_row_view *rows =
        arena_array(s->arena, struct desk_row_view, p->proposed_len + 1);
    struct option_view *ids =
        arena_array(s->arena, struct option_view, p->proposed_len + 1);
    char from_has[24], to_has[24], n[24];

    for (size_t i = 0; i < p->proposed_len; i++) {
        const struct week_visit *d = &p->proposed[i];

        rows[i] = (struct desk_row_view){
            .title = desk_address(s, d->number, d->street, d->unit),
            .more = word_code(s, &inspection_kind_codes, d->kind),
            .who = desk_time(s, d->time)};
        ids[i].value = page_id(s, id_of(d->id));
    }
    snprintf(from_has, sizeof from_has, "%lld", (long long)p->from_has);
    snprintf(to_has, sizeof to_has, "%lld", (long long)p->to_has);
    snprintf(n, sizeof n, "%zu", p->proposed_len);
    v->moved = rows;
    v->ids = ids;
    v->moved_len = v->ids_len = p->proposed_len;
    v->asked = true;
    v->nothing = p->proposed_len == 0;
    v->proposal = text_fill(s->arena, s->lang, "plan.proposal_sums", "from",
                            staff_name(&p->everybody, f->from), "has", from_has, "to",
                            staff_name(&p->everybody, f->to), "gets", to_has, NULL);
    v->confirm = text_fill(s->arena, s->lang, "plan.confirm", "n", n, "to",
                           staff_name(&p->everybody, f->to), NULL);
}

SHOW(rebalance_show)
{
    const struct rebalance_in *f = in;
    const struct rebalance_page *p = out;
    struct view_desk_rebalance v = {
        .csrf = csrf_input(s),
        .day = desk_day_value(s, day_is_set(f->day) ? f->day : p->today),
        .today = desk_day_value(s, p->today),
        .n = desk_asked(rq, "n"),
        .from_id = page_id(s, id_of(f->from)),
        .to_id = page_id(s, id_of(f->to)),
        .from_fault = fault_text(rq, s, "from"),
        .to_fault = fault_text(rq, s, "to"),
        .day_fault = fault_text(rq, s, "day"),
        .n_fault = fault_text(rq, s, "n"),
    };

    for (size_t i = 0; i < s->faults.len; i++) /* of a look, too, into the summary */
        req_fault(rq, s->faults.of[i].field, s->faults.of[i].msg);
    SET_OPTIONS(v, from, desk_people(s, &p->inspectors, v.from_id, ""));
    SET_OPTIONS(v, to, desk_people(s, &p->inspectors, v.to_id, ""));
    if (p->is_asked)
        show_proposal(s, f, p, &v);
    page_begin(rq, s, text(s->lang, "plan.rebalance"));
    view_desk_rebalance(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_rebalanced)
{
    const struct rebalance_in *f = in;

    (void)out;
    resp_see_other(rq, "/inspections?week=%s", desk_day_value(s, f->day));
    return ok();
}
