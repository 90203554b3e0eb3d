/* attempt_pages.c -- call, and log how it went: two taps after the call.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/attempt_app.h"
#include "app/casefile_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_case.h"

#include <stdio.h>
#include <string.h>

/* The digits of a number as it was typed, for a tel: address. */
static struct url tel_url(struct session *s, const char *phone)
{
    char *digits;
    size_t n = 0;

    if (!phone)
        return (struct url){NULL};
    digits = arena_alloc(s->arena, strlen(phone) + 1);
    for (const char *p = phone; *p; p++)
        if ((*p >= '0' && *p <= '9') || (*p == '+' && n == 0))
            digits[n++] = *p;
    return n ? url_of(s->arena, "tel:%s", digits) : (struct url){NULL};
}

/* What the last attempt used, for a form that is right most of the time. */
static const char *last_interpreter(const struct case_page *p)
{
    for (size_t i = p->attempts.len; i-- > 0;)
        if (p->attempts.of[i].interpreter)
            return p->attempts.of[i].interpreter;
    return "none";
}

static const char *last_number(const struct case_page *p)
{
    for (size_t i = p->attempts.len; i-- > 0;)
        if (p->attempts.of[i].number)
            return p->attempts.of[i].number;
    return "mobile";
}

/* "14:05", on the city's clocks: when the page was asked for, just before the call. */
static const char *time_text(struct session *s)
{
    int minute = zone_minute_of_day(s->zone, s->now);
    char *out = arena_alloc(s->arena, 8);

    snprintf(out, 8, "%02d:%02d", minute / 60 % 24, minute % 60);
    return out;
}

static const char *next_day_text(struct session *s)
{
    char *out = arena_alloc(s->arena, DAY_TEXT);

    day_format(session_business_day(s, 1), out);
    return out;
}

/* The way that led here, or the likeliest. */
static const char *channel_of(struct req *rq, const struct case_page *p)
{
    if (str_same(req_query(rq, "channel"), "visit"))
        return "visit";
    return p->c.person.phone ? "phone" : "visit";
}

static void fill_lists(struct req *rq, struct session *s, const struct case_page *p,
                       struct view_case_attempt *v)
{
    const char *lang = p->c.lang ? p->c.lang : "en";
    struct options_view outcomes =
        options_of(s, &outcome_codes, shown(rq, "outcome", NULL));
    struct options_view channels =
        options_of(s, &channel_codes, shown(rq, "channel", channel_of(rq, p)));
    struct options_view langs = options_of(s, &lang_codes, shown(rq, "lang", lang));
    struct options_view interpreters =
        options_of(s, &interpreter_codes, shown(rq, "interpreter", last_interpreter(p)));
    struct options_view numbers =
        options_of(s, &number_codes, shown(rq, "number", last_number(p)));

    v->outcomes = outcomes.of;
    v->outcomes_len = outcomes.len;
    v->channels = channels.of;
    v->channels_len = channels.len;
    v->langs = langs.of;
    v->langs_len = langs.len;
    v->numbers = numbers.of;
    v->numbers_len = numbers.len;
    v->interpreters = interpreters.of;
    v->interpreters_len = interpreters.len;
}

SHOW(attempt_show)
{
    const struct case_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct view_case_attempt v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/attempts", id),
        .tel = tel_url(s, p->c.left_alone ? NULL : p->c.person.phone),
        .name = word_name(s, &p->c.person, p->c.kind),
        .id = shown(rq, "id", minted(s)),
        .next_day = shown(rq, "next_day", next_day_text(s)),
        .note = shown(rq, "note", ""),
        .today = when_day(s->arena, s->lang, session_today(s), WHEN_SHORT),
        .time = shown(rq, "time", time_text(s)),
        .time_fault = fault_text(rq, s, "time"),
        .number = last_number(p),
        .lang_word = p->c.lang ? p->c.lang : "en",
        .interpreter_word = last_interpreter(p),
        .outcome_fault = fault_text(rq, s, "outcome"),
        .channel_fault = fault_text(rq, s, "channel"),
        .next_fault = fault_text(rq, s, "next_day"),
        .note_fault = fault_text(rq, s, "note"),
        .alert = p->c.kind == CASE_KIND_ALERT,
        .wants_help = ticked(rq, "wants_help", "yes"),
        .message_ok_typed = ticked(rq, "message_ok", "yes"),
        .call_name_typed = shown(rq, "call_name", ""),
        .phone_typed = shown(rq, "phone", ""),
        .phone_fault = fault_text(rq, s, "phone"),
    };

    (void)in;
    FILL_SAFE(&v, s, &p->c);
    fill_lists(rq, s, p, &v);
    page_begin(rq, s, text(s->lang, "case.log_contact"));
    view_case_attempt(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* A word of a list or nothing. */
static const char *optional_word(struct req *rq, const char *name,
                                 const struct codes *list)
{
    int at = codes_find(list, req_form(rq, name));

    return at < 0 ? NULL : list->list[at].word;
}

READ(attempt_read)
{
    struct attempt_in *t = arena_new(rq->arena, struct attempt_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    *t = (struct attempt_in){
        .casefile = id_to(casefile, id),
        .id = id_to(attempt, form_id(rq, "id")),
        .channel = (enum channel)form_code(rq, "channel", &channel_codes,
                                           "case.channel_missing"),
        .outcome = (enum outcome)form_code(rq, "outcome", &outcome_codes,
                                           "case.outcome_missing"),
        .lang = optional_word(rq, "lang", &lang_codes),
        .interpreter = optional_word(rq, "interpreter", &interpreter_codes),
        .note = form_text(rq, "note", LIMIT_NOTE),
        .next_day = form_day(rq, "next_day"),
        .time = form_text(rq, "time", 5),
        .number = optional_word(rq, "number", &number_codes),
        .wants_help = ticked(rq, "wants_help", "yes"),
        .call_name = form_text(rq, "call_name", LIMIT_CALL_NAME),
        .phone = form_phone(rq, "phone"),
        .message_ok = ticked(rq, "message_ok", "yes"),
    };
    if (t->time != NULL && clock_minute(t->time) < 0)
        req_fault(rq, "time", "household.no_such_time");
    *in = t;
    return form_check(rq);
}
