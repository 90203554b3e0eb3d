/* ask_pages.c -- the form at a desk, for somebody on the phone or at the counter.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ask_pages.h"

#include "base/text.h"
#include "core/str.h"
#include "domain/library.h"
#include "domain/limits.h"
#include "web/ask_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_ask.h"

#include <string.h>

/* clang-format off */
static const struct code answer_list[ASK_ANSWERS] = {
    [ASK_YES_READ]  = {"read", "ask.answer_read"},
    [ASK_YES_SHOWN] = {"shown", "ask.answer_shown"},
    [ASK_NOT_ASKED] = {"unasked", "ask.answer_unasked"},
    [ASK_NO]        = {"no", "ask.answer_no"},
};
/* clang-format on */
static const struct codes answers = {"ask_answer", answer_list, ASK_ANSWERS};

READ(ask_look_read)
{
    struct ask_look *l = arena_new(rq->arena, struct ask_look);

    l->line = is_back(rq) ? req_form(rq, "line") : "";
    if (utf8_len(l->line) > LIMIT_ADDRESS)
        l->line = "";
    *in = l;
    return ok();
}

/* Where a request comes from if nobody says otherwise: by the desk it is taken at. */
static enum source usual_source(const struct session *s)
{
    if (s->actor.roles & 1u << ROLE_INTAKE)
        return SOURCE_311;
    return s->actor.roles & 1u << ROLE_PROVIDER ? SOURCE_AFFILIATE : SOURCE_SELF;
}

/* An inspector's come from phones alone. */
static struct options_view source_options(struct req *rq, struct session *s)
{
    struct options_view all =
        options_of(s, &source_codes, shown(rq, "source", source_name(usual_source(s))));

    return (struct options_view){all.of + 1, all.len - 1};
}

static struct options_view text_options(struct session *s, const char *name)
{
    struct options_view o = {arena_array(s->arena, struct option_view, LANGS), LANGS};

    for (enum lang l = 0; l < LANGS; l++)
        o.of[l] = (struct option_view){.value = lang_name(l),
                                       .label = text(lang_name(l), "lang.name"),
                                       .why = permission_for(s->arena, l, name),
                                       .on = str_same(lang_name(l), s->lang)};
    return o;
}

/* What became of the one before: a word of ours in the address, or nothing. */
static const char *done_words(struct req *rq, struct session *s)
{
    int at = codes_find(&answers, is_back(rq) ? "" : req_query(rq, "done"));

    if (at < 0)
        return NULL;
    return text(s->lang, at == ASK_NO          ? "ask.done_no"
                         : at == ASK_NOT_ASKED ? "ask.done_unasked"
                                               : "ask.done_yes");
}

/* Asked once, the list stays with what was chosen, whatever else comes back. */
static void fill_which(struct req *rq, struct session *s, const struct ask_page *p,
                       struct view_ask_new *v)
{
    const char *chosen = shown(rq, "property", "");

    SET_OPTIONS(*v, homes, ask_home_options(rq, s, p->homes, p->homes_len));
    v->property_fault = fault_text(rq, s, "property");
    v->as_typed = str_same(chosen, "none");
    v->which = v->property_fault != NULL || chosen[0] != '\0';
}

static void fill_lists(struct req *rq, struct session *s, const struct ask_page *p,
                       struct view_ask_new *v)
{
    FILL_ASK(*v, rq, s, false);
    SET_OPTIONS(*v, texts, text_options(s, p->who.name));
    SET_OPTIONS(*v, answers, options_of(s, &answers, shown(rq, "answer", NULL)));
    SET_OPTIONS(*v, langs, options_of(s, &lang_codes, shown(rq, "lang", NULL)));
    SET_OPTIONS(*v, urgencies,
                options_of(s, &urgency_codes, shown(rq, "urgency", "routine")));
    SET_OPTIONS(*v, sources, source_options(rq, s));
}

SHOW(ask_new_show)
{
    struct view_ask_new v = {
        .csrf = csrf_input(s),
        .done = done_words(rq, s),
        .id = shown(rq, "id", minted(s)),
        .consent = shown(rq, "consent", minted(s)),
        .line = shown(rq, "line", ""),
        .unit = shown(rq, "unit", ""),
        .card = shown(rq, "card_code", ""),
        .version = text_fill(s->arena, s->lang, "ask.version", "version",
                             permission_version, NULL),
        .line_fault = fault_text(rq, s, "line"),
        .unit_fault = fault_text(rq, s, "unit"),
        .answer_fault = fault_text(rq, s, "answer"),
        .lang_fault = fault_text(rq, s, "lang"),
        .urgency_fault = fault_text(rq, s, "urgency"),
        .source_fault = fault_text(rq, s, "source"),
        .card_fault = fault_text(rq, s, "card_code"),
        .fresh = !is_back(rq),
    };

    (void)in;
    fill_lists(rq, s, out, &v);
    fill_which(rq, s, out, &v);
    if (policy_check(&s->actor, ACT_CASE_LIST, NULL).kind == OK)
        v.back = url_of(s->arena, "/cases");
    page_begin(rq, s, text(s->lang, "ask.title"));
    view_ask_new(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(ask_read)
{
    struct ask_form *f = arena_new(rq->arena, struct ask_form);
    const char *property = req_form(rq, "property");
    struct id id = {{0}};

    f->id = form_id(rq, "id");
    f->consent = form_id(rq, "consent");
    f->as_typed = str_same(property, "none");
    if (property[0] != '\0' && !f->as_typed && !id_parse(property, strlen(property), &id))
        req_fault(rq, "", "errors.form");
    f->at = (struct ask_typed){.line = req_form(rq, "line"),
                               .unit = req_form(rq, "unit"),
                               .property = id_to(property, id)};
    if (f->at.line[0] == '\0')
        req_fault(rq, "line", "ask.address_missing");
    f->answer = (enum ask_answer)form_code(rq, "answer", &answers, "ask.answer_missing");
    f->source = (enum source)form_code(rq, "source", &source_codes, "ask.source_missing");
    if (f->source == SOURCE_INSPECTOR) /* also the value of a fault */
        req_fault(rq, "source", "ask.source_missing");
    ask_read_told(rq, f);
    ask_told(f, "urgency", req_form(rq, "urgency"));
    ask_told(f, "lang", req_form(rq, "lang"));
    *in = f;
    return form_check(rq);
}

SHOW(to_ask_new)
{
    const struct ask_form *f = in;

    (void)s, (void)out;
    resp_see_other(rq, "/cases/new?done=%s", answer_list[f->answer].word);
    return ok();
}
