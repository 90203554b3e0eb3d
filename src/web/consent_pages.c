/* consent_pages.c -- the full consent is read aloud, taken, and withdrawn.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/consent_app.h"

#include "base/text.h"
#include "core/str.h"
#include "domain/consent.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/case_words.h"
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
    const char *typed = is_back(rq) ? req_form(rq, "id") : "";
    struct id id, again;

    TRY(param_id(rq, 0, &id));
    f->casefile = id_to(casefile, id);
    if (id_parse(typed, strlen(typed), &again))
        f->id = id_to(consent, again);
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

static void fill_reading(struct req *rq, struct session *s, struct view_case_consent *v)
{
    struct reading_view *langs = arena_array(s->arena, struct reading_view, TEXT_LANGS);
    struct paragraph_view *read =
        arena_array(s->arena, struct paragraph_view, COUNT(paragraphs));

    for (size_t i = 0; i < TEXT_LANGS; i++)
        langs[i] = (struct reading_view){
            .url = url_of(s->arena, "?lang=%s&need=%s&service=%s", text_langs[i],
                          url_escape(s->arena, req_query(rq, "need")),
                          url_escape(s->arena, req_query(rq, "service"))),
            .label = text(text_langs[i], "lang.name"),
            .on = str_same(text_langs[i], v->read_lang),
        };
    for (size_t i = 0; i < COUNT(paragraphs); i++)
        read[i].text = text(v->read_lang, paragraphs[i]);
    v->readings = langs;
    v->readings_len = TEXT_LANGS;
    v->paragraphs = read;
    v->paragraphs_len = COUNT(paragraphs);
    v->read_title = text(v->read_lang, "case.consent_text_title");
}

/* Only the two ways in which a full consent is given. */
static struct options_view methods(struct req *rq, struct session *s)
{
    struct options_view all =
        options_of(s, &consent_method_codes, shown(rq, "method", NULL));
    struct options_view o = {arena_array(s->arena, struct option_view, 2), 0};

    o.of[o.len++] = all.of[METHOD_SIGNED];
    o.of[o.len++] = all.of[METHOD_VERBAL_WITNESSED];
    return o;
}

static const char *day_value(struct session *s, struct day d)
{
    char *out = arena_alloc(s->arena, DAY_TEXT);

    day_format(d, out);
    return out;
}

static const char *reading_lang(struct req *rq, const struct consent_page *p)
{
    const char *lang =
        text_lang(is_back(rq) ? req_form(rq, "lang") : req_query(rq, "lang"));

    if (!lang && p->c.lang)
        lang = text_lang(p->c.lang);
    return lang ? lang : "en";
}

static void fill_controls(struct req *rq, struct session *s, const struct consent_page *p,
                          struct view_case_consent *v)
{
    struct options_view how = methods(rq, s);
    struct options_view interpreters =
        options_of(s, &interpreter_codes, shown(rq, "interpreter", "none"));

    v->methods = how.of;
    v->methods_len = how.len;
    v->interpreters = interpreters.of;
    v->interpreters_len = interpreters.len;
    v->witness = shown(rq, "witness", "");
    v->expires = shown(rq, "expires", day_value(s, p->usual_expiry));
    v->expires_max = day_value(s, p->last_expiry);
    v->scope_fault = fault_text(rq, s, "scope");
    v->method_fault = fault_text(rq, s, "method");
    v->witness_fault = fault_text(rq, s, "witness");
    v->expires_fault = fault_text(rq, s, "expires");
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
        .id = page_id(s, id_of(p->id)),
        .then = then_value(rq),
        .code = p->code,
        .no_offers = p->offers_len == 0,
        .offers = offers,
        .offers_len = p->offers_len,
        .read_lang = reading_lang(rq, p),
    };

    for (size_t i = 0; i < p->offers_len; i++)
        offers[i] = offer_view(rq, s, f, &p->offers[i]);
    fill_reading(rq, s, &v);
    fill_controls(rq, s, p, &v);
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

static void read_method(struct req *rq, struct consent_in *c)
{
    enum consent_method m = (enum consent_method)form_code(
        rq, "method", &consent_method_codes, "case.method_missing");

    if (m != METHOD_SIGNED && m != METHOD_VERBAL_WITNESSED)
        req_fault(rq, "method", "case.method_missing");
    c->method = consent_method_name(m);
    c->witness = form_text(rq, "witness", LIMIT_NAME);
    if (m == METHOD_VERBAL_WITNESSED && !c->witness)
        req_fault(rq, "witness", "case.witness_missing");
}

READ(consent_read)
{
    struct consent_in *c = arena_new(rq->arena, struct consent_in);
    const char *lang = text_lang(req_form(rq, "lang"));
    int interpreter = codes_find(&interpreter_codes, req_form(rq, "interpreter"));
    struct id id;

    TRY(param_id(rq, 0, &id));
    c->casefile = id_to(casefile, id);
    c->id = id_to(consent, form_id(rq, "id"));
    c->lang = lang ? lang : "en";
    c->interpreter = interpreter < 0 ? NULL : interpreter_codes.list[interpreter].word;
    c->expires = form_day(rq, "expires");
    if (!day_is_set(c->expires))
        req_fault(rq, "expires", "case.expires_missing");
    read_scopes(rq, c);
    read_method(rq, c);
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
