/* referral_pages.c -- a service is chosen for a need, and told exactly what it may know.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/referral_app.h"

#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/service_parts.h"
#include "web/views_case.h"

#include <string.h>

enum { WORDS_MAX = 80, UPDATE_MAX = 500 };

static struct err read_case_need(struct req *rq, struct casefile_id *c, struct need_id *n)
{
    struct id id, need;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &need));
    *c = id_to(casefile, id);
    *n = id_to(need, need);
    return ok();
}

READ(choose_read)
{
    struct choose_in *c = arena_new(rq->arena, struct choose_in);

    TRY(read_case_need(rq, &c->casefile, &c->need));
    c->words = req_query(rq, "q");
    if (utf8_len(c->words) > WORDS_MAX)
        c->words = "";
    *in = c;
    return ok();
}

SHOW(choose_show)
{
    const struct choose_page *p = out;
    const struct choose_in *asked = in;
    const struct services *list = asked->words[0] ? &p->found : &p->usual;
    const char *id = page_id(s, id_of(p->c.id)), *need = page_id(s, id_of(p->need.id));
    const char *base = url_of(s->arena, "/cases/%s/needs/%s/services", id, need).s;
    struct view_case_choose v = {
        .url = url_of(s->arena, "/cases/%s", id),
        .action = (struct url){base},
        .name = word_name(s, &p->c.person, p->c.kind),
        .title = text_fill(s->arena, s->lang, "case.choose_title", "need",
                           word_need(s, p->need.word), NULL),
        .words = asked->words,
        .count = (int64_t)list->len,
        .services = service_views(s, list, base),
        .services_len = list->len,
    };

    page_begin(rq, s, v.title);
    view_case_choose(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

static const char *const tell_words[] = {"name", "phone", "address"};
static const unsigned tell_bits[] = {TELL_NAME, TELL_PHONE, TELL_ADDRESS};

READ(review_read)
{
    struct review_in *r = arena_new(rq->arena, struct review_in);
    struct id id, again;

    TRY(read_case_need(rq, &r->casefile, &r->need));
    TRY(param_id(rq, 2, &id));
    r->service = id_to(service, id);
    const char *typed = is_back(rq) ? req_form(rq, "id") : "";
    if (id_parse(typed, strlen(typed), &again))
        r->id = id_to(referral, again);
    *in = r;
    return ok();
}

READ(send_read)
{
    void *review;

    TRY(review_read(rq, &review));
    struct review_in *r = review;
    r->id = id_to(referral, form_id(rq, "id"));
    for (size_t i = 0; i < COUNT(tell_bits); i++)
        if (ticked(rq, "tell", tell_words[i]))
            r->tell |= tell_bits[i];
    *in = r;
    return form_check(rq);
}

static const char *or_nothing(const struct session *s, const char *value)
{
    return value ? value : text(s->lang, "case.not_known");
}

/* What the agency sees before it accepts. */
static void fill_first(struct session *s, const struct review_page *p,
                       struct view_case_review *v)
{
    struct fact_view *first = arena_array(s->arena, struct fact_view, 4);
    size_t n = 0;

    first[n++] =
        (struct fact_view){text(s->lang, "agency.need"), word_need(s, p->full.need)};
    first[n++] = (struct fact_view){
        text(s->lang, "agency.speaks"),
        or_nothing(s, p->full.lang ? word_code(s, &lang_codes, p->full.lang) : NULL)};
    if (p->full.neighbourhood)
        first[n++] =
            (struct fact_view){text(s->lang, "agency.area"), p->full.neighbourhood};
    first[n++] = (struct fact_view){text(s->lang, "agency.asked_by"), s->actor.name};
    v->first = first;
    v->first_len = n;
}

/* And after; a fact that is not known cannot be told. */
static void fill_later(struct req *rq, struct session *s, const struct review_page *p,
                       struct view_case_review *v)
{
    const struct {
        const char *value, *label, *shown;
        bool fresh;
    } rows[] = {
        {"name", "agency.name", p->full.name, true},
        {"phone", "agency.phone", p->full.phone, true},
        {"address", "agency.address",
         p->full.address ? word_place(s, &p->c.place, NULL) : NULL, false},
    };
    struct tell_view *later = arena_array(s->arena, struct tell_view, COUNT(rows));
    size_t n = 0;

    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].shown)
            later[n++] = (struct tell_view){
                .value = rows[i].value,
                .label = text(s->lang, rows[i].label),
                .shown = rows[i].shown,
                .on = is_back(rq) ? ticked(rq, "tell", rows[i].value) : rows[i].fresh,
            };
    v->later = later;
    v->later_len = n;
}

