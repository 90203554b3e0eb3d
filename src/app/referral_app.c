/* referral_app.c -- see referral_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/referral_app.h"

#include "app/link.h"
#include "app/mail_app.h"
#include "app/need_app.h"
#include "base/json.h"
#include "core/str.h"
#include "store/connect_store.h"

#include <stdio.h>
#include <string.h>

/* A service that said no half a year ago may have room again. */
#define REFUSALS_MS (180 * DAY_MS)

struct err referral_choose(struct session *s, const void *input, void **out)
{
    const struct choose_in *in = input;
    struct choose_page *p = arena_new(s->arena, struct choose_page);
    struct casework w;

    TRY(casework_begin(s, in->casefile, ACT_CASE_VIEW, &w));
    TRY(need_of_case(s, &w, in->need, &p->need));
    p->c = w.c;
    if (in->words[0])
        TRY(directory_search(w.db, in->words, s->arena, &p->found));
    else
        TRY(directory_usual(w.db, p->need.word, s->arena, &p->usual));
    struct after_refusal after = {.need = p->need.id, .since = s->now - REFUSALS_MS};
    TRY(services_after_refusal(w.db, &after, s->arena,
                               in->words[0] ? &p->found : &p->usual));
    p->refused = after.reason;
    session_seen(s, "casefile", id_of(w.c.id));
    *out = p;
    return ok();
}

/* The consent that covers this need at this service's organization, if any. */
static struct err find_consent(struct session *s, const struct casework *w,
                               struct review_page *p)
{
    struct disclosure d = {
        .casefile = w->c.id, .need = p->need.id, .recipient = p->service.organization};
    struct err e = consent_covering(w->db, &d, w->today, s->arena, &p->consent);

    p->verdict = CONSENT_MISSING;
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    struct consent_fact fact = {.full = p->consent.kind == CONSENT_FULL,
                                .covers = true,
                                .owner_agreed = p->consent.scopes[0].contacts_owner,
                                .expires = p->consent.expires};
    TRY(consent_is_confirmed(w->db, p->consent.id, s->arena, &fact.confirmed));
    p->verdict = consent_judge(
        &fact, &(struct consent_ask){p->service.contacts_owner, p->need.sealed},
        w->today);
    return ok();
}

static bool reached_by(const struct service *of, enum way way)
{
    if (of->own || way == WAY_OWN)
        return of->own && way == WAY_OWN;
    return way != WAY_LINK || !of->aggregate_only;
}

static enum way usual_way(const struct service *of)
{
    if (of->own)
        return WAY_OWN;
    return (of->email || of->sms) && !of->aggregate_only ? WAY_LINK : WAY_PHONE;
}

static struct err load_review(struct session *s, struct casework *w,
                              const struct review_in *in, struct review_page *p)
{
    TRY(need_of_case(s, w, in->need, &p->need));
    TRY(directory_load(w->db, in->service, s->arena, &p->service));
    TRY(find_consent(s, w, p));
    p->c = w->c;
    p->id = id_is_set(id_of(in->id)) ? in->id : id_to(referral, id_mint(s->now));
    p->way = in->any_way ? usual_way(&p->service) : in->way;
    for (int way = 0; way < WAYS; way++)
        p->ways[way] = reached_by(&p->service, (enum way)way);
    p->full = disclosure_make(
        &w->c, &p->need, p->way == WAY_OWN ? 0 : TELL_NAME | TELL_PHONE | TELL_ADDRESS);
    p->reply_by = session_business_day(s, care_policy_default.reply_days);
    return ok();
}

struct err referral_review(struct session *s, const void *input, void **out)
{
    const struct review_in *in = input;
    struct review_page *p = arena_new(s->arena, struct review_page);
    struct casework w;

    TRY(casework_begin(s, in->casefile, ACT_CASE_VIEW, &w));
    TRY(load_review(s, &w, in, p));
    session_seen(s, "casefile", id_of(w.c.id));
    *out = p;
    return ok();
}

