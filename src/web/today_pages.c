/* today_pages.c -- the case manager's Today.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/case_pages.h"

#include "app/mail_state.h"
#include "app/today_app.h"
#include "base/json.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/library.h"
#include "web/case_form.h"
#include "web/household_pages.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/resident_pages.h"
#include "web/plan_parts.h"
#include "web/views_case.h"
#include "web/withdraw_pages.h"

#include <stdio.h>
#include <string.h>

static const char *choices_words(struct session *s, const struct today_case *t)
{
    const char **words = arena_array(s->arena, const char *, t->choices.len + 1);

    for (size_t i = 0; i < t->choices.len; i++)
        words[i] = word_code(s, &choice_codes, t->choices.of[i].word);
    return word_join(s, words, t->choices.len, ", ");
}

static const char *since_words(struct session *s, const struct case_line *c)
{
    const char *parts[] = {text_fill(s->arena, s->lang, "case.arrived", "age",
                                     word_age(s, c->received_at), NULL),
                           word_code(s, &source_codes, c->source)};

    return word_join(s, parts, 2, " · ");
}

static struct case_line_view line_view(struct session *s, const struct today_page *p,
                                       const struct today_case *t)
{
    const struct case_line *c = &t->line;
    const char *id = page_id(s, id_of(c->id));
    struct case_line_view v = {
        .url = url_of(s->arena, "/cases/%s", id),
        .acknowledge_url = url_of(s->arena, "/cases/%s/acknowledge", id),
        .call_url = url_of(s->arena, "/cases/%s/attempts", id),
        .name = word_name(s, &c->person, c->kind),
        .where = word_place(s, &c->place, c->neighbourhood),
        .choices = choices_words(s, t),
        .lang = c->lang ? word_code(s, &lang_codes, c->lang) : NULL,
        .since = since_words(s, c),
        .state = text(s->lang, case_state_msgid(c->state)),
        .shape = shape_case(c->state),
        .owner = staff_name(&p->staff, c->owner),
        .urgent = c->urgency == URGENCY_CRISIS,
        .may_acknowledge = c->state == CASE_SUBMITTED,
    };

    v.promise = word_promise(s, c, &v.promise_shape);
    return v;
}

static const struct case_line_view *line_views(struct session *s,
                                               const struct today_page *p,
                                               const struct today_cases *list)
{
    struct case_line_view *v =
        arena_array(s->arena, struct case_line_view, list->len + 1);

    for (size_t i = 0; i < list->len; i++)
        v[i] = line_view(s, p, &list->of[i]);
    return v;
}

static struct today_row_view row_view(struct session *s, const struct today_referral *r,
                                      const char *deed)
{
    const char *id = page_id(s, id_of(r->casefile));
    struct case_person who = {.name = r->name};

    return (struct today_row_view){
        .url = url_of(s->arena, "/cases/%s", id),
        .done_url = url_of(s->arena, "/cases/%s/referrals/%s/%s", id,
                           page_id(s, id_of(r->id)), deed),
        .name = word_name(s, &who, CASE_KIND_REQUEST),
        .need = word_need(s, r->need),
        .organization = r->organization,
        .rev = r->rev,
    };
}

static const struct today_row_view *answer_views(struct session *s,
                                                 const struct today_page *p)
{
    struct today_row_view *v =
        arena_array(s->arena, struct today_row_view, p->answers.len + 1);
    enum referral_state state;

    for (size_t i = 0; i < p->answers.len; i++) {
        const struct today_referral *r = &p->answers.of[i];

        v[i] = row_view(s, r, "noticed");
        v[i].state = word_code(s, &referral_state_codes, r->state);
        v[i].shape = referral_state_parse(r->state, &state) ? shape_referral(state) : "";
        v[i].when = word_when(s, r->answered_at);
        v[i].reason = r->reason ? word_code(s, &refusal_codes, r->reason) : NULL;
    }
    return v;
}

static const struct today_row_view *silent_views(struct session *s,
                                                 const struct today_page *p)
{
    struct today_row_view *v =
        arena_array(s->arena, struct today_row_view, p->silent.len + 1);

    for (size_t i = 0; i < p->silent.len; i++) {
        v[i] = row_view(s, &p->silent.of[i], "ask");
        v[i].when = text_fill(s->arena, s->lang, "case.silent_since", "day",
                              word_day(s, p->silent.of[i].reply_by), NULL);
    }
    return v;
}

/* The agency never got it: the case manager calls, or mends the address. */
static const struct today_row_view *returned_views(struct session *s,
                                                   const struct today_page *p)
{
    struct today_row_view *v =
        arena_array(s->arena, struct today_row_view, p->returned.len + 1);

    for (size_t i = 0; i < p->returned.len; i++) {
        const struct returned *r = &p->returned.of[i];
        const char *id = page_id(s, id_of(r->casefile));
        const char *referral = page_id(s, id_of(r->referral));
        struct case_person who = {.name = r->name};

        v[i] = (struct today_row_view){
            .url = url_of(s->arena, "/cases/%s/referrals/%s", id, referral),
            .done_url = url_of(s->arena, "/cases/%s/referrals/%s/noticed", id, referral),
            .name = word_name(s, &who, CASE_KIND_REQUEST),
            .organization = r->organization,
            .when = text_fill(s->arena, s->lang, "connect.mail_back", "organization",
                              r->organization, NULL),
            .state = word_when(s, r->at),
        };
    }
    return v;
}

