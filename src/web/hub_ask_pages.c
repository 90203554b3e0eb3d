/* hub_ask_pages.c -- the resident is asked about the Hub: the police are named, and no is
 * what stands unless yes is chosen.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/hub_parts.h"

#include "base/text.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"

#include <string.h>

/* What is read aloud, in the resident's language. */
static const char *const paragraphs[] = {"hub.text_1", "hub.text_2", "hub.text_3",
                                         "hub.text_4", "hub.text_5"};

READ(hub_ask_read)
{
    struct hub_consent_in *f = arena_new(rq->arena, struct hub_consent_in);
    const char *typed = is_back(rq) ? req_form(rq, "id") : "";
    struct id id, again;

    TRY(param_id(rq, 0, &id));
    f->casefile = id_to(casefile, id);
    if (id_parse(typed, strlen(typed), &again))
        f->id = id_to(consent, again);
    *in = f;
    return ok();
}

static void fill_reading(struct session *s, struct view_hub_ask *v)
{
    struct reading_view *langs = arena_array(s->arena, struct reading_view, TEXT_LANGS);
    struct paragraph_view *read =
        arena_array(s->arena, struct paragraph_view, COUNT(paragraphs));

    for (size_t i = 0; i < TEXT_LANGS; i++)
        langs[i] =
            (struct reading_view){.url = url_of(s->arena, "?lang=%s", text_langs[i]),
                                  .label = text(text_langs[i], "lang.name"),
                                  .on = str_same(text_langs[i], v->read_lang)};
    for (size_t i = 0; i < COUNT(paragraphs); i++)
        read[i].text = text(v->read_lang, paragraphs[i]);
    v->readings = langs;
    v->readings_len = TEXT_LANGS;
    v->paragraphs = read;
    v->paragraphs_len = COUNT(paragraphs);
    v->read_title = text(v->read_lang, "hub.text_title");
}

static const char *reading_lang(struct req *rq, const struct casefile *c)
{
    const char *lang =
        text_lang(is_back(rq) ? req_form(rq, "lang") : req_query(rq, "lang"));

    if (!lang && c->lang)
        lang = text_lang(c->lang);
    return lang ? lang : "en";
}

static const char *day_value(struct session *s, struct day d)
{
    char *out = arena_alloc(s->arena, DAY_TEXT);

    day_format(d, out);
    return out;
}

static void fill_controls(struct req *rq, struct session *s,
                          const struct hub_consent_page *p, struct view_hub_ask *v)
{
    struct options_view all =
        options_of(s, &consent_method_codes, shown(rq, "method", NULL));
    struct option_view *how = arena_array(s->arena, struct option_view, 2);
    struct options_view interpreters =
        options_of(s, &interpreter_codes, shown(rq, "interpreter", "none"));

    how[v->methods_len++] = all.of[METHOD_SIGNED];
    how[v->methods_len++] = all.of[METHOD_VERBAL_WITNESSED];
    v->methods = how;
    v->interpreters = interpreters.of;
    v->interpreters_len = interpreters.len;
    v->says_yes = is_back(rq) && str_same(req_form(rq, "answer"), "yes");
    v->witness = shown(rq, "witness", "");
    v->expires = shown(rq, "expires", day_value(s, p->usual_expiry));
    v->expires_max = day_value(s, p->last_expiry);
    v->method_fault = fault_text(rq, s, "method");
    v->witness_fault = fault_text(rq, s, "witness");
    v->expires_fault = fault_text(rq, s, "expires");
}

SHOW(hub_ask_show)
{
    const struct hub_consent_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct view_hub_ask v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s/hub", id),
        .action = url_of(s->arena, "/cases/%s/hub/ask", id),
        .id = page_id(s, id_of(p->id)),
        .read_lang = reading_lang(rq, &p->c),
        .code = p->code,
    };

    (void)in;
    fill_reading(s, &v);
    fill_controls(rq, s, p, &v);
    page_begin(rq, s, text(s->lang, "hub.ask_title"));
    view_hub_ask(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

static void read_yes(struct req *rq, struct hub_consent_in *c)
{
    enum consent_method m = (enum consent_method)form_code(
        rq, "method", &consent_method_codes, "case.method_missing");

    if (m != METHOD_SIGNED && m != METHOD_VERBAL_WITNESSED)
        req_fault(rq, "method", "case.method_missing");
    c->method = consent_method_name(m);
    c->witness = form_text(rq, "witness", LIMIT_NAME);
    if (m == METHOD_VERBAL_WITNESSED && !c->witness)
        req_fault(rq, "witness", "case.witness_missing");
    c->expires = form_day(rq, "expires");
    if (!day_is_set(c->expires))
        req_fault(rq, "expires", "case.expires_missing");
}

/* Whatever is not yes is no. */
READ(hub_answer_read)
{
    struct hub_consent_in *c = arena_new(rq->arena, struct hub_consent_in);
    const char *lang = text_lang(req_form(rq, "lang"));
    int interpreter = codes_find(&interpreter_codes, req_form(rq, "interpreter"));
    struct id id;

    TRY(param_id(rq, 0, &id));
    c->casefile = id_to(casefile, id);
    c->id = id_to(consent, form_id(rq, "id"));
    c->lang = lang ? lang : "en";
    c->interpreter = interpreter < 0 ? NULL : interpreter_codes.list[interpreter].word;
    c->yes = str_same(req_form(rq, "answer"), "yes");
    if (c->yes)
        read_yes(rq, c);
    *in = c;
    return form_check(rq);
}
