/* agency_pages.c -- one page, one question, opened by a link's secret (web/link_page.h)
 * or by an account's list of what was sent to its agency; and the resident's stop.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/agency_app.h"
#include "app/link.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/case_words.h"
#include "web/connect_words.h"
#include "web/layout.h"
#include "web/link_page.h"
#include "web/resident_pages.h"
#include "web/turn.h"
#include "web/views_agency.h"
#include "web/withdraw_pages.h"

#include <stdio.h>

#define PASS "pass"
enum { PASS_SECONDS = 60 * 60 };

SHOW(agency_landing_show)
{
    (void)in, (void)out;
    return link_landing(
        rq, s, &(struct link_landing){text(s->lang, "agency.title"), NULL, {"/r/open"}});
}

READ(agency_read)
{
    struct agency_in *a = arena_new(rq->arena, struct agency_in);

    a->token = link_secret(rq);
    *in = a;
    return ok();
}

static const struct {
    const char *word;
    enum referral_event event;
} answers[] = {
    {"accept", REFERRAL_ACCEPT},
    {"refuse", REFERRAL_REFUSE},
    {"start", REFERRAL_START},
    {"waitlist", REFERRAL_WAITLIST},
    {"documents", REFERRAL_ASK_DOCUMENTS},
    {"update", REFERRAL_UPDATE},
    {"end", REFERRAL_END},
};

/* After a reload and on the way back: nothing of the secret is in the address. */
READ(agency_look_read)
{
    struct agency_in *a = arena_new(rq->arena, struct agency_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    a->referral = id_to(referral, id);
    a->pass = req_cookie(rq, PASS);
    *in = a;
    return ok();
}

READ(agency_own_read)
{
    struct agency_in *a = arena_new(rq->arena, struct agency_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    a->referral = id_to(referral, id);
    *in = a;
    return ok();
}

static struct answer_in *read_answer(struct req *rq)
{
    struct answer_in *a = arena_new(rq->arena, struct answer_in);
    int reason = codes_find(&refusal_codes, req_form(rq, "reason"));
    const char *word = req_form(rq, "answer");

    a->event = REFERRAL_WITHDRAW; /* not an agency's: act refuses what is not named */
    a->until = DAY_NONE;
    for (size_t i = 0; i < COUNT(answers); i++)
        if (str_same(word, answers[i].word))
            a->event = answers[i].event;
    a->reason = reason < 0 ? NULL : refusal_codes.list[reason].word;
    a->note = req_form(rq, "note")[0] ? req_form(rq, "note") : NULL;
    int ended = codes_find(&ending_codes, req_form(rq, "ended"));
    a->ended_how = ended < 0 ? NULL : ending_codes.list[ended].word;
    if (a->event == REFERRAL_WAITLIST)
        a->until = form_day(rq, "until");
    return a;
}

READ(agency_answer_read)
{
    struct answer_in *a = read_answer(rq);

    a->token = link_secret(rq);
    *in = a;
    return ok();
}

READ(agency_own_answer_read)
{
    struct answer_in *a = read_answer(rq);
    struct id id;

    TRY(param_id(rq, 0, &id));
    a->referral = id_to(referral, id);
    *in = a;
    return ok();
}

static void add_fact(struct session *s, struct fact_view *facts, size_t *n,
                     const struct fact_view *fact)
{
    if (fact->value && fact->value[0])
        facts[(*n)++] = (struct fact_view){text(s->lang, fact->label), fact->value};
}

static void fill_facts(struct session *s, const struct agency_page *p,
                       struct view_agency_show *v)
{
    const struct disclosed *d = &p->told;
    struct case_place place = {.address = d->address, .unit = d->unit};
    const struct fact_view all[] = {
        {"agency.need", d->need ? word_need(s, d->need) : NULL},
        {"agency.service", p->service.name},
        {"agency.speaks", d->lang ? word_code(s, &lang_codes, d->lang) : NULL},
        {"agency.area", d->neighbourhood},
        {"agency.name", d->name},
        {"agency.phone", d->phone},
        {"agency.address", d->address ? word_place(s, &place, NULL) : NULL},
        {"agency.knock", d->knock},
        {"agency.number", page_id(s, id_of(p->referral.id)) + ID_TEXT - 1 - 8},
    };
    struct fact_view *facts = arena_array(s->arena, struct fact_view, COUNT(all));

    v->facts = facts;
    for (size_t i = 0; i < COUNT(all); i++)
        add_fact(s, facts, &v->facts_len, &all[i]);
    v->message_no = d->phone && str_same(d->message_ok, "no");
    v->part2 = scope_is_due(d->need);
    v->scope = word_scope(
        s, &(struct told_scope){d->need, p->service.organization_name, p->consent_ends});
}

static void fill_answers(struct req *rq, struct session *s, const struct agency_page *p,
                         struct view_agency_show *v)
{
    struct options_view reasons = options_of(s, &refusal_codes, req_form(rq, "reason"));
    struct options_view langs = link_langs(s);

    v->langs = langs.of;
    v->langs_len = langs.len;
    v->reasons = reasons.of;
    v->reasons_len = reasons.len;
    struct options_view endings = options_of(s, &ending_codes, req_form(rq, "ended"));
    v->endings = endings.of;
    v->endings_len = endings.len;
    v->may_accept = p->may[REFERRAL_ACCEPT];
    v->may_refuse = p->may[REFERRAL_REFUSE];
    v->may_start = p->may[REFERRAL_START];
    v->may_wait = p->may[REFERRAL_WAITLIST];
    v->may_ask = p->may[REFERRAL_ASK_DOCUMENTS];
    v->may_end = p->may[REFERRAL_END];
    v->may_update = p->may[REFERRAL_UPDATE];
    v->may_answer = v->may_accept || v->may_refuse || v->may_start || v->may_update;
    v->later = v->may_accept;
}

static const char *asked_words(struct session *s, const struct agency_page *p)
{
    if (!p->asked_by)
        return text_fill(s->arena, s->lang, "agency.asked", "city", s->city_name, NULL);
    return text_fill(s->arena, s->lang,
                     p->asked_phone ? "agency.asked_call" : "agency.asked_person", "city",
                     s->city_name, "name", p->asked_by, "phone",
                     p->asked_phone ? p->asked_phone : "", NULL);
}

static bool is_late(const struct session *s, const struct referral *r)
{
    return day_is_set(r->reply_by) && r->reply_by.n < zone_day(s->zone, s->now).n;
}

/* Until when an answer is awaited, or since when it is late. */
static const char *due_words(struct session *s, const struct referral *r,
                             enum when_style style)
{
    return text_fill(s->arena, s->lang,
                     is_late(s, r) ? "agency.late_since" : "agency.reply_by", "day",
                     when_day(s->arena, s->lang, r->reply_by, style), NULL);
}

static struct err show_page(struct req *rq, struct session *s,
                            const struct agency_page *p, const char *thanks)
{
    bool linked = id_is_set(s->actor.link);
    struct view_agency_show v = {
        .csrf = csrf_input(s),
        .action = linked
                      ? (struct url){"/r/answer"}
                      : url_of(s->arena, "/agency/%s", page_id(s, id_of(p->referral.id))),
        .token = linked ? p->token : NULL,
        .lang = s->lang,
        .title = text(s->lang, "agency.title"),
        .thanks = thanks,
        .asked = asked_words(s, p),
        .state = word_referral(s, &p->referral),
        .shape = shape_referral(p->referral.state),
        .reason_fault = fault_text(rq, s, "reason"),
        .note_fault = fault_text(rq, s, "note"),
        .until_fault = fault_text(rq, s, "until"),
        .ended_fault = fault_text(rq, s, "ended"),
        .until = rq->faults.len ? req_form(rq, "until") : "",
        .fault = fault_text(rq, s, "answer"),
        .note = rq->faults.len ? req_form(rq, "note") : "",
    };

    if (referral_is_silent(p->referral.state))
        *(is_late(s, &p->referral) ? &v.late : &v.reply_by) =
            due_words(s, &p->referral, WHEN_FULL);
    v.refuse_open = v.reason_fault != NULL;
    v.update_open = v.note_fault != NULL;
    v.wait_open = v.until_fault != NULL;
    v.end_open = v.ended_fault != NULL;
    fill_facts(s, p, &v);
    fill_answers(rq, s, p, &v);
    page_begin(rq, s, v.title);
    view_agency_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* To the page of what was opened or answered, which may be read again without sending
 * anything: its pass goes to no other address, and no script sees it. */
static struct err pass_on(struct req *rq, struct session *s, const struct agency_page *p,
                          const char *said)
{
    const char *id = page_id(s, id_of(p->referral.id));
    const char *pass =
        link_pass(s->keys, p->token, s->now + PASS_SECONDS * 1000, s->arena);
    char cookie[256];
    int n = snprintf(cookie, sizeof cookie,
                     PASS "=%s; Path=/r/page/%s; Max-Age=%d; HttpOnly; SameSite=Strict%s",
                     pass, id, PASS_SECONDS, turn_of(rq)->web->https ? "; Secure" : "");

    require(n > 0 && (size_t)n < sizeof cookie);
    link_speak(rq, s, p->service.lang);
    resp_header(rq, "Set-Cookie", arena_copy(rq->arena, cookie, (size_t)n));
    resp_see_other(rq, "/r/page/%s?%s%s", id, link_lang(s), said);
    return ok();
}

SHOW(agency_opened)
{
    (void)in;
    return pass_on(rq, s, out, "");
}

SHOW(agency_show)
{
    const struct agency_page *p = out;

    (void)in;
    link_speak(rq, s, p->service.lang);
    return show_page(rq, s, p, link_said(rq) ? text(s->lang, "agency.thanks") : NULL);
}

SHOW(agency_answered)
{
    const struct agency_page *p = out;

    (void)in;
    if (!p->refused)
        return pass_on(rq, s, p, "&said=yes");
    link_speak(rq, s, p->service.lang);
    rq->status = 422;
    return show_page(rq, s, p, NULL);
}

SHOW(agency_own_show)
{
    const struct agency_page *p = out;

    (void)in;
    if (p->refused)
        rq->status = 422;
    return show_page(
        rq, s, p, !p->refused && link_said(rq) ? text(s->lang, "agency.thanks") : NULL);
}

SHOW(agency_own_answered)
{
    const struct agency_page *p = out;

    if (p->refused)
        return agency_own_show(rq, s, in, out);
    resp_see_other(rq, "/agency/%s?said=yes", page_id(s, id_of(p->referral.id)));
    return ok();
}

/* Whom it is about, once that may be known; until then, where they live.  NULL when it is
 * over. */
static const char *about(struct session *s, const struct disclosed *told)
{
    const char *who = told->name ? told->name : told->neighbourhood;
    const char *need = told->need ? word_need(s, told->need) : NULL;

    if (who == NULL || need == NULL)
        return who ? who : need;
    return text_fill(s->arena, s->lang, "agency.about", "who", who, "need", need, NULL);
}

/* Until when an answer is awaited; after it, of which day it is.  NULL when late. */
static const char *row_day(struct session *s, const struct referral *r)
{
    if (!referral_is_silent(r->state))
        return r->answered_at ? when_day(s->arena, s->lang,
                                         zone_day(s->zone, r->answered_at), WHEN_SHORT)
                              : NULL;
    return is_late(s, r) ? NULL : due_words(s, r, WHEN_SHORT);
}

static struct agency_row_view row_view(struct session *s, const struct agency_row *row)
{
    const struct referral *r = &row->referral;
    const char *whom = about(s, &row->told);
    bool late = referral_is_silent(r->state) && is_late(s, r);

    return (struct agency_row_view){
        .url = url_of(s->arena, "/agency/%s", page_id(s, id_of(r->id))),
        .title = whom ? whom : r->service_name,
        .detail = whom ? r->service_name : NULL,
        .state = word_referral(s, r),
        .shape = shape_referral(r->state),
        .due = row_day(s, r),
        .late = late ? due_words(s, r, WHEN_SHORT) : NULL,
    };
}

/* The rows of which `belongs` is so, in their order. */
static const struct agency_row_view *rows_that(struct session *s,
                                               const struct agency_inbox *box,
                                               bool (*belongs)(enum referral_state),
                                               size_t *len)
{
    struct agency_row_view *rows =
        arena_array(s->arena, struct agency_row_view, box->len + 1);

    for (size_t i = 0; i < box->len; i++)
        if (belongs(box->of[i].referral.state))
            rows[(*len)++] = row_view(s, &box->of[i]);
    return rows;
}

static bool is_with_us(enum referral_state state)
{
    return !referral_is_over(state) && !referral_is_silent(state);
}

static void fill_stops(struct session *s, const struct stop_notices *stops,
                       struct view_agency_inbox *v)
{
    struct agency_stop_view *rows =
        arena_array(s->arena, struct agency_stop_view, stops->len + 1);

    for (size_t i = 0; i < stops->len; i++)
        rows[i] = (struct agency_stop_view){
            .words = word_taken_back(s, &stops->of[i]),
            .url = url_of(s->arena, "/agency/%s/stopped",
                          page_id(s, id_of(stops->of[i].referral))),
        };
    v->stops = rows;
    v->stops_len = stops->len;
}

SHOW(to_agency)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/agency");
    return ok();
}

SHOW(agency_inbox_show)
{
    const struct agency_inbox *box = out;
    struct view_agency_inbox v = {.csrf = csrf_input(s),
                                  .organization = box->agency.name,
                                  .counts_only = box->agency.aggregate_only};

    (void)in;
    v.nothing = box->agency.name && !box->agency.aggregate_only && box->len == 0;
    fill_stops(s, &box->stops, &v);
    v.waiting = rows_that(s, box, referral_is_silent, &v.waiting_len);
    v.open = rows_that(s, box, is_with_us, &v.open_len);
    v.over = rows_that(s, box, referral_is_over, &v.over_len);
    v.waiting_count = (int64_t)v.waiting_len;
    v.open_count = (int64_t)v.open_len;
    page_begin(rq, s, text(s->lang, "agency.inbox"));
    view_agency_inbox(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

static struct err show_stop(struct req *rq, struct session *s, const char *done)
{
    struct resident_call to = {0};
    struct view_agency_stop v = {
        .csrf = csrf_input(s),
        .fault = fault_text(rq, s, "code"),
        .code = shown(rq, "code", ""),
        .done = done ? text(s->lang, done) : NULL,
        .exit = {EXIT_URL},
        .exit_script = asset_url(rq->arena, "js/desk/quick_exit.js"),
    };

    TRY(resident_call(s, &to));
    v.call = to.call;
    v.phone = to.phone;
    v.tel = to.tel;
    page_begin(rq, s, text(s->lang, "agency.stop_title"));
    view_agency_stop(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* What was stopped is told by a word of the address, which says nothing of whose it was.
 */
SHOW(stop_show)
{
    const char *done = req_query(rq, "done");

    (void)in, (void)out;
    if (str_same(done, "told"))
        return show_stop(rq, s, "agency.stop_done");
    return show_stop(rq, s, str_same(done, "none") ? "agency.stop_done_none" : NULL);
}

READ(stop_read)
{
    struct resident_in *w = arena_new(rq->arena, struct resident_in);

    w->id = id_mint(clock_ms());

    w->code = req_form(rq, "code");
    if (!w->code[0])
        req_fault(rq, "code", "agency.stop_code_missing");
    *in = w;
    return form_check(rq);
}

SHOW(stop_done)
{
    const struct resident_page *p = out;

    (void)in;
    if (!p->found) {
        rq->status = p->brake ? 429 : 422;
        req_fault(rq, "code", p->brake ? "resident.brake" : "agency.no_such_code");
    }
    if (!p->found)
        return show_stop(rq, s, NULL);
    resp_see_other(rq, "/stop?done=%s", p->told ? "told" : "none");
    return ok();
}
