/* updates_pages.c -- see updates_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/updates_pages.h"

#include "app/monthly_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/layout.h"
#include "web/views_updates.h"

#include <string.h>

static const char *number(struct arena *a, int64_t n)
{
    struct build b = {.arena = a};

    build_int(&b, n);
    return build_done(&b);
}

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

SHOW(learnt_show)
{
    const struct learnt_page *p = out;
    const struct learnt *l = &p->learnt;
    struct view_updates_learnt v = {
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
                          number(s->arena, LEARNT_MAX), "lines",
                          number(s->arena, LEARNT_LINES_MAX), NULL),
        .month = shown(rq, "month", day_text(s, p->plan.month)),
        .rev = shown(rq, "rev", number(s->arena, l->rev)),
        .words = shown(rq, "words", l->words),
        .words_fault = fault_text(rq, s, "words"),
        .sure_fault = fault_text(rq, s, "sure"),
        .released = l->released_at != 0,
    };

    (void)in;
    page_begin(rq, s, text(s->lang, "updates.page_learnt"));
    view_updates_learnt(&rq->out, &v);
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
    *in = f;
    return form_check(rq);
}

struct err to_learnt(struct req *rq, struct session *s, const void *in, const void *out)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/updates/learnt");
    return ok();
}