/* Nobody calls them any more: their page closes the case. */
static void fill_stopped(struct session *s, const struct case_lines *list,
                         struct view_case_today *out)
{
    struct today_row_view *v =
        arena_array(s->arena, struct today_row_view, list->len + 1);

    for (size_t i = 0; i < list->len; i++) {
        const char *id = page_id(s, id_of(list->of[i].id));

        v[i] = (struct today_row_view){
            .url = url_of(s->arena, "/cases/%s", id),
            .done_url = url_of(s->arena, "/cases/%s/close", id),
            .name = word_name(s, &list->of[i].person, list->of[i].kind),
        };
    }
    out->stopped = v;
    out->stopped_len = list->len;
    out->stopped_count = (int64_t)list->len;
}

/* What is wrong, as sentences; what came, as it came. */
static const char *fault_words(struct session *s, const char *faults)
{
    struct json j = {0};
    const char **words;

    if (json_read(s->arena, faults, strlen(faults), &j).kind != OK || j.kind != JSON_LIST)
        return "";
    words = arena_array(s->arena, const char *, j.len + 1);
    for (size_t i = 0; i < j.len; i++) {
        const char *msg = json_text(&j.items[i], "msg");
        words[i] = msg ? text(s->lang, msg) : "";
    }
    return word_join(s, words, j.len, " ");
}

static void fault_facts(struct session *s, const char *content, struct fault_view *v)
{
    struct json j = {0};

    if (!content || json_read(s->arena, content, strlen(content), &j).kind != OK)
        return;
    const struct json *data = json_get(&j, "data");
    if (!data)
        data = &j;
    v->facts = arena_array(s->arena, struct fact_view, data->len + 1);
    for (size_t i = 0; i < data->len; i++)
        if (data->items[i].kind == JSON_TEXT && data->items[i].text[0])
            v->facts[v->facts_len++] = (struct fact_view){.label = data->items[i].name,
                                                          .value = data->items[i].text};
}

static const struct fault_view *fault_views(struct session *s, const struct today_page *p)
{
    struct fault_view *v = arena_array(s->arena, struct fault_view, p->faults_len + 1);

    for (size_t i = 0; i < p->faults_len; i++) {
        v[i] = (struct fault_view){
            .done_url = url_of(s->arena, "/cases/faults/%s/mend",
                               page_id(s, id_of(p->faults[i].id))),
            .when = word_when(s, p->faults[i].at),
            .what = fault_words(s, p->faults[i].faults),
        };
        fault_facts(s, p->faults[i].content, &v[i]);
    }
    return v;
}

static const char *number_words(struct session *s, int64_t n)
{
    char *out = arena_alloc(s->arena, 24);

    snprintf(out, 24, "%lld", (long long)n);
    return out;
}

static const char *const home_shapes[HOME_EVENT_KINDS] = {
    [HOME_CONDEMNED] = "attention", [HOME_ORDER] = "attention", [HOME_MISSED] = "late",
    [HOME_AGAIN] = "planned",       [HOME_CORRECTED] = "done",
};

/* Case managers do not know sections by their number. */
static const char *section_title(struct session *s, const char *code)
{
    for (size_t i = editions_len; i > 0; i--) {
        const struct section *section = section_find(&editions[i - 1], code);

        if (section != NULL)
            return title_in(section->titles, s->lang);
    }
    return code;
}

/* "Bathroom Facilities; Refuse": what the events of one kind are about. */
static const char *sections_of(struct session *s, const struct home_event *of, size_t len)
{
    const char **codes = arena_array(s->arena, const char *, len + 1);
    size_t n = 0;

    for (size_t i = 0; i < len; i++) {
        bool known = of[i].code == NULL;

        for (size_t k = 0; k < n; k++)
            known = known || str_same(codes[k], section_title(s, of[i].code));
        if (!known)
            codes[n++] = section_title(s, of[i].code);
    }
    return word_join(s, codes, n, "; ");
}

