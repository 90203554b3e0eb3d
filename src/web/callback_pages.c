/* callback_pages.c -- see callback_pages.h.  What is asked stands there in the resident's
 * language, to be read aloud.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/callback_pages.h"

#include "app/callback_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/resident_pages.h"
#include "web/views_callback.h"
#include "web/views_report.h"

#include <stdio.h>

static const struct {
    const char *name, *msg;
} questions[] = {
    {"said_yes", "receipt.ask_yes"},
    {"knows_whom", "receipt.ask_whom"},
    {"knows_stop", "receipt.ask_stop"},
};

static const char *row_state(struct session *s, const struct callback *c)
{
    if (c->state == CALLBACK_WAITS && c->tries > 0)
        return desk_count(s, "callback.tried", c->tries);
    return text(s->lang, callback_state_msgid(c->state));
}

static const char *quick_words(struct session *s, const struct taker *t)
{
    return text_fill(s->arena, s->lang, "callback.odd_quick", "n",
                     build_number(s->arena, t->quick), "of",
                     build_number(s->arena, t->timed), NULL);
}

/* Her share of the visits, and that of the others, of a hundred. */
static const char *often_words(struct session *s, const struct taker *t,
                               const struct taker *all)
{
    int64_t others = 100 * (all->yeses - t->yeses) / (all->visits - t->visits);

    return text_fill(s->arena, s->lang, "callback.odd_often", "n",
                     build_number(s->arena, t->yeses), "of",
                     build_number(s->arena, t->visits), "others",
                     build_number(s->arena, others), NULL);
}

static void fill_odd(struct session *s, const struct odd_takers *p,
                     struct view_callback_list *v)
{
    struct odd_taker_view *rows =
        arena_array(s->arena, struct odd_taker_view, p->len + 1);

    for (size_t i = 0; i < p->len; i++) {
        const struct odd_taker *o = &p->of[i];

        rows[i].name = o->name ? o->name : text(s->lang, "case.somebody");
        rows[i].quick = o->quick ? quick_words(s, &o->of) : NULL;
        rows[i].often = o->often ? often_words(s, &o->of, &p->all) : NULL;
    }
    v->odd = rows;
    v->odd_len = p->len;
}

