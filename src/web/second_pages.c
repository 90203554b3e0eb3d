/* second_pages.c -- see second_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/second_pages.h"

#include "app/second_app.h"
#include "base/qr.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "web/account_pages.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/layout.h"
#include "web/passkey_pages.h"
#include "web/views_account.h"

#include <string.h>

/* What the sign-in form carries on: where to go then, and a form that waits. */
struct err code_form(struct req *rq, struct session *s, const char *step)
{
    const char *held = req_form(rq, "held_path");
    struct view_account_code v = {
        .step = step,
        .next = local_path(req_form(rq, "next")),
        .held = req_form(rq, "held"),
        .held_path = held[0] != '\0' ? local_path(held) : NULL,
        .fault = page_fault(rq, s, "code"),
        .passkey_script = asset_url(rq->arena, "js/desk/passkey.js"),
    };

    page_begin(rq, s, text(s->lang, "account.code.title"));
    view_account_code(&rq->out, &v);
    page_end_bare(rq);
    return ok();
}

struct err code_read(struct req *rq, void **in)
{
    struct sign_in *w = arena_new(rq->arena, struct sign_in);

    w->kind = "cookie";
    w->label = agent_label(rq);
    w->step = req_form(rq, "step");
    w->code = req_form(rq, "code");
    w->next = local_path(req_form(rq, "next"));
    if (w->code[0] == '\0' || strlen(w->code) > 40)
        req_fault(rq, "code", "account.code.missing");
    *in = w;
    return ok();
}

/* GET /sign-in/code, and what comes back to it: without a step that still holds there is
 * only the first one. */
SHOW(code_page)
{
    struct user_id who;

    if (rq->method != POST) {
        resp_see_other(rq, "/sign-in");
        return ok();
    }
    if (step_read(s, req_form(rq, "step"), &who))
        return code_form(rq, s, req_form(rq, "step"));
    return sign_in_page(rq, s, in, out);
}

SHOW(second_show)
{
    const struct second_page *p = out;
    struct view_account_second v = {
        .on = p->on,
        .asked = p->asked && !p->on,
        .secret = p->text,
        .fault = page_fault(rq, s, "code"),
    };
    struct qr qr;

    (void)in;
    FILL_PROVE(v, rq, s, p);
    if (p->on) {
        v.since = text_fill(
            s->arena, s->lang, "account.second.since", "day",
            when_day(s->arena, s->lang, zone_day(s->zone, p->since), WHEN_LONG), NULL);
        v.left = text_fill(s->arena, s->lang, "account.second.left", "n",
                           build_number(s->arena, p->left), NULL);
    }
    if (p->url != NULL && !p->on) {
        TRY(qr_make(rq->arena, p->url, &qr));
        v.qr = qr.path;
        v.side = qr.side;
    }
    page_begin(rq, s, text(s->lang, "account.second.title"));
    view_account_second(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(second_begin_read)
{
    struct reauth *p = arena_new(rq->arena, struct reauth);

    reauth_read(rq, p);
    *in = p;
    return form_check(rq);
}

SHOW(second_begun)
{
    (void)s, (void)in;
    TRY(reauth_judged(rq, *(const enum reauth_result *)out));
    resp_see_other(rq, "/account/second-step");
    return ok();
}

READ(second_read)
{
    struct second_form *f = arena_new(rq->arena, struct second_form);

    f->code = req_form(rq, "code");
    if (f->code[0] == '\0' || strlen(f->code) > 40)
        req_fault(rq, "code", "account.code.missing");
    *in = f;
    return ok();
}

static struct err right(struct req *rq, const struct second_done *done)
{
    if (done->right)
        return ok();
    req_fault(rq, "code", "account.code.wrong");
    return failed(ERR_INVALID, "errors.form");
}

SHOW(to_second)
{
    (void)s, (void)in;
    if (out != NULL)
        TRY(right(rq, out));
    resp_see_other(rq, "/account/second-step");
    return ok();
}

struct err recovery_page(struct req *rq, struct session *s, const char *const *recovery)
{
    struct recovery_view *codes =
        arena_array(s->arena, struct recovery_view, RECOVERY_CODES);
    const struct view_account_recovery v = {
        .codes = codes,
        .codes_len = RECOVERY_CODES,
        .script = asset_url(rq->arena, "js/desk/print_page.js"),
    };

    for (size_t i = 0; i < RECOVERY_CODES; i++)
        codes[i].code = recovery[i];
    page_begin(rq, s, text(s->lang, "account.recovery.title"));
    view_account_recovery(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(recovery_show)
{
    const struct second_done *done = out;

    (void)in;
    TRY(right(rq, done));
    return recovery_page(rq, s, done->recovery);
}

READ(second_reset_read)
{
    struct second_form *f = arena_new(rq->arena, struct second_form);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->user = id_to(user, id);
    *in = f;
    return ok();
}

SHOW(to_person_again)
{
    const struct second_form *f = in;

    (void)out;
    resp_see_other(rq, "/people/%s", page_id(s, id_of(f->user)));
    return ok();
}
