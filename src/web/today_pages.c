/* today_pages.c -- the case manager's Today.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/case_pages.h"

#include "app/today_app.h"
#include "base/json.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/plan_parts.h"
#include "web/views_case.h"

#include <stdio.h>
#include <string.h>

enum { MAIL_PATIENCE_MS = 2 * 60 * 1000 };

static const char *choices_words(struct session *s, const struct today_case *t)
{
    const char **words = arena_array(s->arena, const char *, t->choices.len + 1);

    for (size_t i = 0; i < t->choices.len; i++)
        words[i] = word_code(s, &choice_codes, t->choices.of[i].word);
    return word_join(s, words, t->choices.len, ", ");
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
        .since = text_fill(s->arena, s->lang, "case.arrived", "age",
                           word_age(s, c->received_at), NULL),
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

/* Mail that waits longer than a moment is somebody's business. */
static const char *mail_words(struct session *s, const struct outbox_waiting *mail)
{
    if (mail->waiting == 0 || s->now - mail->oldest < MAIL_PATIENCE_MS)
        return NULL;
    return text_fill(s->arena, s->lang,
                     str_same(mail->fault, "mail.no_server") ? "case.mail_no_server"
                                                             : "case.mail_waits",
                     "n", number_words(s, mail->waiting), "when",
                     word_when(s, mail->oldest), NULL);
}

static struct view_case_today today_model(struct session *s, const struct today_page *p)
{
    return (struct view_case_today){
        .csrf = csrf_input(s),
        .date = when_day(s->arena, s->lang, p->today, WHEN_FULL),
        .capacity = text_fill(s->arena, s->lang, "case.capacity", "open",
                              number_words(s, p->open), "most",
                              number_words(s, p->capacity), NULL),
        .capacity_shape = p->open > p->capacity ? "late" : "done",
        .mail = mail_words(s, &p->mail),
        .nothing = !p->crisis.len && !p->fresh.len && !p->due.len && !p->answers.len &&
                   !p->silent.len && !p->alerts.len && !p->faults_len &&
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
        .faults = fault_views(s, p),
        .faults_len = p->faults_len,
        .faults_count = (int64_t)p->faults_len,
        .tasks = plan_part_today(s, &p->tasks),
        .tasks_len = p->tasks.len,
    };
}

struct err today_show(struct req *rq, struct session *s, const void *in, const void *out)
{
    struct view_case_today v = today_model(s, out);

    (void)in;
    page_begin(rq, s, text(s->lang, "case.today"));
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

struct err to_today(struct req *rq, struct session *s, const void *in, const void *out)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases");
    return ok();
}
