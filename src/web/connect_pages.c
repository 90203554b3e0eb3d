/* connect_pages.c -- one thing that was sent: what was told, what may be said now, and
 * every step so far.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/connect_pages.h"

#include "app/handover_app.h"
#include "base/text.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/connect_words.h"
#include "web/layout.h"
#include "web/letter_pages.h"
#include "web/views_connect.h"

#include <string.h>

enum { NUMBER_MAX = 40 };

READ(connect_read)
{
    struct answer_in *a = arena_new(rq->arena, struct answer_in);
    struct id id, referral;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &referral));
    a->casefile = id_to(casefile, id);
    a->referral = id_to(referral, referral);
    a->rev = is_back(rq) ? form_int(rq, "rev") : 0;
    *in = a;
    return ok();
}

static const struct {
    const char *word;
    enum referral_event event;
    enum said_by who;
    bool by_phone; /* somebody of the agency said it */
} told_answers[] = {
    {"accept", REFERRAL_ACCEPT, SAID_MANAGER, true},
    {"refuse", REFERRAL_REFUSE, SAID_MANAGER, true},
    {"waitlist", REFERRAL_WAITLIST, SAID_MANAGER, true},
    {"documents", REFERRAL_ASK_DOCUMENTS, SAID_MANAGER, true},
    {"apply", REFERRAL_APPLY, SAID_MANAGER, false},
    {"start", REFERRAL_START, SAID_MANAGER, true},
    {"start-resident", REFERRAL_START, SAID_RESIDENT, false},
    {"update", REFERRAL_UPDATE, SAID_MANAGER, false},
    {"end", REFERRAL_END, SAID_MANAGER, true},
    {"end-resident", REFERRAL_END, SAID_RESIDENT, false},
};

/* Whether the agency itself said it on the phone. */
static bool read_event(struct req *rq, struct answer_in *a)
{
    const char *word = req_form(rq, "answer");

    for (size_t i = 0; i < COUNT(told_answers); i++)
        if (str_same(word, told_answers[i].word)) {
            a->event = told_answers[i].event;
            a->who = told_answers[i].who;
            return told_answers[i].by_phone;
        }
    req_fault(rq, "answer", "case.answer_missing");
    return false;
}

/* What the event asks for besides itself. */
static void read_details(struct req *rq, struct answer_in *a)
{
    int reason = codes_find(&refusal_codes, req_form(rq, "reason"));
    int ended = codes_find(&ending_codes, req_form(rq, "ended"));

    a->reason = reason < 0 ? "other" : refusal_codes.list[reason].word;
    a->note = form_text(rq, "note", AGENCY_NOTE_MAX);
    a->until = DAY_NONE;
    if (a->event == REFERRAL_WAITLIST)
        a->until = form_day(rq, "until");
    if (a->event == REFERRAL_APPLY)
        a->number = form_text(rq, "number", NUMBER_MAX);
    if (a->event == REFERRAL_END && ended < 0)
        req_fault(rq, "ended", "connect.ended_missing");
    if (a->event == REFERRAL_END && ended >= 0)
        a->ended_how = ending_codes.list[ended].word;
    if (a->event == REFERRAL_UPDATE && !a->note)
        req_fault(rq, "note", "agency.note_missing");
}

READ(told_read)
{
    void *read;

    TRY(connect_read(rq, &read));
    struct answer_in *a = read;
    *in = a;
    bool by_phone = read_event(rq, a);
    read_details(rq, a);
    a->told_by = by_phone ? form_text(rq, "told_by", LIMIT_NAME) : NULL;
    if (by_phone && !a->told_by)
        req_fault(rq, "told_by", "case.told_by_missing");
    return form_check(rq);
}

READ(reopen_read)
{
    void *read;

    TRY(connect_read(rq, &read));
    struct answer_in *a = read;
    *in = a;
    a->until = DAY_NONE;
    a->note = form_text(rq, "note", AGENCY_NOTE_MAX);
    if (!a->note)
        req_fault(rq, "note", "connect.reopen_missing");
    return form_check(rq);
}

