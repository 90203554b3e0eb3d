/* failure.c -- see failure.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/failure.h"

#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "web/account_pages.h"
#include "web/guard.h"
#include "web/layout.h"
#include "web/views_layout.h"

#include <string.h>

static const char *const kind_words[ERR_KINDS] = {
    [OK] = "ok",
    [ERR_INVALID] = "invalid",
    [ERR_SIGN_IN] = "sign-in",
    [ERR_FORBIDDEN] = "forbidden",
    [ERR_NOT_FOUND] = "not-found",
    [ERR_CONFLICT] = "conflict",
    [ERR_TOO_LARGE] = "too-large",
    [ERR_TOO_MANY] = "too-many",
    [ERR_BUSY] = "busy",
    [ERR_FULL] = "full",
    [ERR_BROKEN] = "broken",
};

/* A form of care that came back would tell a reader of the log that, and at which step,
 * somebody is being helped. */
static bool is_of_care(struct req *rq)
{
    const struct turn *t = turn_of(rq);
    const struct route *r = t != NULL ? t->route : NULL;

    if (r == NULL || (r->guard & DEVICE))
        return false;
    return r->store == STORE_CARE || (r->then != NULL && r->then_store == STORE_CARE);
}

void log_failure(struct req *rq, struct err e)
{
    if (e.kind == ERR_BROKEN || e.kind == ERR_FULL)
        log_error("request.failed", log_code("kind", kind_words[e.kind]), log_err(e),
                  log_code("request", rq->request_id));
    else if (!is_of_care(rq))
        log_info("request.refused", log_code("kind", kind_words[e.kind]), log_err(e),
                 log_code("request", rq->request_id));
}

static bool for_programs(const struct req *rq)
{
    return strncmp(rq->path, "/api/", 5) == 0 || strncmp(rq->path, "/hsds/", 6) == 0;
}

static void put_faults(struct json_out *j, const struct req *rq, const char *lang)
{
    json_list(j, "errors");
    for (size_t i = 0; i < rq->faults.len; i++) {
        json_map(j, NULL);
        json_put_text(j, "field", rq->faults.of[i].field);
        json_put_text(j, "code", rq->faults.of[i].msg);
        json_put_text(j, "msg", text(lang, rq->faults.of[i].msg));
        json_end_map(j);
    }
    json_end_list(j);
}

static void problem(struct req *rq, const char *kind, const char *msg, const char *lang)
{
    struct json_out j = {.arena = rq->arena};
    char type[64] = "urn:doorstep:";

    resp_reset(rq);
    strncat(type, kind, sizeof type - strlen(type) - 1);
    json_map(&j, NULL);
    json_put_text(&j, "type", type);
    json_put_text(&j, "title", text(lang, "error.title"));
    json_put_int(&j, "status", rq->status);
    json_put_text(&j, "detail", text(lang, msg));
    json_put_text(&j, "instance", rq->request_id);
    if (rq->faults.len > 0)
        put_faults(&j, rq, lang);
    json_end_map(&j);
    put_markup(&rq->out, json_done(&j));
    rq->content_type = "application/problem+json";
}

static const char *const headings[ERR_KINDS] = {
    [ERR_NOT_FOUND] = "error.not_found_title",
};

/* A page without names or ids, so that what is missing and what may not be seen are the
 * same bytes; the request id stands in the header alone. */
static void page(struct turn *t, struct req *rq, struct err e)
{
    const char *lang = t->session.lang;
    const struct view_layout_failure v = {
        .heading = text(lang, headings[e.kind] ? headings[e.kind] : "error.title"),
        .what = text(lang, e.msg),
    };

    resp_reset(rq);
    rq->faults.len = 0;
    rq->out.lang = lang;
    page_begin(rq, &t->session, v.heading);
    view_layout_failure(&rq->out, &v);
    page_end(rq, &t->session);
}

void failure_ask_back(struct req *rq)
{
    if (rq->status == 503)
        resp_header(rq, "Retry-After", "5");
}

void failure_show(struct turn *t, struct req *rq, struct err e)
{
    log_failure(rq, e);
    e = guard_hide(e);
    rq->status = http_status[e.kind];
    if (strcmp(e.msg, "errors.method") == 0)
        rq->status = 405;
    failure_ask_back(rq);
    if (for_programs(rq))
        problem(rq, kind_words[e.kind], e.msg, t->session.lang);
    else if (e.kind == ERR_SIGN_IN)
        account_ask_sign_in(t, rq);
    else if (strcmp(e.msg, "account.second.first") == 0)
        resp_see_other(rq, "/account/second-step");
    else
        page(t, rq, e);
}

void failure_refuse(struct turn *t, struct req *rq, int status, const char *msg)
{
    const struct err e = failed(status == 413 ? ERR_TOO_LARGE : ERR_INVALID, msg);

    log_failure(rq, e);
    rq->status = status;
    if (for_programs(rq))
        problem(rq, kind_words[e.kind], msg, t->session.lang);
    else
        page(t, rq, e);
}
