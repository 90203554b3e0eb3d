/* retention_pages.c -- what is proposed to be destroyed because its years are over.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/erase_pages.h"

#include "app/calendar.h"
#include "app/retention_app.h"
#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_erase.h"

static struct fact_view done_of(struct session *s, const struct retention_page *p,
                                const struct retention_done *d)
{
    const char *who = staff_name(&p->staff, d->by_whom);

    return (struct fact_view){
        word_when(s, d->at),
        text_fill(s->arena, s->lang, "erase.due_line", "n",
                  build_number(s->arena, d->cases), "day", session_long_day(s, d->before),
                  "who", who ? who : text(s->lang, "case.somebody"), NULL)};
}

static size_t facts_of(struct session *s, const struct retention_page *p,
                       struct fact_view to[6])
{
    const struct retention_class *c = &retention_classes[RETENTION_CARE_CASE];
    size_t n = 0;

    to[n++] = (struct fact_view){text(s->lang, c->msgid),
                                 text_fill(s->arena, s->lang, c->begins, "n",
                                           build_number(s->arena, c->years), "citation",
                                           c->citation, NULL)};
    to[n++] = (struct fact_view){text(s->lang, "erase.due_before"),
                                 session_long_day(s, p->before)};
    to[n++] = (struct fact_view){text(s->lang, "erase.due_cases"),
                                 build_number(s->arena, (int64_t)p->due)};
    if (p->due > 0)
        to[n++] = (struct fact_view){text(s->lang, "erase.due_first"),
                                     session_long_day(s, p->first)};
    if (p->due > 0)
        to[n++] = (struct fact_view){text(s->lang, "erase.due_last"),
                                     session_long_day(s, p->last)};
    to[n++] = (struct fact_view){text(s->lang, "erase.due_held"),
                                 build_number(s->arena, p->held)};
    return n;
}

SHOW(retention_show)
{
    const struct retention_page *p = out;
    struct fact_view facts[6];
    struct fact_view *rows = arena_array(s->arena, struct fact_view, p->done_len + 1);
    char before[DAY_TEXT];

    (void)in;
    day_format(p->before, before);
    struct view_erase_retention v = {
        .csrf = csrf_input(s),
        .id = shown(rq, "id", minted(s)),
        .before = before,
        .due = build_number(s->arena, (int64_t)p->due),
        .sure_fault = fault_text(rq, s, "sure"),
        .none = p->due == 0,
        .facts = facts,
        .facts_len = facts_of(s, p, facts),
        .rows = rows,
        .rows_len = p->done_len,
    };
    for (size_t i = 0; i < p->done_len; i++)
        rows[i] = done_of(s, p, &p->done[i]);
    page_begin(rq, s, text(s->lang, "erase.due_title"));
    view_erase_retention(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(retention_read)
{
    struct retention_in *r = arena_new(rq->arena, struct retention_in);

    r->id = form_id(rq, "id");
    r->before = form_day(rq, "before");
    r->due = form_int(rq, "due");
    r->sure = str_same(req_form(rq, "sure"), "yes");
    *in = r;
    return form_check(rq);
}

SHOW(to_retention)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/retention");
    return ok();
}