READ(proofs_read)
{
    struct proofs_in *p = arena_new(rq->arena, struct proofs_in);
    struct id id, referral;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &referral));
    p->casefile = id_to(casefile, id);
    p->referral = id_to(referral, referral);
    for (int proof = 0; proof < PROOFS; proof++)
        p->have[proof] = ticked(rq, "have", proof_name((enum proof)proof));
    *in = p;
    return ok();
}

READ(handover_read)
{
    struct handover_in *h = arena_new(rq->arena, struct handover_in);
    void *read;

    TRY(connect_read(rq, &read));
    h->of = *(struct answer_in *)read;
    *in = h;
    return letter_lang(rq, &h->lang);
}

SHOW(to_referral)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/referrals/%s", rq->param[0], rq->param[1]);
    return ok();
}

SHOW(to_told)
{
    return req_form(rq, "page")[0] ? to_referral(rq, s, in, out)
                                   : to_case(rq, s, in, out);
}

SHOW(to_sent)
{
    const struct review_in *sent = in;

    if (sent->any_way || sent->way == WAY_LINK)
        return to_case(rq, s, in, out);
    resp_see_other(rq, "/cases/%s/referrals/%s", rq->param[0],
                   page_id(s, id_of(sent->id)));
    return ok();
}

static const char *line_of(struct session *s, const struct referral *r)
{
    if (r->answered_at == 0 && way_awaits(r->way))
        return text_fill(s->arena, s->lang, "case.sent_line", "sent",
                         word_day(s, r->sent_day), "by", word_day(s, r->reply_by), NULL);
    return text_fill(s->arena, s->lang, "connect.since", "day", word_day(s, r->sent_day),
                     NULL);
}

/* Who said it last; of those nobody knows yet, the agency. */
static const char *usual_teller(const struct connect_page *p)
{
    for (size_t i = 0; i < p->steps.len; i++)
        if (p->steps.of[i].told_by)
            return p->steps.of[i].told_by;
    return p->service.organization_name;
}

static void fill_may(const struct connect_page *p, struct view_connect_show *v)
{
    const bool *may = p->may_manager;
    enum referral_state now = p->referral.state;
    bool told = now == REFERRAL_STARTED || now == REFERRAL_ACCEPTED;
    /* Nobody decides about an application that is not in: the page stays short. */
    bool not_in = p->referral.way == WAY_APPLY && now == REFERRAL_DOCUMENTS;

    v->accept = may[REFERRAL_ACCEPT] && !told && !not_in;
    v->refuse = may[REFERRAL_REFUSE] && now != REFERRAL_REFUSED && !not_in;
    v->waitlist = may[REFERRAL_WAITLIST] && !not_in;
    v->documents = may[REFERRAL_ASK_DOCUMENTS] && now != REFERRAL_DOCUMENTS;
    v->apply = may[REFERRAL_APPLY];
    v->start = may[REFERRAL_START] && now != REFERRAL_STARTED && !not_in;
    v->start_resident = p->may_resident[REFERRAL_START] && now != REFERRAL_STARTED;
    v->update = may[REFERRAL_UPDATE];
    v->may_end = p->may_resident[REFERRAL_END] && now != REFERRAL_ENDED;
    v->may_reopen = may[REFERRAL_REOPEN];
    v->may_tell = v->accept || v->refuse || v->start || v->start_resident || v->update ||
                  v->may_end || v->apply;
}

static void fill_typed(struct req *rq, struct session *s, const struct connect_page *p,
                       struct view_connect_show *v)
{
    const char *word = is_back(rq) ? req_form(rq, "answer") : "";
    struct options_view reasons =
        options_of(s, &refusal_codes, shown(rq, "reason", "no-capacity"));
    struct options_view endings = options_of(s, &ending_codes, shown(rq, "ended", NULL));

    v->told_by = shown(rq, "told_by", usual_teller(p));
    v->note = shown(rq, "note", "");
    v->until = shown(rq, "until", "");
    v->number_typed = shown(rq, "number", p->referral.number ? p->referral.number : "");
    v->reasons = reasons.of;
    v->reasons_len = reasons.len;
    v->endings = endings.of;
    v->endings_len = endings.len;
    v->refuse_open = str_same(word, "refuse");
    v->waitlist_open = str_same(word, "waitlist");
    v->apply_open = str_same(word, "apply");
    v->end_open = str_same(word, "end") || str_same(word, "end-resident");
    v->update_open = v->note[0] != '\0' && v->may_tell;
    v->reopen_open = is_back(rq) && v->may_reopen;
}

