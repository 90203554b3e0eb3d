/* consent_pages.c -- the full consent is read aloud, taken, and withdrawn.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/consent_app.h"

#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/consent.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/case_words.h"
#include "web/consent_form.h"
#include "web/layout.h"
#include "web/views_case.h"

#include <stdio.h>
#include <string.h>

/* What is read aloud, in the resident's language. */
static const char *const paragraphs[] = {"case.consent_text_1", "case.consent_text_2",
                                         "case.consent_text_3", "case.consent_text_4",
                                         "case.consent_text_5"};

static struct id query_id(struct req *rq, const char *name)
{
    const char *s = req_query(rq, name);
    struct id id = {0};

    if (!id_parse(s, strlen(s), &id))
        id = (struct id){0};
    return id;
}

/* ?need= and ?service= of the page that found the consent missing. */
READ(consent_form_read)
{
    struct consent_form_in *f = arena_new(rq->arena, struct consent_form_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->casefile = id_to(casefile, id);
    f->id = consent_form_id(rq);
    f->need = id_to(need, query_id(rq, "need"));
    f->service = id_to(service, query_id(rq, "service"));
    *in = f;
    return ok();
}

/* "NEED:ORGANIZATION", one tick each. */
static const char *scope_value(struct session *s, const struct case_need *n,
                               const struct service *to)
{
    const char *parts[] = {page_id(s, id_of(n->id)), page_id(s, id_of(to->organization))};

    return word_join(s, parts, 2, ":");
}

static bool offered_before(const struct consent_offer *o, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (id_same(id_of(o->services.of[i].organization),
                    id_of(o->services.of[at].organization)))
            return true;
    return false;
}

static struct offer_view offer_view(struct req *rq, struct session *s,
                                    const struct consent_form_in *f,
                                    const struct consent_offer *o)
{
    struct scope_option_view *rows =
        arena_array(s->arena, struct scope_option_view, o->services.len + 1);
    struct offer_view v = {.need = word_need(s, o->need.word), .services = rows};
    bool asked_here = id_same(id_of(f->need), id_of(o->need.id));

    for (size_t i = 0; i < o->services.len; i++) {
        const struct service *to = &o->services.of[i];
        const char *value = scope_value(s, &o->need, to);

        if (offered_before(o, i))
            continue;
        rows[v.services_len++] = (struct scope_option_view){
            .value = value,
            .label = to->organization_name,
            .on = is_back(rq) ? ticked(rq, "scope", value)
                              : asked_here && id_same(id_of(f->service), id_of(to->id)),
            .contacts_owner = to->contacts_owner,
            .owner_on = ticked(rq, "owner", value),
        };
    }
    return v;
}

/* The address keeps the form's id, and the page that found the consent missing. */
static const char *asked_again(struct req *rq, struct session *s, struct consent_id id)
{
    struct build b = {.arena = s->arena};

    build_text(&b, "?id=");
    build_text(&b, page_id(s, id_of(id)));
    build_text(&b, "&need=");
    build_text(&b, url_escape(s->arena, req_query(rq, "need")));
    build_text(&b, "&service=");
    build_text(&b, url_escape(s->arena, req_query(rq, "service")));
    return build_done(&b);
}

/* Where to go on: the page that found the consent missing, if it was one. */
static const char *then_value(struct req *rq)
{
    const char *need = req_query(rq, "need"), *service = req_query(rq, "service");
    char *out;

    if (is_back(rq))
        return req_form(rq, "then");
    if (!need[0] || !service[0])
        return "";
    out = arena_alloc(rq->arena, strlen(need) + strlen(service) + 2);
    sprintf(out, "%s:%s", need, service);
    return out;
}

SHOW(consent_show)
{
    const struct consent_page *p = out;
    const struct consent_form_in *f = in;
    const char *id = page_id(s, id_of(p->c.id));
    struct offer_view *offers =
        arena_array(s->arena, struct offer_view, p->offers_len + 1);
    struct view_case_consent v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/consent", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .id = page_id(s, id_of(p->blank.id)),
        .then = then_value(rq),
        .no_offers = p->offers_len == 0,
        .offers = offers,
        .offers_len = p->offers_len,
        .scope_fault = fault_text(rq, s, "scope"),
    };
    const struct consent_text read = {"case.consent_text_title", paragraphs,
                                      COUNT(paragraphs), p->c.lang};

    if (consent_form_moves(rq, &p->blank)) {
        resp_see_other(rq, "/cases/%s/consent%s", id, asked_again(rq, s, p->blank.id));
        return ok();
    }
    for (size_t i = 0; i < p->offers_len; i++)
        offers[i] = offer_view(rq, s, f, &p->offers[i]);
    consent_form_fill(rq, s, &read, &p->blank, &v.how);
    page_begin(rq, s, text(s->lang, "case.consent_title"));
    view_case_consent(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

static bool read_scope(const char *value, struct consent_scope *out)
{
    const char *colon = strchr(value, ':');
    struct id need, to;

    if (!colon || !id_parse(value, (size_t)(colon - value), &need) ||
        !id_parse(colon + 1, strlen(colon + 1), &to))
        return false;
    out->need = id_to(need, need);
    out->recipient = id_to(organization, to);
    return true;
}

static void read_scopes(struct req *rq, struct consent_in *c)
{
    const char *values[CONSENT_SCOPES_MAX];
    size_t len = req_form_all(rq, "scope", values, CONSENT_SCOPES_MAX);

    for (size_t i = 0; i < len; i++) {
        struct consent_scope *to = &c->scopes[c->scopes_len];

        if (!read_scope(values[i], to)) {
            req_fault(rq, "scope", "errors.form");
            continue;
        }
        to->contacts_owner = ticked(rq, "owner", values[i]);
        c->scopes_len++;
    }
    if (c->scopes_len == 0)
        req_fault(rq, "scope", "case.scope_missing");
}

READ(consent_read)
{
    struct consent_in *c = arena_new(rq->arena, struct consent_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    c->casefile = id_to(casefile, id);
    c->id = id_to(consent, form_id(rq, "id"));
    consent_form_lang(rq, &c->how);
    consent_form_expires(rq, &c->how);
    read_scopes(rq, c);
    consent_form_method(rq, &c->how);
    *in = c;
    return form_check(rq);
}

SHOW(consent_done)
{
    const char *then = req_form(rq, "then");
    const char *colon = strchr(then, ':');
    struct id need, service;

    (void)in, (void)out;
    if (str_same(then, "hub"))
        resp_see_other(rq, "/cases/%s/hub", rq->param[0]);
    else if (colon && id_parse(then, (size_t)(colon - then), &need) &&
             id_parse(colon + 1, strlen(colon + 1), &service))
        resp_see_other(rq, "/cases/%s/needs/%s/services/%s", rq->param[0],
                       page_id(s, need), page_id(s, service));
    else
        resp_see_other(rq, "/cases/%s", rq->param[0]);
    return ok();
}

READ(withdraw_read)
{
    struct withdraw_in *w = arena_new(rq->arena, struct withdraw_in);
    struct id id, consent;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &consent));
    w->casefile = id_to(casefile, id);
    w->id = id_to(consent, consent);
    *in = w;
    return ok();
}

READ(confirm_read)
{
    struct confirm_in *c = arena_new(rq->arena, struct confirm_in);
    int channel = form_code(rq, "channel", &second_channel_codes, "errors.form");
    struct id id, consent;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &consent));
    c->casefile = id_to(casefile, id);
    c->id = id_to(consent, consent);
    c->channel = second_channel_codes.list[channel].word;
    *in = c;
    return form_check(rq);
}