/* Events of one kind are one line, with the day of the newest. */
static struct home_event_view event_view(struct session *s, const struct home_event *of,
                                         size_t len)
{
    int64_t n = 0;

    for (size_t i = 0; i < len; i++)
        n += of[i].n;
    return (struct home_event_view){
        .what = text_fill(s->arena, s->lang, home_event_codes.list[of->kind].msgid,
                          "code", sections_of(s, of, len), "n", number_words(s, n), NULL),
        .when = word_day(s, of->day),
        .shape = home_shapes[of->kind],
    };
}

static struct seen_view seen_view(struct session *s, const struct home_event *e)
{
    return (struct seen_view){
        subject_text(s, home_event_codes.list[e->kind].word, e->about)};
}

static void add_events(struct session *s, const struct home_news *n, struct home_view *v)
{
    struct home_event_view *events =
        arena_array(s->arena, struct home_event_view, HOME_EVENT_KINDS);
    struct seen_view *all = arena_array(s->arena, struct seen_view, n->len + 1);

    for (size_t i = 0, same; i < n->len; i += same) {
        for (same = 1; i + same < n->len && n->of[i + same].kind == n->of[i].kind; same++)
            ;
        events[v->events_len++] = event_view(s, &n->of[i], same);
        v->call = v->call || n->of[i].kind == HOME_CORRECTED;
    }
    for (size_t i = 0; i < n->len; i++)
        all[v->all_len++] = seen_view(s, &n->of[i]);
    v->events = events;
    v->all = all;
}

static struct home_view home_view(struct session *s, const struct home_news *n)
{
    const char *id = page_id(s, id_of(n->line->id));
    struct home_view v = {
        .url = url_of(s->arena, "/cases/%s", id),
        .call_url = url_of(s->arena, "/cases/%s/attempts", id),
        .noted_url = url_of(s->arena, "/cases/%s/homes", id),
        .name = word_name(s, &n->line->person, n->line->kind),
        .where = word_place(s, &n->line->place, n->line->neighbourhood),
    };

    add_events(s, n, &v);
    return v;
}

static const struct home_view *home_views(struct session *s, const struct today_page *p)
{
    struct home_view *v = arena_array(s->arena, struct home_view, p->homes.len + 1);

    for (size_t i = 0; i < p->homes.len; i++)
        v[i] = home_view(s, &p->homes.of[i]);
    return v;
}

/* Mail that waits longer than a moment is somebody's business. */
static const char *mail_words(struct session *s, const struct outbox_waiting *mail)
{
    if (!mail_is_late(mail, s->now))
        return NULL;
    return text_fill(s->arena, s->lang,
                     str_same(mail->fault, "mail.no_server") ? "case.mail_no_server"
                                                             : "case.mail_waits",
                     "n", number_words(s, mail->waiting), "when",
                     word_when(s, mail->oldest), NULL);
}

static void fill_visits(struct session *s, const struct today_page *p,
                        struct view_case_today *v)
{
    struct home_visit_view *rows =
        arena_array(s->arena, struct home_visit_view, 2 * p->visits.len + 1);
    struct home_visit_view *missed = rows + p->visits.len;

    for (size_t i = 0; i < p->visits.len; i++) {
        const struct home_visit *visit = &p->visits.of[i];

        rows[i] = home_visit_line(s, visit, &p->staff);
        rows[i].name = word_name(s, &visit->person, CASE_KIND_REQUEST);
        rows[i].where = word_place(s, &visit->place, NULL);
        if (rows[i].late != NULL)
            missed[v->missed_len++] = rows[i];
    }
    v->visits = rows;
    v->visits_len = p->visits.len;
    v->visits_count = (int64_t)p->visits.len;
    v->missed = missed;
}

/* A colleague opened cases of whoever looks. */
static const char *glass_words(struct session *s, int64_t n)
{
    return n == 0 ? NULL
                  : text_fill(s->arena, s->lang, "rights.glass_today", "n",
                              number_words(s, n), NULL);
}

