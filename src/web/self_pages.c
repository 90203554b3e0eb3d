/* self_pages.c -- the form that a help card leads to, and its answer.  No cookie is set,
 * and it needs no script.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ask_pages.h"

#include "app/self_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/library.h"
#include "web/ask_form.h"
#include "web/layout.h"
#include "web/letter_pages.h"
#include "web/views_ask.h"

/* Somewhere harmless that everybody has a reason to look at. */
static const struct url elsewhere = {"https://www.weather.gov/"};

/* The language of the address or of the form, else that of the browser. */
static void speak(struct req *rq, struct session *s)
{
    const char *lang =
        text_lang(is_back(rq) ? req_form(rq, "lang") : req_query(rq, "lang"));

    if (lang != NULL)
        s->lang = lang;
    rq->out.lang = s->lang;
}

static struct options_view page_options(struct session *s)
{
    struct options_view o = {arena_array(s->arena, struct option_view, LANGS), LANGS};

    for (enum lang l = 0; l < LANGS; l++)
        o.of[l] = (struct option_view){
            .value = lang_name(l),
            .label = text(lang_name(l), "lang.name"),
            .url = url_of(s->arena, "/help/ask?lang=%s", lang_name(l)),
            .on = str_same(lang_name(l), s->lang)};
    return o;
}

/* A crisis is not for a form: 911 and 988 stand above it. */
static struct options_view urgency_options(struct req *rq, struct session *s)
{
    struct options_view o =
        options_of(s, &urgency_codes, shown(rq, "urgency", "routine"));

    return (struct options_view){o.of, URGENCY_CRISIS};
}

static const char *self_permission(struct session *s, const struct contact *who)
{
    enum lang lang = LANG_EN;

    (void)lang_parse(s->lang, &lang);
    return permission_for(s->arena, lang, who->name != NULL ? who->name : s->city_name);
}

static void fill_who(struct session *s, const struct contact *who,
                     struct view_ask_self *v)
{
    v->who = text_fill(s->arena, s->lang, "ask.self_lede", "name",
                       who->name != NULL ? who->name : s->city_name, NULL);
    v->permission = self_permission(s, who);
    if (who->name == NULL || who->phone == NULL)
        return;
    v->call = text_fill(s->arena, s->lang, "ask.self_call", "name", who->name, "phone",
                        who->phone, NULL);
    v->tel = tel_of(s->arena, who->phone);
}

READ(self_look_read)
{
    struct self_look *l = arena_new(rq->arena, struct self_look);

    l->ticket = is_back(rq) ? req_form(rq, "ticket") : "";
    *in = l;
    return ok();
}

/* A form that came back with faults is sent anew by the way back from what followed it:
 * whoever sits there by then reads nothing of it. */
static struct err show_sent(struct req *rq, struct session *s)
{
    struct view_ask_self_done v = {
        .leave = elsewhere,
        .script = asset_url(rq->arena, "js/desk/help_ask.js"),
        .anew = url_of(s->arena, "/help/ask?lang=%s", s->lang),
        .title = text(s->lang, "ask.self_sent"),
        .next = text(s->lang, "ask.self_sent_before"),
    };

    rq->faults.len = 0;
    rq->status = 200;
    page_begin(rq, s, v.title);
    view_ask_self_done(&rq->out, &v);
    page_end_bare(rq);
    return ok();
}

SHOW(self_show)
{
    const struct self_page *p = out;

    (void)in;
    speak(rq, s);
    if (p->sent)
        return show_sent(rq, s);
    struct view_ask_self v = {
        .csrf = csrf_input(s),
        .leave = elsewhere,
        .script = asset_url(rq->arena, "js/desk/help_ask.js"),
        .help = url_of(s->arena, "/help"),
        .ticket = p->ticket,
        .page_lang = s->lang,
        .line = shown(rq, "line", ""),
        .unit = shown(rq, "unit", ""),
        .card = shown(rq, "card_code", ""),
        .line_fault = fault_text(rq, s, "line"),
        .unit_fault = fault_text(rq, s, "unit"),
        .card_fault = fault_text(rq, s, "card_code"),
        .agree_fault = fault_text(rq, s, "agree"),
        .urgency_fault = fault_text(rq, s, "urgency"),
    };
    fill_who(s, &p->who, &v);
    FILL_ASK(v, rq, s, true);
    SET_OPTIONS(v, pages, page_options(s));
    SET_OPTIONS(v, urgencies, urgency_options(rq, s));
    SET_OPTIONS(v, agrees, options_of(s, &answer_codes, shown(rq, "agree", NULL)));
    page_begin(rq, s, text(s->lang, "ask.self_title"));
    view_ask_self(&rq->out, &v);
    page_end_bare(rq);
    return ok();
}

READ(self_read)
{
    struct self_form *f = arena_new(rq->arena, struct self_form);
    const char *lang = text_lang(req_form(rq, "lang"));

    f->ticket = req_form(rq, "ticket");
    f->trapped = req_form(rq, "website")[0] != '\0';
    f->lang = lang != NULL ? lang : "en";
    f->agreed =
        form_code(rq, "agree", &answer_codes, "ask.self_agree_missing") == ANSWER_YES;
    f->ask.at =
        (struct ask_typed){.line = req_form(rq, "line"), .unit = req_form(rq, "unit")};
    f->ask.as_typed = true; /* which of several, the case manager asks */
    if (f->agreed && f->ask.at.line[0] == '\0')
        req_fault(rq, "line", "ask.address_missing");
    ask_read_told(rq, &f->ask);
    ask_told(&f->ask, "urgency", req_form(rq, "urgency"));
    ask_told(&f->ask, "lang", f->lang);
    *in = f;
    return form_check(rq);
}

SHOW(self_done)
{
    const struct self_taken *t = out;
    const char *msg = !t->taken              ? "ask.self_kept_nothing"
                      : t->who.phone == NULL ? "ask.self_next_plain"
                                             : "ask.self_next";

    (void)in;
    speak(rq, s);
    struct view_ask_self_done v = {
        .leave = elsewhere,
        .script = asset_url(rq->arena, "js/desk/help_ask.js"),
        .title = text(s->lang, t->taken ? "ask.self_taken" : "ask.self_not_taken"),
        .code = t->code,
        .taken = t->taken,
    };
    v.next = text_fill(
        s->arena, s->lang, msg, "name", t->who.name != NULL ? t->who.name : s->city_name,
        "phone", t->who.phone != NULL ? t->who.phone : "", "day",
        t->taken ? when_day(s->arena, s->lang, t->by, WHEN_FULL) : "", NULL);
    page_begin(rq, s, v.title);
    view_ask_self_done(&rq->out, &v);
    page_end_bare(rq);
    return ok();
}
