/* schedule_api.c -- see schedule_api.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/schedule_api.h"

#include "app/schedule_app.h"
#include "wire/problem.h"

#include <string.h>

static void read_row(const struct json *from, struct schedule_row *to)
{
    to->bad = from->kind != JSON_MAP;
    for (int i = 0; i < SCHEDULE_FIELDS; i++) {
        const struct json *v = json_get(from, schedule_names[i]);
        bool there = v != NULL && v->kind != JSON_NOTHING;

        to->bad |= there && v->kind != JSON_TEXT;
        to->value[i] = there && v->kind == JSON_TEXT ? v->text : "";
    }
}

struct err schedule_api_read(struct req *rq, void **in)
{
    struct schedule_in *list = arena_new(rq->arena, struct schedule_in);
    struct json body;

    *in = list;
    TRY(json_read(rq->arena, rq->body, rq->body_len, &body));
    if (body.kind != JSON_LIST || body.len == 0 || body.len > SCHEDULE_MAX)
        return failed(ERR_INVALID, "errors.import.list");
    list->rows = arena_array(rq->arena, struct schedule_row, body.len);
    for (list->len = 0; list->len < body.len; list->len++)
        read_row(&body.items[list->len], &list->rows[list->len]);
    return ok();
}

static const char *word_of(const struct schedule_result *r)
{
    if (r->fault.msg != NULL)
        return "refused";
    return r->put == SCHEDULED_SAME ? "unchanged" : "accepted";
}

static void put_row(struct json_out *o, const char *lang, const struct schedule_row *row,
                    const struct schedule_result *r)
{
    struct faults faults = {0};
    struct problem why = {http_status[ERR_INVALID], r->fault.msg, &faults};

    json_map(o, NULL);
    json_put_text(o, "external_id", row->value[SCHEDULE_EXTERNAL_ID]);
    json_put_text(o, "result", word_of(r));
    if (r->fault.msg != NULL) {
        fault_add(&faults, schedule_names[r->fault.field], r->fault.msg);
        problem_put(o, "problem", lang, &why);
    }
    json_end_map(o);
}

struct err schedule_api_show(struct req *rq, struct session *s, const void *in,
                             const void *out)
{
    const struct schedule_in *list = in;
    const struct schedule_result *results = out;
    struct json_out o = {.arena = rq->arena};

    json_map(&o, NULL);
    json_list(&o, "results");
    for (size_t i = 0; i < list->len; i++)
        put_row(&o, s->lang, &list->rows[i], &results[i]);
    json_end_list(&o);
    json_end_map(&o);
    put_markup(&rq->out, json_done(&o));
    rq->content_type = "application/json";
    resp_header(rq, "Cache-Control", "no-store");
    return ok();
}
