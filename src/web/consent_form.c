/* consent_form.c -- see consent_form.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/consent_form.h"

#include "base/text.h"
#include "core/str.h"
#include "domain/consent.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/desk_words.h"
#include "web/layout.h"

#include <string.h>

static const char *reading_lang(struct req *rq, const char *usual)
{
    const char *lang = text_lang(shown(rq, "lang", ""));

    if (!lang && usual)
        lang = text_lang(usual);
    return lang ? lang : "en";
}

static void fill_reading(struct session *s, const struct consent_text *t,
                         const char *chosen, struct consent_how_view *v)
{
    struct aloud_view *langs = arena_array(s->arena, struct aloud_view, TEXT_LANGS);

    for (size_t i = 0; i < TEXT_LANGS; i++) {
        struct paragraph_view *read =
            arena_array(s->arena, struct paragraph_view, t->len);

        for (size_t k = 0; k < t->len; k++)
            read[k].text = text(text_langs[i], t->paragraphs[k]);
        langs[i] = (struct aloud_view){
            .lang = text_langs[i],
            .label = text(text_langs[i], "lang.name"),
            .title = text(text_langs[i], t->title),
            .on = str_same(text_langs[i], chosen),
            .paragraphs = read,
            .paragraphs_len = t->len,
        };
    }
    v->readings = langs;
    v->readings_len = TEXT_LANGS;
}

/* Only the two ways in which such a consent is given. */
static struct options_view methods(struct req *rq, struct session *s)
{
    struct options_view all =
        options_of(s, &consent_method_codes, shown(rq, "method", NULL));
    struct options_view o = {arena_array(s->arena, struct option_view, 2), 0};

    o.of[o.len++] = all.of[METHOD_SIGNED];
    o.of[o.len++] = all.of[METHOD_VERBAL_WITNESSED];
    return o;
}

static void fill_controls(struct req *rq, struct session *s,
                          const struct consent_blank *blank, struct consent_how_view *v)
{
    struct options_view how = methods(rq, s);
    struct options_view interpreters =
        options_of(s, &interpreter_codes, shown(rq, "interpreter", "none"));

    v->methods = how.of;
    v->methods_len = how.len;
    v->interpreters = interpreters.of;
    v->interpreters_len = interpreters.len;
    v->witness = shown(rq, "witness", "");
    v->expires = shown(rq, "expires", desk_day_value(s, blank->usual_expiry));
    v->expires_max = desk_day_value(s, blank->last_expiry);
    v->method_fault = fault_text(rq, s, "method");
    v->witness_fault = fault_text(rq, s, "witness");
    v->expires_fault = fault_text(rq, s, "expires");
    v->code = blank->code;
}

void consent_form_fill(struct req *rq, struct session *s, const struct consent_text *text,
                       const struct consent_blank *blank, struct consent_how_view *v)
{
    fill_reading(s, text, reading_lang(rq, text->usual), v);
    fill_controls(rq, s, blank, v);
    v->keep_script = asset_url(rq->arena, "js/desk/keep_ticks.js");
}

struct consent_id consent_form_id(struct req *rq)
{
    const char *typed = is_back(rq) ? req_form(rq, "id") : req_query(rq, "id");
    struct id id;

    return id_parse(typed, strlen(typed), &id) ? id_to(consent, id)
                                               : (struct consent_id){0};
}

bool consent_form_moves(struct req *rq, const struct consent_blank *blank)
{
    return !is_back(rq) && !id_same(id_of(consent_form_id(rq)), id_of(blank->id));
}

void consent_form_lang(struct req *rq, struct consent_how *how)
{
    const char *lang = text_lang(req_form(rq, "lang"));
    int interpreter = codes_find(&interpreter_codes, req_form(rq, "interpreter"));

    how->lang = lang ? lang : "en";
    how->interpreter = interpreter < 0 ? NULL : interpreter_codes.list[interpreter].word;
}

void consent_form_method(struct req *rq, struct consent_how *how)
{
    enum consent_method m = (enum consent_method)form_code(
        rq, "method", &consent_method_codes, "case.method_missing");

    if (m != METHOD_SIGNED && m != METHOD_VERBAL_WITNESSED)
        req_fault(rq, "method", "case.method_missing");
    how->method = consent_method_name(m);
    how->witness = form_text(rq, "witness", LIMIT_NAME);
    if (m == METHOD_VERBAL_WITNESSED && !how->witness)
        req_fault(rq, "witness", "case.witness_missing");
}

void consent_form_expires(struct req *rq, struct consent_how *how)
{
    how->expires = form_day(rq, "expires");
    if (!day_is_set(how->expires))
        req_fault(rq, "expires", "case.expires_missing");
}
