/* referral_app.c -- see referral_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/referral_app.h"

#include "app/link.h"
#include "app/mail_app.h"
#include "app/need_app.h"
#include "base/json.h"

#include <stdio.h>
#include <string.h>

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

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

static struct err load_review(struct session *s, struct casework *w,
                              const struct review_in *in, struct review_page *p)
{
    TRY(need_of_case(s, w, in->need, &p->need));
    TRY(directory_load(w->db, in->service, s->arena, &p->service));
    TRY(find_consent(s, w, p));
    p->c = w->c;
    p->id = id_is_set(id_of(in->id)) ? in->id : id_to(referral, id_mint(s->now));
    p->full = disclosure_make(&w->c, &p->need, TELL_NAME | TELL_PHONE | TELL_ADDRESS);
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

/* Everything that stands against sending, at once. */
static struct err check_send(struct session *s, const struct casework *w,
                             const struct review_page *p)
{
    struct referral r = {
        .casefile = w->c.id, .need = p->need.id, .organization = p->service.organization};
    struct subject on = {.assigned = w->c.owner,
                         .consented = p->verdict == CONSENT_ALLOWS};
    bool waits;

    if (p->verdict == CONSENT_MISSING)
        session_fault(s, "consent", "case.send_no_consent");
    else if (p->verdict == CONSENT_OWNER)
        session_fault(s, "consent", "case.send_owner_not_agreed");
    else if (p->verdict == CONSENT_SECOND)
        session_fault(s, "consent", "consent.second_missing");
    if (!p->service.active)
        session_fault(s, "service", "case.send_not_offered");
    if (p->service.aggregate_only)
        session_fault(s, "service", "case.send_by_phone_only");
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

    require(link_token_sha(token, s->arena, &link.token_sha));
    TRY(link_add(w->db, &link));
    if (to->email == NULL || to->email[0] == '\0')
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
                     .recipient = to->email,
                     .template = r->links > 1 ? "request-reminder" : "request-sent",
                     .lang = to->lang,
                     .args = json_done(&args)};
    return mail_put(s, w->db, &m);
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
    struct disclosed told = disclosure_make(&w.c, &p.need, in->tell);
    struct referral r = {
        .id = in->id,
        .casefile = w.c.id,
        .need = p.need.id,
        .service = p.service.id,
        .organization = p.service.organization,
        .consent = p.consent.id,
        .sent_at = s->now,
        .sent_day = w.today,
        .reply_by = p.reply_by,
        .links = 1,
        .disclosed = disclosure_write(&told, s->arena),
    };
    TRY(referral_add(w.db, &w.key, &r, s->arena));
    TRY(send_link(s, &w, &r, &p.service));
    casework_audit(s, &w, "referral.send", NULL);
    return casework_save(s, &w);
}

struct err referral_answered(struct session *s, struct casework *w, struct referral *r,
                             enum referral_event ev)
{
    struct case_need need;

    TRY(referral_next(r->state, ev, &r->state));
    r->answered_at = s->now;
    r->rev++;
    TRY(referral_save(w->db, &w->key, r, s->arena));
    if (ev != REFERRAL_START)
        return ok();
    TRY(need_of_case(s, w, r->need, &need));
    TRY(need_meet(s, w, &need));
    return casework_save(s, w);
}

/* A referral of this case, or nothing. */
static struct err begin(struct session *s, const struct answer_in *in, struct casework *w,
                        struct referral *r)
{
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, w));
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
    TRY(begin(s, in, &w, &r));
    TRY(same_rev(s, &r, in->rev));
    r.answered_by = "phone";
    r.told_by = in->told_by;
    r.noticed_at = s->now;
    r.reason = in->event == REFERRAL_REFUSE ? in->reason : NULL;
    if (in->event == REFERRAL_START)
        r.started_by = in->by_resident ? "resident" : "agency";
    if (in->note)
        r.update_note = in->note;
    casework_audit(s, &w, "referral.told", NULL);
    return referral_answered(s, &w, &r, in->event);
}

struct err referral_noticed(struct session *s, const void *input, void **out)
{
    const struct answer_in *in = input;
    struct casework w;
    struct referral r;

    (void)out;
    TRY(begin(s, in, &w, &r));
    casework_audit(s, &w, "referral.noticed", NULL);
    return referral_notice(w.db, r.id, s->now);
}

struct err referral_ask(struct session *s, const void *input, void **out)
{
    const struct answer_in *in = input;
    struct casework w;
    struct referral r;
    struct service to;

    (void)out;
    TRY(begin(s, in, &w, &r));
    TRY(same_rev(s, &r, in->rev));
    TRY(directory_load(w.db, r.service, s->arena, &to));
    TRY(link_revoke(w.db, r.id, s->now));
    r.links++;
    r.rev++;
    r.reply_by = session_business_day(s, care_policy_default.reply_days);
    TRY(referral_save_asked(w.db, &r));
    TRY(send_link(s, &w, &r, &to));
    casework_audit(s, &w, "referral.ask", NULL);
    return ok();
}