/* What of the consent stands against telling anything. */
static void fault_verdict(struct session *s, enum consent_verdict verdict)
{
    if (verdict == CONSENT_MISSING)
        session_fault(s, "consent", "case.send_no_consent");
    else if (verdict == CONSENT_OWNER)
        session_fault(s, "consent", "case.send_owner_not_agreed");
    else if (verdict == CONSENT_SECOND)
        session_fault(s, "consent", "consent.second_missing");
}

/* Everything that stands against sending, at once. */
static struct err check_send(struct session *s, const struct casework *w,
                             const struct review_page *p)
{
    struct referral r = {
        .casefile = w->c.id, .need = p->need.id, .organization = p->service.organization};
    struct subject on = {.assigned = w->c.owner,
                         .consented = p->verdict == CONSENT_ALLOWS};
    bool waits;

    fault_verdict(s, p->verdict);
    if (!p->service.active)
        session_fault(s, "service", "case.send_not_offered");
    if (!p->ways[p->way])
        session_fault(s, "service",
                      p->service.aggregate_only ? "case.send_by_phone_only"
                                                : "connect.not_this_way");
    TRY(referral_is_open(w->db, &r, s->arena, &waits));
    if (waits)
        session_fault(s, "service", "case.send_waits_already");
    if (s->faults.len)
        return failed(ERR_INVALID, "errors.form");
    return hide(policy_check(&s->actor, ACT_REFERRAL_SEND, &on));
}

/* A link for the agency: its hash in the store, its letter in the outbox. */
static struct err send_link(struct session *s, struct casework *w,
                            const struct referral *r, const struct service *to)
{
    const char *token = link_token(s->keys, r->id, r->links, s->arena);
    struct referral_link link = {
        .referral = r->id, .created_at = s->now, .expires_at = s->now + LINK_LIVES_MS};
    struct json_out args = {.arena = s->arena};
    char id[ID_TEXT], serial[24], day[DAY_TEXT], event[80];
    const char *recipient = mail_recipient(s->arena, to->email, to->sms);

    require(link_token_sha(token, s->arena, &link.token_sha));
    TRY(link_add(w->db, &link));
    if (recipient == NULL)
        return ok();
    id_format(id_of(r->id), id);
    snprintf(serial, sizeof serial, "%lld", (long long)r->links);
    snprintf(event, sizeof event, "referral:%s:%s", id, serial);
    day_format(r->reply_by, day);
    json_map(&args, NULL);
    json_put_text(&args, "referral", id);
    json_put_text(&args, "serial", serial);
    json_put_text(&args, "reply_by", day);
    json_end_map(&args);
    struct mail m = {.event = event,
                     .recipient = recipient,
                     .template = r->links > 1 ? "request-reminder" : "request-sent",
                     .lang = to->lang,
                     .args = json_done(&args)};
    return mail_put(s, w->db, &m);
}

static struct err keep_step(struct session *s, const struct casework *w,
                            const struct referral *r, const struct referral_step *what)
{
    struct referral_step step = *what;

    step.id = id_mint(s->now);
    step.referral = r->id;
    step.at = s->now;
    step.state = referral_state_name(r->state);
    step.author = s->actor.user;
    return step_add(w->db, &w->key, &step, s->arena);
}

