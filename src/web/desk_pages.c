/* desk_pages.c -- the supervisor's overview: what is late or nobody's comes first.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/desk_pages.h"

#include "base/text.h"
#include "base/when.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/status_words.h"
#include "web/views_desk.h"

#include <stdio.h>

/* Of each list: an overview, not all there is. */
enum { ROWS_MAX = 5 };

static size_t few(size_t len)
{
    return len < ROWS_MAX ? len : ROWS_MAX;
}

static const struct desk_row_view *due_requests(struct session *s,
                                                const struct request_page *p, size_t *len)
{
    struct desk_row_view *to =
        arena_array(s->arena, struct desk_row_view, p->open_len + 1);

    for (size_t i = 0; i < p->open_len; i++)
        if (p->open[i].clock != PLAN_AHEAD)
            to[(*len)++] = desk_request_row(s, &p->open[i]);
    return to;
}

static const struct desk_row_view *visit_rows(struct session *s,
                                              const struct desk_page *p,
                                              const struct week_visit *of, size_t len)
{
    struct desk_row_view *to = arena_array(s->arena, struct desk_row_view, len + 1);

    for (size_t i = 0; i < len; i++) {
        const char *who = staff_name(&p->everybody, of[i].inspector);

        to[i] = (struct desk_row_view){
            .url = url_of(s->arena, "/inspections/%s/plan", page_id(s, id_of(of[i].id))),
            .title = desk_address(s, of[i].number, of[i].street, of[i].unit),
            .more = of[i].kind != NULL ? word_code(s, &inspection_kind_codes, of[i].kind)
                                       : NULL,
            .who = who != NULL ? who : text(s->lang, "plan.nobody"),
        };
        to[i].state =
            desk_clock(s, plan_clock_of(of[i].day, p->today), of[i].day, &to[i].shape);
    }
    return to;
}

static const struct desk_row_view *late_rows(struct session *s, const struct desk_page *p)
{
    struct desk_row_view *to =
        arena_array(s->arena, struct desk_row_view, p->late_len + 1);

    for (size_t i = 0; i < p->late_len; i++)
        to[i] = desk_violation_row(s, &p->late[i]);
    return to;
}

/* "of 14 known", where it was not recorded at every visit. */
static const struct desk_week_view *week_rows(struct session *s,
                                              const struct desk_page *p)
{
    struct desk_week_view *to = arena_array(s->arena, struct desk_week_view, DESK_WEEKS);

    for (size_t i = 0; i < DESK_WEEKS; i++) {
        const struct desk_week *w = &p->weeks[i];

        to[i] = (struct desk_week_view){
            .week = when_day(s->arena, s->lang, w->monday, WHEN_SHORT),
            .visits = w->visits,
            .cards = w->cards,
            .known = w->cards_known < w->visits
                         ? desk_count(s, "desk.cards_known", w->cards_known)
                         : NULL,
        };
    }
    return to;
}

static const char *phones_shape(const struct status_line *l)
{
    switch (l->kind) {
    case STATUS_GOOD:
        return "done";
    case STATUS_LOOK:
    case STATUS_BAD:
        return "attention";
    case STATUS_TOLD:
    case STATUS_KINDS:
        return "";
    }
    return "";
}

SHOW(desk_show)
{
    const struct desk_page *p = out;
    struct view_desk_overview v = {
        .date = when_day(s->arena, s->lang, p->today, WHEN_FULL),
        .queue = visit_rows(s, p, p->queue, p->queue_len),
        .queue_len = few(p->queue_len),
        .queue_count = (int64_t)p->queue_len,
        .again = visit_rows(s, p, p->again, p->again_len),
        .again_len = few(p->again_len),
        .again_count = (int64_t)p->again_len,
        .late = late_rows(s, p),
        .late_len = few(p->late_len),
        .late_count = (int64_t)p->late_len,
        .asks = p->asks > 0 ? desk_count(s, "desk.asks_wait", (int64_t)p->asks) : NULL,
        .weeks = week_rows(s, p),
        .weeks_len = DESK_WEEKS,
        .phones = status_words(s, &p->phones),
        .phones_shape = phones_shape(&p->phones),
    };

    (void)in;
    v.requests = due_requests(s, p->requests, &v.requests_len);
    v.requests_count = (int64_t)v.requests_len;
    v.requests_len = few(v.requests_len);
    v.calm = v.requests_len + v.queue_len + v.again_len + v.late_len == 0;
    page_begin(rq, s, text(s->lang, "desk.title"));
    view_desk_overview(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
