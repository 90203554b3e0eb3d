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
#include "web/connect_words.h"
#include "web/layout.h"
#include "web/service_parts.h"
#include "web/views_case.h"

#include <string.h>

enum { WORDS_MAX = 80 };

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
        .refused = p->refused
                       ? text_fill(s->arena, s->lang, "connect.refused_before", "reason",
                                   word_code(s, &refusal_codes, p->refused), NULL)
                       : NULL,
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
    const char *way = is_back(rq) ? req_form(rq, "way") : req_query(rq, "way");
    r->any_way = !way_parse(way, &r->way);
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

/* What goes along with a fact is shown with it: when to come by, that no message is left.
 */
static const char *with(struct session *s, const char *fact, const char *more)
{
    const char *parts[] = {fact, more};

    return fact ? word_join(s, parts, more ? 2 : 1, " · ") : NULL;
}

static const char *phone_shown(struct session *s, const struct disclosed *d)
{
    return with(s, d->phone,
                str_same(d->message_ok, "no") ? text(s->lang, "agency.message_no")
                                              : NULL);
}

static const char *address_shown(struct session *s, const struct review_page *p)
{
    const char *knock[] = {text(s->lang, "agency.knock"), p->full.knock};

    return with(s, p->full.address ? word_place(s, &p->c.place, NULL) : NULL,
                p->full.knock ? word_join(s, knock, 2, ": ") : NULL);
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
        {"phone", "agency.phone", phone_shown(s, &p->full), true},
        {"address", "agency.address", address_shown(s, p), false},
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
    if (!v->service_fault && !p->ways[p->way] && p->service.aggregate_only)
        v->service_fault = text(s->lang, "case.send_by_phone_only");
    v->may_send = !v->consent_fault && !v->second && p->ways[p->way];
}

/* The ways a service can be reached by, the one that is shown marked. */
static void fill_ways(struct session *s, const struct review_page *p,
                      struct view_case_review *v)
{
    struct reading_view *ways = arena_array(s->arena, struct reading_view, WAYS);
    size_t n = 0;

    for (int way = 0; way < WAYS; way++)
        if (p->ways[way])
            ways[n++] = (struct reading_view){
                .url =
                    url_of(s->arena, "%s?way=%s", v->action.s, way_name((enum way)way)),
                .label = text(s->lang, way_msgid((enum way)way)),
                .on = p->way == (enum way)way,
            };
    v->ways = ways;
    v->ways_len = n;
    v->way = way_name(p->way);
}

/* What happens on each way: who sees what, and when. */
static const struct {
    const char *lead, *button;
} way_words[WAYS] = {
    [WAY_LINK] = {"case.disclosed_after", "case.send"},
    [WAY_PHONE] = {"connect.tell_phone", "connect.do_phone"},
    [WAY_PRINT] = {"connect.tell_print", "connect.do_print"},
    [WAY_OWN] = {"connect.tell_own", "connect.do_own"},
    [WAY_APPLY] = {"connect.tell_apply", "connect.do_apply"},
};

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
        .no_mail = p->way == WAY_LINK && !p->service.email && !p->service.sms,
        .first_apart = !way_tells_all(p->way),
        .awaits = way_awaits(p->way) && !p->service.aggregate_only,
        .after = text(s->lang, way_words[p->way].lead),
        .button = text(s->lang, way_words[p->way].button),
        .part2 = scope_is_due(p->full.need),
        .scope = word_scope(
            s, &(struct told_scope){p->full.need, p->service.organization_name,
                                    id_is_set(id_of(p->consent.id)) ? p->consent.expires
                                                                    : DAY_NONE}),
        .season = word_season(s, &p->service),
        .reply_by = text_fill(s->arena, s->lang, "case.reply_by", "day",
                              when_day(s->arena, s->lang, p->reply_by, WHEN_FULL), NULL),
    };

    (void)in;
    fill_faults(rq, s, p, &v);
    fill_second(s, p, &v);
    fill_first(s, p, &v);
    fill_later(rq, s, p, &v);
    fill_ways(s, p, &v);
    struct options_view proofs = word_proofs(s, &p->service, NULL);
    v.proofs = proofs.of;
    v.proofs_len = proofs.len;
    v.facts = service_facts(s, &p->service, &v.facts_len);
    page_begin(rq, s, v.title);
    view_case_review(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