struct err referral_send(struct session *s, const void *input, void **out)
{
    const struct review_in *in = input;
    struct casework w;
    struct review_page p = {0};
    struct referral before;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    if (referral_find(w.db, in->id, s->arena, &before).kind == OK)
        return ok(); /* the second click of two */
    TRY(load_review(s, &w, in, &p));
    TRY(check_send(s, &w, &p));
    struct disclosed told =
        disclosure_make(&w.c, &p.need, p.way == WAY_OWN ? 0 : in->tell);
    struct referral r = {
        .id = in->id,
        .casefile = w.c.id,
        .need = p.need.id,
        .service = p.service.id,
        .organization = p.service.organization,
        .consent = p.consent.id,
        .way = p.way,
        .state = referral_begins(p.way),
        .sent_at = s->now,
        .sent_by = s->actor.user,
        .sent_day = w.today,
        .reply_by = p.reply_by,
        .links = 1,
        .disclosed = disclosure_write(&told, s->arena),
    };
    TRY(referral_add(w.db, &w.key, &r, s->arena));
    TRY(keep_step(
        s, &w, &r,
        &(struct referral_step){.event = "sent", .said_by = said_by_name(SAID_MANAGER)}));
    if (r.way == WAY_LINK)
        TRY(send_link(s, &w, &r, &p.service));
    casework_audit(s, &w, "referral.send", way_name(r.way));
    return casework_save(s, &w);
}

bool referral_allows(const struct referral *r, const struct service *of,
                     enum referral_event ev, enum said_by who)
{
    return of->aggregate_only ? referral_may_counted(r->state, ev, who)
                              : referral_may(r->state, ev, who);
}

/* What an answer says besides itself; what it does not speak of stays. */
static void take_answer(const struct session *s, struct referral *r,
                        const struct answer_in *in)
{
    r->answered_at = s->now;
    r->reason = in->event == REFERRAL_REFUSE ? in->reason : NULL;
    r->until = in->event == REFERRAL_WAITLIST ? in->until : DAY_NONE;
    if (in->event == REFERRAL_END)
        r->ended_how = in->ended_how;
    if (in->event == REFERRAL_APPLY && in->number)
        r->number = in->number;
    if (in->event == REFERRAL_START && !r->started_by)
        r->started_by = in->who == SAID_RESIDENT ? "resident" : "agency";
    if (in->note)
        r->update_note = in->note;
}

/* Help began.  Where an agency only counts, what it gave is no more told apart than a
 * sealed need is. */
static struct err help_began(struct session *s, struct casework *w,
                             const struct referral *r, bool counted)
{
    struct case_need need;

    TRY(need_of_case(s, w, r->need, &need));
    need.sealed = need.sealed || counted;
    TRY(need_meet(s, w, &need));
    return casework_save(s, w);
}

static bool differ(const char *a, const char *b)
{
    return (a != NULL || b != NULL) && !str_same(a, b);
}

/* The same answer again, as of a second click, is none. */
static bool is_news(const struct referral *before, const struct referral *r,
                    const struct answer_in *in)
{
    return before->state != r->state || in->note != NULL ||
           in->event == REFERRAL_UPDATE || before->until.n != r->until.n ||
           differ(before->reason, r->reason) || differ(before->ended_how, r->ended_how) ||
           differ(before->number, r->number);
}

struct err referral_answered(struct session *s, struct casework *w, struct referral *r,
                             const struct answer_in *in)
{
    struct service of;
    struct referral before = *r;
    const char *reason = in->event == REFERRAL_END ? in->ended_how : in->reason;

    TRY(directory_load(w->db, r->service, s->arena, &of));
    if (!referral_allows(r, &of, in->event, in->who)) {
        session_fault(s, "answer", "connect.not_now");
        return failed(ERR_CONFLICT, "referral.wrong_state");
    }
    TRY(referral_next(r->state, in->event, &r->state));
    take_answer(s, r, in);
    if (!is_news(&before, r, in))
        return ok();
    r->rev++;
    TRY(referral_save(w->db, &w->key, r, s->arena));
    TRY(keep_step(s, w, r,
                  &(struct referral_step){.event = referral_event_name(in->event),
                                          .said_by = said_by_name(in->who),
                                          .reason = reason,
                                          .note = in->note,
                                          .told_by = in->told_by}));
    return in->event == REFERRAL_START ? help_began(s, w, r, of.aggregate_only) : ok();
}