static struct view_case_today today_model(struct session *s, const struct today_page *p)
{
    return (struct view_case_today){
        .csrf = csrf_input(s),
        .filter_script = asset_url(s->arena, "js/desk/filter.js"),
        .date = when_day(s->arena, s->lang, p->today, WHEN_FULL),
        .capacity = text_fill(s->arena, s->lang, "case.capacity", "open",
                              number_words(s, p->open), "most",
                              number_words(s, p->capacity), NULL),
        .capacity_shape = p->open > p->capacity ? "late" : "done",
        .mail = mail_words(s, &p->mail),
        .glass = glass_words(s, p->glass),
        .nothing = !p->crisis.len && !p->fresh.len && !p->due.len && !p->answers.len &&
                   !p->silent.len && !p->homes.len && !p->told.len && !p->ending.len &&
                   !p->alerts.len && !p->faults_len && !p->visits.len &&
                   !p->returned.len && !p->stops.len && !p->stopped.len &&
                   !plan_is_due(s, &p->tasks),
        .crisis = line_views(s, p, &p->crisis),
        .crisis_len = p->crisis.len,
        .crisis_count = (int64_t)p->crisis.len,
        .fresh = line_views(s, p, &p->fresh),
        .fresh_len = p->fresh.len,
        .fresh_count = (int64_t)p->fresh.len,
        .due = line_views(s, p, &p->due),
        .due_len = p->due.len,
        .due_count = (int64_t)p->due.len,
        .alerts = line_views(s, p, &p->alerts),
        .alerts_len = p->alerts.len,
        .alerts_count = (int64_t)p->alerts.len,
        .mine = line_views(s, p, &p->mine),
        .mine_len = p->mine.len,
        .mine_count = (int64_t)p->mine.len,
        .answers = answer_views(s, p),
        .answers_len = p->answers.len,
        .answers_count = (int64_t)p->answers.len,
        .silent = silent_views(s, p),
        .silent_len = p->silent.len,
        .silent_count = (int64_t)p->silent.len,
        .ending = ending_views(s, &p->ending),
        .ending_len = p->ending.len,
        .ending_count = (int64_t)p->ending.len,
        .told = told_row_views(s, &p->told),
        .told_len = p->told.len,
        .told_count = (int64_t)p->told.len,
        .homes = home_views(s, p),
        .homes_len = p->homes.len,
        .homes_count = (int64_t)p->homes.len,
        .returned = returned_views(s, p),
        .returned_len = p->returned.len,
        .returned_count = (int64_t)p->returned.len,
        .stops = stop_views(s, &p->stops),
        .stops_len = p->stops.len,
        .stops_count = (int64_t)p->stops.len,
        .faults = fault_views(s, p),
        .faults_len = p->faults_len,
        .faults_count = (int64_t)p->faults_len,
        .tasks = plan_part_today(s, &p->tasks),
        .tasks_len = p->tasks.len,
    };
}

struct err today_show(struct req *rq, struct session *s, const void *in, const void *out)
{
    const struct today_page *p = out;
    struct view_case_today v = today_model(s, p);

    (void)in;
    v.number_typed = shown(rq, "number", "");
    v.number_fault = fault_text(rq, s, "number");
    fill_visits(s, p, &v);
    fill_stopped(s, &p->stopped, &v);
    v.tasks_count = (int64_t)p->tasks.len;
    page_begin_wide(rq, s, text(s->lang, "case.today"));
    view_case_today(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

struct err mend_read(struct req *rq, void **in)
{
    struct mend_in *m = arena_new(rq->arena, struct mend_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    m->id = id_to(op, id);
    *in = m;
    return ok();
}

/* "corrected:UUID" */
static bool read_seen(const char *text, struct home_noted_in *n)
{
    const char *colon = strchr(text, ':');

    if (colon == NULL || n->len == HOME_NOTED_MAX)
        return false;
    for (size_t i = 0; i < home_event_codes.len; i++) {
        const char *word = home_event_codes.list[i].word;
        if (strlen(word) == (size_t)(colon - text) && str_starts(text, word)) {
            n->seen[n->len].kind = (int)i;
            return id_parse(colon + 1, strlen(colon + 1), &n->seen[n->len++].about);
        }
    }
    return false;
}

READ(home_read)
{
    struct home_noted_in *n = arena_new(rq->arena, struct home_noted_in);
    const char *seen[HOME_NOTED_MAX];
    size_t len = req_form_all(rq, "seen", seen, HOME_NOTED_MAX);
    struct id id;

    TRY(param_id(rq, 0, &id));
    n->casefile = id_to(casefile, id);
    for (size_t i = 0; i < len; i++)
        if (!read_seen(seen[i], n))
            req_fault(rq, "", "errors.form");
    *in = n;
    return form_check(rq);
}

struct err to_today(struct req *rq, struct session *s, const void *in, const void *out)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases");
    return ok();
}
