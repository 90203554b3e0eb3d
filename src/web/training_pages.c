/* training_pages.c -- see training_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/training_pages.h"

#include "app/calendar.h"
#include "app/training_app.h"
#include "base/json.h"
#include "base/text.h"
#include "core/str.h"
#include "web/layout.h"
#include "web/views_people.h"

#include <string.h>

#define VERSION_MOST 1000000

READ(practice_api_read)
{
    struct practice_told *t = arena_new(rq->arena, struct practice_told);
    const char *id, *day;
    struct json body;
    struct id plain;

    *in = t;
    TRY(json_read(rq->arena, rq->body, rq->body_len, &body));
    id = json_text(&body, "id");
    day = json_text(&body, "day");
    t->version = json_int(&body, "version", 0);
    if (id == NULL || !id_parse(id, strlen(id), &plain) || !id_is_set(plain))
        req_fault(rq, "id", "errors.bad_id");
    else
        t->id = id_to(practice, plain);
    if (day == NULL || !day_parse(day, strlen(day), &t->day))
        req_fault(rq, "day", "errors.bad_day");
    if (t->version < 1 || t->version > VERSION_MOST)
        req_fault(rq, "version", "errors.number");
    return ok();
}

/* The same id back: a phone that hears it may forget. */
SHOW(practice_api_show)
{
    const struct practice_told *t = in;
    struct json_out o = {.arena = rq->arena};
    char id[ID_TEXT];

    (void)s, (void)out;
    id_format(id_of(t->id), id);
    json_map(&o, NULL);
    json_put_text(&o, "id", id);
    json_end_map(&o);
    put_markup(&rq->out, json_done(&o));
    rq->content_type = "application/json";
    resp_header(rq, "Cache-Control", "no-store");
    return ok();
}

static const struct {
    const char *msg, *shape;
} states[] = {
    [PRACTICE_NEVER] = {"training.never", "draft"},
    [PRACTICE_DONE] = {"training.done", "done"},
    [PRACTICE_DUE] = {"training.due", "attention"},
};

SHOW(training_show)
{
    const struct training_page *p = out;
    struct trained_view *rows = arena_array(s->arena, struct trained_view, p->len + 1);
    struct view_people_training v = {.people = rows, .people_len = p->len};

    (void)in;
    for (size_t i = 0; i < p->len; i++)
        rows[i] = (struct trained_view){
            .name = p->of[i].name,
            .state = text(s->lang, states[p->of[i].state].msg),
            .shape = states[p->of[i].state].shape,
            .done = session_long_day(s, p->of[i].done),
            .due = session_long_day(s, p->of[i].due),
        };
    page_begin_wide(rq, s, text(s->lang, "training.title"));
    view_people_training(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
