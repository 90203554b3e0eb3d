/* violation_pages.c -- violations by their days: the list, one with its history, and the
 * three things that are done about a day.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/desk_pages.h"

#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/desk_codes.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_desk.h"

#include <string.h>

/* "2026-11-03.ID"; what is no place is the beginning. */
static struct violation_place place_read(const char *text)
{
    struct violation_place p = {.day = DAY_NONE};
    struct id id;

    if (strlen(text) != DAY_TEXT + ID_TEXT - 1 || text[DAY_TEXT - 1] != '.' ||
        !id_parse(text + DAY_TEXT, ID_TEXT - 1, &id) ||
        !day_parse(text, DAY_TEXT - 1, &p.day))
        return (struct violation_place){.day = DAY_NONE};
    p.id = id_to(finding, id);
    return p;
}

static struct url more_url(struct session *s, const struct violations_page *p)
{
    const struct violation_line *last = &p->of[p->len - 1];

    return url_of(s->arena, "/violations?after=%s.%s",
                  desk_day_value(s, last->correct_by), page_id(s, id_of(last->id)));
}

READ(violations_read)
{
    struct violations_in *f = arena_new(rq->arena, struct violations_in);

    f->words = req_query(rq, "q");
    if (utf8_len(f->words) > LIMIT_ADDRESS)
        f->words = "";
    f->after = place_read(req_query(rq, "after"));
    *in = f;
    return ok();
}

static const char *ask_words(struct session *s, const struct time_line *t)
{
    return text_fill(s->arena, s->lang, "violation.ask_words", "who",
                     word_code(s, &responsible_codes, t->asked_by), "until",
                     when_day(s->arena, s->lang, t->until, WHEN_SHORT), "why",
                     word_code(s, &time_reason_codes, t->reason), NULL);
}

static struct desk_row_view waiting_row(struct session *s, const struct time_line *t)
{
    return (struct desk_row_view){
        .url = url_of(s->arena, "/violations/%s", page_id(s, id_of(t->violation))),
        .title = desk_address(s, t->number, t->street, t->unit),
        .detail = ask_words(s, t),
        .state = text(s->lang, "time_state.asked"),
        .shape = "attention",
        .who = when_day(s->arena, s->lang, t->asked, WHEN_SHORT),
    };
}