static void fill_faults(struct req *rq, struct session *s, struct view_connect_show *v)
{
    v->answer_fault = fault_text(rq, s, "answer");
    v->consent_fault = fault_text(rq, s, "consent");
    v->told_by_fault = fault_text(rq, s, "told_by");
    v->until_fault = fault_text(rq, s, "until");
    v->ended_fault = fault_text(rq, s, "ended");
    v->note_fault = fault_text(rq, s, "note");
    v->conflict = fault_text(rq, s, "rev");
}

static void fill_words(struct session *s, const struct connect_page *p,
                       struct view_connect_show *v)
{
    bool apply = p->referral.way == WAY_APPLY;

    v->accept_label =
        text(s->lang, apply ? "connect.say_approved" : "case.told_accepted");
    v->refuse_label = text(s->lang, apply ? "connect.say_denied" : "case.told_refused");
    v->start_label = text(s->lang, apply ? "connect.say_paid" : "case.told_started");
    v->next = p->referral.state == REFERRAL_REFUSED && p->c.state != CASE_CLOSED &&
                      p->need.state == NEED_STATE_OPEN
                  ? text(s->lang, "connect.next")
                  : NULL;
    v->part2 = scope_is_due(p->told.need);
    v->scope =
        word_scope(s, &(struct told_scope){p->told.need, p->service.organization_name,
                                           p->consent_ends});
    v->application = apply || p->referral.state == REFERRAL_DOCUMENTS;
    v->season = word_season(s, &p->service);
    struct options_view proofs = word_proofs(s, &p->service, p->have);
    v->proofs = proofs.of;
    v->proofs_len = proofs.len;
    v->told = word_told(s, &p->told, &v->told_len);
    v->steps = word_steps(s, p, &v->steps_len);
}

static void fill_urls(struct session *s, const struct connect_page *p,
                      struct view_connect_show *v)
{
    const char *id = page_id(s, id_of(p->c.id));
    const char *r = page_id(s, id_of(p->referral.id));

    v->back = url_of(s->arena, "/cases/%s", id);
    v->told_url = url_of(s->arena, "/cases/%s/referrals/%s/told", id, r);
    v->reopen_url = url_of(s->arena, "/cases/%s/referrals/%s/reopen", id, r);
    v->proofs_url = url_of(s->arena, "/cases/%s/referrals/%s/papers", id, r);
    v->paper_url = url_of(s->arena, "/cases/%s/referrals/%s/request.pdf", id, r);
    v->list_url =
        url_of(s->arena, "/cases/%s/referrals/%s/papers.pdf?lang=%s", id, r,
               p->c.lang && text_lang(p->c.lang) ? text_lang(p->c.lang) : s->lang);
    v->services_url = url_of(s->arena, "/cases/%s/needs/%s/services", id,
                             page_id(s, id_of(p->need.id)));
}

SHOW(connect_show)
{
    const struct connect_page *p = out;
    const struct referral *r = &p->referral;
    const char *title[] = {p->service.organization_name, p->service.name};
    struct view_connect_show v = {
        .csrf = csrf_input(s),
        .name = word_name(s, &p->c.person, p->c.kind),
        .title = word_join(s, title, 2, " · "),
        .state = word_referral(s, r),
        .shape = shape_referral(r->state),
        .line = line_of(s, r),
        .way = text(s->lang, way_msgid(r->way)),
        .number = r->number,
        .rev = r->rev,
        .counted = p->service.aggregate_only,
        .no_consent = !p->consented && r->state != REFERRAL_WITHDRAWN,
        .may_print =
            r->way == WAY_PRINT && p->consented && r->state != REFERRAL_WITHDRAWN,
    };

    (void)in;
    fill_may(p, &v);
    fill_typed(rq, s, p, &v);
    fill_faults(rq, s, &v);
    fill_words(s, p, &v);
    fill_urls(s, p, &v);
    page_begin_wide(rq, s, v.title);
    view_connect_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