SHOW(callbacks_show)
{
    static const char *const shapes[CALLBACK_STATES] = {
        [CALLBACK_WAITS] = "sending",  [CALLBACK_AGREED] = "done",
        [CALLBACK_DENIED] = "late",    [CALLBACK_UNREACHED] = "attention",
        [CALLBACK_STOPPED] = "closed",
    };
    const struct callback_list_page *page = out;
    const struct callbacks *p = &page->calls;
    struct callback_row_view *rows =
        arena_array(s->arena, struct callback_row_view, p->len + 1);
    struct view_callback_list v = {.rows = rows, .rows_len = p->len};

    (void)in;
    for (size_t i = 0; i < p->len; i++) {
        const struct callback *c = &p->of[i];
        struct case_person who = {.name = c->name};

        rows[i] = (struct callback_row_view){
            .url = c->state == CALLBACK_WAITS
                       ? url_of(s->arena, "/callbacks/%s", page_id(s, id_of(c->consent)))
                       : url_of(s->arena, "/cases/%s", page_id(s, id_of(c->casefile))),
            .name = word_name(s, &who, CASE_KIND_REQUEST),
            .state = row_state(s, c),
            .shape = shapes[c->state],
            .when = word_when(s, c->ended_at ? c->ended_at : c->drawn_at),
        };
    }
    fill_odd(s, &page->odd, &v);
    page_begin(rq, s, text(s->lang, "callback.title"));
    view_callback_list(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(callback_read)
{
    struct callback_in *c = arena_new(rq->arena, struct callback_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    c->consent = id_to(consent, id);
    *in = c;
    return ok();
}

READ(callback_answer_read)
{
    enum callback_answer *of[COUNT(questions)];
    struct callback_in *c;

    TRY(callback_read(rq, in));
    c = *in;
    of[0] = &c->said_yes;
    of[1] = &c->knows_whom;
    of[2] = &c->knows_stop;
    for (size_t i = 0; i < COUNT(questions); i++)
        *of[i] = (enum callback_answer)form_code(
            rq, questions[i].name, &callback_answer_codes, "callback.answer_missing");
    return form_check(rq);
}

/* A yes and a no, one tap each. */
static const struct answer_view *answers_of(struct req *rq, struct session *s,
                                            const char *name)
{
    struct answer_view *rows =
        arena_array(s->arena, struct answer_view, CALLBACK_ANSWERS);
    const char *chosen = shown(rq, name, "");

    for (enum callback_answer a = 0; a < CALLBACK_ANSWERS; a++)
        rows[a] = (struct answer_view){name, callback_answer_name(a),
                                       text(s->lang, callback_answer_msgid(a)),
                                       str_same(chosen, callback_answer_name(a))};
    return rows;
}

static void fill_questions(struct req *rq, struct session *s,
                           struct view_callback_show *v)
{
    struct question_view *rows =
        arena_array(s->arena, struct question_view, COUNT(questions));

    for (size_t i = 0; i < COUNT(questions); i++)
        rows[i] = (struct question_view){
            .name = questions[i].name,
            .words = text(v->read_lang, questions[i].msg),
            .fault = fault_text(rq, s, questions[i].name),
            .answers = answers_of(rq, s, questions[i].name),
            .answers_len = CALLBACK_ANSWERS,
        };
    v->questions = rows;
    v->questions_len = COUNT(questions);
}

SHOW(callback_show)
{
    const struct callback_page *p = out;
    const char *id = page_id(s, id_of(p->of.consent));
    const char *lang = p->c.lang ? text_lang(p->c.lang) : NULL;
    struct view_callback_show v = {
        .csrf = csrf_input(s),
        .action = url_of(s->arena, "/callbacks/%s", id),
        .missed_url = url_of(s->arena, "/callbacks/%s/missed", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .state = row_state(s, &p->of),
        .read_lang = lang ? lang : "en",
        .hours_fault = fault_text(rq, s, "hours"),
        .open = p->of.state == CALLBACK_WAITS,
    };

    (void)in;
    FILL_SAFE(&v, s, &p->c);
    if (v.phone != NULL)
        v.tel = phone_url(s->arena, v.phone);
    v.hello = text(v.read_lang, "receipt.ask_hello");
    fill_questions(rq, s, &v);
    page_begin(rq, s, text(s->lang, "callback.title"));
    view_callback_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_callbacks)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/callbacks");
    return ok();
}

/* ---- counted ---- */

static const char *month_words(struct session *s, struct day first)
{
    char msg[24];
    int year, month, dom;

    day_split(first, &year, &month, &dom);
    snprintf(msg, sizeof msg, "date.month.%d", month);
    const char *parts[] = {text(s->lang, msg), build_number(s->arena, year)};
    return word_join(s, parts, 2, " ");
}

SHOW(sharing_report_show)
{
    const struct sharing_report *p = out;
    struct fact_view months[SHARING_MONTHS], ways[STOP_WAYS], calls[CALLBACK_STATES + 2];
    struct view_report_sharing v = {
        .months = months,
        .months_len = SHARING_MONTHS,
        .ways = ways,
        .ways_len = STOP_WAYS,
        .calls = calls,
    };

    (void)in;
    for (int i = 0; i < SHARING_MONTHS; i++)
        months[i] = (struct fact_view){month_words(s, p->months[i].first),
                                       build_number(s->arena, p->months[i].n)};
    for (enum stop_way w = 0; w < STOP_WAYS; w++)
        ways[w] = (struct fact_view){text(s->lang, stop_way_msgid(w)),
                                     build_number(s->arena, p->ways[w])};
    for (enum callback_state c = 0; c < CALLBACK_STATES; c++)
        calls[v.calls_len++] = (struct fact_view){text(s->lang, callback_state_msgid(c)),
                                                  build_number(s->arena, p->calls.of[c])};
    calls[v.calls_len++] =
        (struct fact_view){text(s->lang, "callback.unsure_whom"),
                           build_number(s->arena, p->calls.unsure_whom)};
    calls[v.calls_len++] =
        (struct fact_view){text(s->lang, "callback.unsure_stop"),
                           build_number(s->arena, p->calls.unsure_stop)};
    page_begin(rq, s, text(s->lang, "callback.report"));
    view_report_sharing(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