SHOW(violations_show)
{
    const struct violations_in *f = in;
    const struct violations_page *p = out;
    struct desk_row_view *rows = arena_array(s->arena, struct desk_row_view, p->len + 1);
    struct desk_row_view *waiting =
        arena_array(s->arena, struct desk_row_view, p->waiting_len + 1);
    struct view_desk_violations v = {.words = f->words,
                                     .searched = p->searched,
                                     .none = p->len == 0,
                                     .rows = rows,
                                     .waiting = waiting,
                                     .rows_len = p->len,
                                     .waiting_len = p->waiting_len,
                                     .rows_count = (int64_t)p->len,
                                     .waiting_count = (int64_t)p->waiting_len};

    if (p->more)
        v.more = more_url(s, p);
    if (day_is_set(f->after.day))
        v.first.s = "/violations";
    v.paged = p->more || day_is_set(f->after.day);
    for (size_t i = 0; i < p->len; i++)
        rows[i] = desk_violation_row(s, &p->of[i]);
    for (size_t i = 0; i < p->waiting_len; i++)
        waiting[i] = waiting_row(s, &p->waiting[i]);
    page_begin(rq, s, text(s->lang, "desk.violations"));
    view_desk_violations(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- one ---- */

READ(violation_read)
{
    struct violation_form *f = arena_new(rq->arena, struct violation_form);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->id = id_to(finding, id);
    *in = f;
    return ok();
}

READ(extend_read)
{
    struct violation_form *f;
    void *read;

    TRY(violation_read(rq, &read));
    f = read;
    f->extension = form_id(rq, "extension");
    f->rev = form_int(rq, "rev");
    f->until = form_day(rq, "until");
    f->reason = extension_reason_codes
                    .list[form_code(rq, "reason", &extension_reason_codes,
                                    "violation.why_missing")]
                    .word;
    if (!day_is_set(f->until) && req_fault_of(rq, "until") == NULL)
        req_fault(rq, "until", "plan.day_missing");
    *in = f;
    return form_check(rq);
}

READ(ask_time_read)
{
    struct violation_form *f;
    void *read;

    TRY(violation_read(rq, &read));
    f = read;
    f->ask = form_id(rq, "ask");
    f->until = form_day(rq, "ask_until");
    f->asked_by = (enum responsible)form_code(rq, "asked_by", &responsible_codes,
                                              "violation.asked_by_missing");
    f->reason = time_reason_codes
                    .list[form_code(rq, "time_reason", &time_reason_codes,
                                    "violation.why_missing")]
                    .word;
    if (!day_is_set(f->until) && req_fault_of(rq, "ask_until") == NULL)
        req_fault(rq, "ask_until", "plan.day_missing");
    *in = f;
    return form_check(rq);
}

READ(decide_read)
{
    struct violation_form *f;
    void *read;

    TRY(violation_read(rq, &read));
    f = read;
    TRY(param_id(rq, 1, &f->ask));
    f->grant = str_same(req_form(rq, "decision"), "grant");
    if (!f->grant)
        f->refusal = time_refusal_codes
                         .list[form_code(rq, "refusal", &time_refusal_codes,
                                         "violation.why_missing")]
                         .word;
    *in = f;
    return form_check(rq);
}

static const struct fact_view *facts_of(struct session *s, const struct violation_page *p,
                                        size_t *len)
{
    struct fact_view *to = arena_array(s->arena, struct fact_view, 6);

    to[(*len)++] = (struct fact_view){text(s->lang, "violation.code"), p->line.code};
    to[(*len)++] = (struct fact_view){text(s->lang, "violation.place"),
                                      word_code(s, &place_codes, p->line.place)};
    to[(*len)++] =
        (struct fact_view){text(s->lang, "violation.party"),
                           text(s->lang, responsible_msgid(p->line.responsible))};
    to[(*len)++] =
        (struct fact_view){text(s->lang, "violation.seen"), desk_day(s, p->observed)};
    to[(*len)++] = (struct fact_view){text(s->lang, "violation.correct_by"),
                                      desk_day(s, p->line.correct_by)};
    if (p->extensions_len > 0)
        to[(*len)++] = (struct fact_view){text(s->lang, "violation.first_day"),
                                          desk_day(s, p->extensions[0].was)};
    return to;
}

static const struct fact_view *moves_of(struct session *s, const struct violation_page *p)
{
    struct fact_view *to = arena_array(s->arena, struct fact_view, p->extensions_len + 1);

    for (size_t i = 0; i < p->extensions_len; i++) {
        const struct extension_line *e = &p->extensions[i];

        to[i].label = when_day(s->arena, s->lang, e->on, WHEN_SHORT);
        to[i].value = text_fill(s->arena, s->lang, "violation.move", "was",
                                when_day(s->arena, s->lang, e->was, WHEN_SHORT), "until",
                                when_day(s->arena, s->lang, e->until, WHEN_SHORT), "why",
                                word_code(s, &extension_reason_codes, e->reason), "who",
                                e->approver != NULL ? e->approver : "", NULL);
    }
    return to;
}

static const char *answer_of(struct session *s, const struct time_line *t)
{
    if (!day_is_set(t->decided))
        return NULL;
    const char *why =
        t->refusal != NULL ? word_code(s, &time_refusal_codes, t->refusal) : NULL;
    const char *parts[] = {when_day(s->arena, s->lang, t->decided, WHEN_SHORT),
                           t->decider != NULL ? t->decider : "", why};

    return word_join(s, parts, why != NULL ? 3 : 2, " · ");
}

static const char *ask_shape(const char *state)
{
    switch (codes_find(&time_state_codes, state)) {
    case TIME_ASKED:
        return "attention";
    case TIME_GRANTED:
        return "done";
    default:
        return "closed";
    }
}

static struct desk_ask_view ask_view(struct req *rq, struct session *s,
                                     const struct violation_page *p,
                                     const struct time_line *t)
{
    struct desk_ask_view v = {
        .csrf = csrf_input(s),
        .what = ask_words(s, t),
        .state = word_code(s, &time_state_codes, t->state),
        .shape = ask_shape(t->state),
        .answer = answer_of(s, t),
        .refusal_fault = fault_text(rq, s, "refusal"),
        .action = url_of(s->arena, "/violations/%s/more-time/%s",
                         page_id(s, id_of(p->line.id)), page_id(s, t->id)),
        .may_decide =
            p->may_decide && str_same(t->state, time_state_codes.list[TIME_ASKED].word),
    };

    SET_OPTIONS(v, refusals,
                options_of(s, &time_refusal_codes, shown(rq, "refusal", NULL)));
    return v;
}

static void fill_forms(struct req *rq, struct session *s, const struct violation_page *p,
                       struct view_desk_violation *v)
{
    bool asking = is_back(rq) && req_form(rq, "ask")[0] != '\0';
    bool extending = is_back(rq) && req_form(rq, "extension")[0] != '\0';
    const char *id = page_id(s, id_of(p->line.id));

    v->ask_open = asking;
    v->extend_open = extending;
    v->may_ask = p->open && day_is_set(p->line.correct_by);
    v->may_extend = v->may_ask && p->may_decide;
    v->extension = extending ? req_form(rq, "extension") : minted(s);
    v->ask = asking ? req_form(rq, "ask") : minted(s);
    v->until = shown(rq, "until", "");
    v->ask_until = shown(rq, "ask_until", "");
    v->earliest = desk_day_value(s, (struct day){p->today.n + 1});
    v->until_fault = fault_text(rq, s, "until");
    v->ask_until_fault = fault_text(rq, s, "ask_until");
    v->reason_fault = fault_text(rq, s, "reason");
    v->time_reason_fault = fault_text(rq, s, "time_reason");
    v->asked_by_fault = fault_text(rq, s, "asked_by");
    v->extend_url = url_of(s->arena, "/violations/%s/extend", id);
    v->ask_url = url_of(s->arena, "/violations/%s/more-time", id);
    v->ask_hint = text(s->lang, p->line.responsible == RESPONSIBLE_OWNER
                                    ? "violation.owners_work"
                                    : "violation.occupants_work");
    SET_OPTIONS(*v, reasons,
                options_of(s, &extension_reason_codes, shown(rq, "reason", NULL)));
    SET_OPTIONS(*v, time_reasons,
                options_of(s, &time_reason_codes, shown(rq, "time_reason", NULL)));
    SET_OPTIONS(*v, parties,
                options_of(s, &responsible_codes, shown(rq, "asked_by", NULL)));
}

SHOW(violation_show)
{
    const struct violation_page *p = out;
    struct desk_ask_view *asks =
        arena_array(s->arena, struct desk_ask_view, p->asked_len + 1);
    struct view_desk_violation v = {
        .csrf = csrf_input(s),
        .title = desk_address(s, p->line.number, p->line.street, p->line.unit),
        .note = p->note,
        .moves = moves_of(s, p),
        .moves_len = p->extensions_len,
        .asks = asks,
        .asks_len = p->asked_len,
        .rev = p->rev,
        .endangering = p->line.endangering,
        .shape = "done",
    };

    (void)in;
    for (size_t i = 0; i < p->asked_len; i++)
        asks[i] = ask_view(rq, s, p, &p->asked[i]);
    v.state = !p->open ? text(s->lang, "violation.not_open_now")
              : day_is_set(p->line.correct_by)
                  ? desk_clock(s, p->line.clock, p->line.correct_by, &v.shape)
                  : text(s->lang, "desk.no_day");
    v.facts = facts_of(s, p, &v.facts_len);
    v.party = p->line.title;
    fill_forms(rq, s, p, &v);
    page_begin(rq, s, v.title);
    view_desk_violation(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_violation)
{
    const struct violation_form *f = in;

    (void)out;
    resp_see_other(rq, "/violations/%s", page_id(s, id_of(f->id)));
    return ok();
}