/* Why it may not be sent: from the answer of a send, or known before. */
/* Afterwards back to this page. */
static void fill_second(struct session *s, const struct review_page *p,
                        struct view_case_review *v)
{
    const char *parts[] = {page_id(s, id_of(p->need.id)),
                           page_id(s, id_of(p->service.id))};
    struct options_view ways = options_of(s, &second_channel_codes, NULL);

    v->then = word_join(s, parts, 2, ":");
    v->second_url = url_of(s->arena, "/cases/%s/consent/%s/confirm",
                           page_id(s, id_of(p->c.id)), page_id(s, id_of(p->consent.id)));
    v->second_ways = ways.of;
    v->second_ways_len = ways.len;
}

static void fill_faults(struct req *rq, struct session *s, const struct review_page *p,
                        struct view_case_review *v)
{
    v->consent_fault = fault_text(rq, s, "consent");
    v->service_fault = fault_text(rq, s, "service");
    if (!v->consent_fault && p->verdict == CONSENT_MISSING)
        v->consent_fault = text(s->lang, "case.send_no_consent");
    else if (!v->consent_fault && p->verdict == CONSENT_OWNER)
        v->consent_fault = text(s->lang, "case.send_owner_not_agreed");
    v->second = p->verdict == CONSENT_SECOND;
    if (v->second)
        v->consent_fault = NULL;
    if (!v->service_fault && p->service.aggregate_only)
        v->service_fault = text(s->lang, "case.send_by_phone_only");
    v->may_send = !v->consent_fault && !v->second && !p->service.aggregate_only;
}

SHOW(review_show)
{
    const struct review_page *p = out;
    const char *id = page_id(s, id_of(p->c.id)), *need = page_id(s, id_of(p->need.id));
    const char *service = page_id(s, id_of(p->service.id));
    struct view_case_review v = {
        .csrf = csrf_input(s),
        .back = url_of(s->arena, "/cases/%s/needs/%s/services", id, need),
        .action = url_of(s->arena, "/cases/%s/needs/%s/services/%s", id, need, service),
        .consent_url =
            url_of(s->arena, "/cases/%s/consent?need=%s&service=%s", id, need, service),
        .title = text_fill(s->arena, s->lang, "case.review_title", "need",
                           word_need(s, p->need.word), NULL),
        .service = p->service.name,
        .organization = p->service.organization_name,
        .capacity = text(s->lang, capacity_msgid(p->service.capacity)),
        .shape = shape_capacity(p->service.capacity),
        .id = page_id(s, id_of(p->id)),
        .owner_warn = p->service.contacts_owner,
        .no_mail = !p->service.email,
        .reply_by = text_fill(s->arena, s->lang, "case.reply_by", "day",
                              when_day(s->arena, s->lang, p->reply_by, WHEN_FULL), NULL),
    };

    (void)in;
    fill_faults(rq, s, p, &v);
    fill_second(s, p, &v);
    fill_first(s, p, &v);
    fill_later(rq, s, p, &v);
    v.facts = service_facts(s, &p->service, &v.facts_len);
    page_begin(rq, s, v.title);
    view_case_review(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

static const struct {
    const char *word;
    enum referral_event event;
    bool by_resident;
} told_answers[] = {
    {"accept", REFERRAL_ACCEPT, false},
    {"refuse", REFERRAL_REFUSE, false},
    {"start", REFERRAL_START, false},
    {"start-resident", REFERRAL_START, true},
};

static void read_told(struct req *rq, struct answer_in *a)
{
    const char *word = req_form(rq, "answer");

    for (size_t i = 0; i < COUNT(told_answers); i++)
        if (str_same(word, told_answers[i].word)) {
            a->event = told_answers[i].event;
            a->by_resident = told_answers[i].by_resident;
            return;
        }
    req_fault(rq, "answer", "case.answer_missing");
}

/* Also of `noticed` and `ask`, which read the address and the revision alone. */
READ(told_read)
{
    struct answer_in *a = arena_new(rq->arena, struct answer_in);
    int reason = codes_find(&refusal_codes, req_form(rq, "reason"));
    struct id id, referral;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &referral));
    a->casefile = id_to(casefile, id);
    a->referral = id_to(referral, referral);
    a->rev = form_int(rq, "rev");
    *in = a;
    if (!strstr(rq->path, "/told"))
        return ok();
    read_told(rq, a);
    a->reason = reason < 0 ? "other" : refusal_codes.list[reason].word;
    a->told_by = form_text(rq, "told_by", LIMIT_NAME);
    if (!a->told_by)
        req_fault(rq, "told_by", "case.told_by_missing");
    return form_check(rq);
}
