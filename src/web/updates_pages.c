/* updates_pages.c -- see updates_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/updates_pages.h"

#include "app/updates_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_updates.h"

#include <string.h>

static const char *day_text(struct session *s, struct day d)
{
    char text[DAY_TEXT];

    day_format(d, text);
    return arena_copy(s->arena, text, strlen(text));
}

static const char *with_month(struct session *s, const char *msg, struct day month)
{
    return text_fill(s->arena, s->lang, msg, "month",
                     when_day(s->arena, s->lang, month, WHEN_MONTH), NULL);
}

/* When the page goes on which the text is to stand. */
static const char *goes(struct session *s, const struct monthly_plan *p)
{
    return p->on ? text_fill(s->arena, s->lang, "updates.month_goes", "day",
                             when_day(s->arena, s->lang, p->next, WHEN_LONG), NULL)
                 : text(s->lang, "updates.month_off");
}

static struct view_updates_learnt learnt_view_of(struct req *rq, struct session *s,
                                                 const struct learnt_page *p)
{
    const struct learnt *l = &p->learnt;

    return (struct view_updates_learnt){
        .csrf = csrf_input(s),
        .lede = with_month(s, "updates.learnt_lede", p->plan.month),
        .when = goes(s, &p->plan),
        .state = text(s->lang, l->released_at ? "updates.learnt_released"
                               : l->rev > 0   ? "updates.learnt_draft"
                                              : "updates.learnt_none"),
        .shape = l->released_at ? "done"
                 : l->rev > 0   ? "draft"
                                : "late",
        .release = with_month(s, "updates.learnt_release", p->plan.month),
        .hint = text_fill(s->arena, s->lang, "updates.learnt_hint", "n",
                          build_number(s->arena, LEARNT_MAX), "lines",
                          build_number(s->arena, LEARNT_LINES_MAX), NULL),
        .month = shown(rq, "month", day_text(s, p->plan.month)),
        .rev = shown(rq, "rev", build_number(s->arena, l->rev)),
        .words = shown(rq, "words", l->words),
        .words_fault = fault_text(rq, s, "words"),
        .sure_fault = fault_text(rq, s, "sure"),
        .released = l->released_at != 0,
    };
}

/* The form as it was typed, with what it names. */
static void fill_named(struct session *s, const struct learnt_page *p,
                       struct view_updates_learnt *v)
{
    v->words = p->form->words;
    v->rev = build_number(s->arena, p->form->rev);
    v->sure = p->form->sure;
    v->named = named_words(s->arena, &p->named);
    v->refused = named_beyond_doubt(&p->named);
    v->may_mean = !v->refused;
}

SHOW(learnt_show)
{
    const struct learnt_page *p = out;
    struct view_updates_learnt v = learnt_view_of(rq, s, p);

    (void)in;
    if (p->form != NULL)
        fill_named(s, p, &v);
    page_begin(rq, s, text(s->lang, "updates.page_learnt"));
    view_updates_learnt(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- what goes out ---- */

static const struct update_letter_view *letters(struct session *s,
                                                const struct updates_page *p)
{
    struct update_letter_view *v =
        arena_array(s->arena, struct update_letter_view, p->letters_len + 1);

    for (size_t i = 0; i < p->letters_len; i++)
        v[i] = (struct update_letter_view){p->letters[i].to, p->letters[i].subject,
                                           p->letters[i].body};
    return v;
}

static const struct update_to_view *recipients(struct session *s,
                                               const struct monthly_plan *p)
{
    struct update_to_view *v = arena_array(s->arena, struct update_to_view, MONTHLY_TO);

    for (size_t i = 0; i < p->to_len; i++)
        v[i].label = p->to[i];
    return v;
}

static const struct update_sent_view *sent(struct session *s,
                                           const struct updates_page *p)
{
    static const struct {
        const char *msg, *shape;
    } states[] = {
        [UPDATE_WAITING] = {"updates.state_waiting", "draft"},
        [UPDATE_SENT] = {"updates.state_sent", "done"},
        [UPDATE_FAILED] = {"updates.state_failed", "late"},
    };
    struct update_sent_view *v =
        arena_array(s->arena, struct update_sent_view, p->sent_len + 1);

    for (size_t i = 0; i < p->sent_len; i++) {
        const struct update_sent *m = &p->sent[i];

        v[i] = (struct update_sent_view){
            .what = text(s->lang, m->monthly ? "updates.month" : "updates.week"),
            .to = m->to,
            .when = word_when(s, m->at),
            .state = text(s->lang, states[m->state].msg),
            .shape = states[m->state].shape,
            .fault = m->fault != NULL ? text(s->lang, m->fault) : NULL,
        };
    }
    return v;
}

static const char *week_goes(struct session *s, const struct updates_page *p)
{
    int64_t at = zone_at_ms(s->zone, p->week, p->week_hour * 60);

    return text_fill(s->arena, s->lang, "updates.week_goes", "when",
                     when_instant(s->arena, s->lang, s->zone, at, WHEN_FULL), NULL);
}

SHOW(updates_show)
{
    const struct updates_page *p = out;
    struct view_updates_show v = {
        .month_when = goes(s, &p->month),
        .subject = p->page.subject,
        .body = p->page.body,
        .week_when = week_goes(s, p),
        .may_write = p->may_write,
        .care = p->care,
        .to = recipients(s, &p->month),
        .to_len = p->month.to_len,
        .letters = letters(s, p),
        .letters_len = p->letters_len,
        .sent = sent(s, p),
        .sent_len = p->sent_len,
    };

    (void)in;
    page_begin(rq, s, text(s->lang, "updates.title"));
    view_updates_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* A browser's line ends are CR LF. */
static const char *with_lf(struct arena *a, const char *s)
{
    struct build b = {.arena = a};

    for (; *s != '\0'; s++)
        if (*s != '\r')
            build_char(&b, *s);
    return build_done(&b);
}

READ(learnt_read)
{
    struct learnt_in *f = arena_new(rq->arena, struct learnt_in);

    f->month = form_day(rq, "month");
    f->rev = form_int(rq, "rev");
    f->words = with_lf(rq->arena, req_form(rq, "words"));
    f->release = str_same(req_form(rq, "do"), "publish");
    f->sure = str_same(req_form(rq, "sure"), "yes");
    f->meant = req_form(rq, "meant")[0] != '\0' ? req_form(rq, "meant") : NULL;
    *in = f;
    return form_check(rq);
}

struct err to_learnt(struct req *rq, struct session *s, const void *in, const void *out)
{
    const struct learnt_page *p = out;

    if (p->form != NULL) {
        rq->status = 422;
        return learnt_show(rq, s, in, out);
    }
    resp_see_other(rq, "/updates/learnt");
    return ok();
}