struct err referral_of_case(struct session *s, const struct answer_in *in, enum act act,
                            struct casework *w, struct referral *r)
{
    TRY(casework_begin(s, in->casefile, act, w));
    TRY(referral_load(w->db, &w->key, in->referral, s->arena, r));
    return id_same(id_of(r->casefile), id_of(w->c.id))
               ? ok()
               : failed(ERR_NOT_FOUND, "error.not_found");
}

static struct err same_rev(struct session *s, const struct referral *r, int64_t rev)
{
    if (r->rev == rev)
        return ok();
    session_fault(s, "rev", "case.answered_meanwhile");
    return failed(ERR_CONFLICT, "case.answered_meanwhile");
}

struct err referral_told(struct session *s, const void *input, void **out)
{
    const struct answer_in *in = input;
    struct casework w;
    struct referral r;

    (void)out;
    TRY(referral_of_case(s, in, ACT_CASE_WORK, &w, &r));
    TRY(same_rev(s, &r, in->rev));
    r.answered_by = "phone";
    r.told_by = in->told_by;
    r.noticed_at = s->now;
    casework_audit(s, &w, "referral.told", referral_event_name(in->event));
    TRY(returned_notice(w.db, r.id, s->now));
    return referral_answered(s, &w, &r, in);
}

struct err referral_noticed(struct session *s, const void *input, void **out)
{
    const struct answer_in *in = input;
    struct casework w;
    struct referral r;

    (void)out;
    TRY(referral_of_case(s, in, ACT_CASE_WORK, &w, &r));
    casework_audit(s, &w, "referral.noticed", NULL);
    TRY(returned_notice(w.db, r.id, s->now));
    return referral_notice(w.db, r.id, s->now);
}

/* To speak of a household again is to share again: what holds today counts. */
static struct err consented_anew(struct session *s, const struct casework *w,
                                 const struct service *of, struct referral *r)
{
    struct review_page p = {.service = *of};

    TRY(need_of_case(s, w, r->need, &p.need));
    TRY(find_consent(s, w, &p));
    fault_verdict(s, p.verdict);
    if (s->faults.len)
        return failed(ERR_INVALID, "errors.form");
    r->consent = p.consent.id;
    return ok();
}

static struct err ask_anew(struct session *s, struct casework *w, struct referral *r)
{
    struct service to;

    TRY(directory_load(w->db, r->service, s->arena, &to));
    TRY(consented_anew(s, w, &to, r));
    TRY(returned_notice(w->db, r->id, s->now));
    r->rev++;
    r->reply_by = session_business_day(s, care_policy_default.reply_days);
    if (r->way != WAY_LINK)
        return referral_save_asked(w->db, r);
    TRY(link_revoke(w->db, r->id, s->now));
    r->links++;
    TRY(referral_save_asked(w->db, r));
    return send_link(s, w, r, &to);
}

struct err referral_ask(struct session *s, const void *input, void **out)
{
    const struct answer_in *in = input;
    struct casework w;
    struct referral r;

    (void)out;
    TRY(referral_of_case(s, in, ACT_CASE_WORK, &w, &r));
    TRY(same_rev(s, &r, in->rev));
    TRY(ask_anew(s, &w, &r));
    casework_audit(s, &w, "referral.ask", NULL);
    return ok();
}

struct err referral_reopen(struct session *s, const void *input, void **out)
{
    struct answer_in in = *(const struct answer_in *)input;
    struct casework w;
    struct referral r;

    (void)out;
    in.event = REFERRAL_REOPEN;
    in.who = SAID_MANAGER;
    TRY(referral_of_case(s, &in, ACT_CASE_WORK, &w, &r));
    if (referral_is_silent(r.state))
        return ok(); /* the second click of two */
    TRY(same_rev(s, &r, in.rev));
    TRY(referral_answered(s, &w, &r, &in));
    TRY(ask_anew(s, &w, &r));
    casework_audit(s, &w, "referral.reopen", NULL);
    return ok();
}
