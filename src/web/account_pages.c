/* account_pages.c -- see account_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/account_pages.h"

#include "app/account.h"
#include "base/password.h"
#include "base/text.h"
#include "http/router.h"
#include "web/guard.h"
#include "web/idp_pages.h"
#include "web/layout.h"
#include "web/second_pages.h"
#include "web/views_account.h"

#include <string.h>

#define HELD_MAX 256

const char *local_path(const char *next)
{
    bool ours = next[0] == '/' && next[1] != '/' && strpbrk(next, "\\\r\n ") == NULL &&
                strlen(next) < 500;

    return ours ? next : "/";
}

static void sign_in_form(struct req *rq, struct session *s,
                         struct view_account_sign_in *v)
{
    v->script = asset_url(rq->arena, "js/desk/sign_in.js");
    v->passkey_script = asset_url(rq->arena, "js/desk/passkey.js");
    v->fault_email = page_fault(rq, s, "email");
    v->fault_password = page_fault(rq, s, "password");
    v->offers = idp_offers_shown(s, v->next, &v->offers_len);
    v->offered = v->offers_len > 0;
    page_begin(rq, s, text(s->lang, "account.sign_in.title"));
    view_account_sign_in(&rq->out, v);
    page_end(rq, s);
}

void account_ask_sign_in(struct turn *t, struct req *rq)
{
    bool form = rq->method == POST && t->route != NULL && (t->route->guard & SAME_SITE);
    bool cookie;
    struct view_account_sign_in v = {
        .next = rq->method == GET ? local_path(rq->path) : "/",
        .email = "",
        .ended = guard_token(t->web, rq, &cookie)[0] != '\0',
        .held = form ? rq->body : NULL,
        .held_path = form && rq->body_len > 0 ? local_path(rq->path) : NULL,
    };

    resp_reset(rq);
    rq->faults.len = 0;
    t->session.actor = (struct actor){0};
    sign_in_form(rq, &t->session, &v);
}

/* GET /: each role begins where its work is. */
static const struct {
    enum act act;
    const char *path;
} homes[] = {
    {ACT_CASE_LIST, "/cases"},          {ACT_PLAN_MANAGE, "/desk"},
    {ACT_FIELD_USE, "/field/"},         {ACT_INSPECTION_ASK, "/requests"},
    {ACT_SEEN_VIEW, "/privacy"},        {ACT_RECORDS_RELEASE, "/records"},
    {ACT_REPORT_PUBLIC, "/city"},       {ACT_USER_MANAGE, "/people"},
    {ACT_STATUS_VIEW, "/status"},       {ACT_REFERRAL_INBOX, "/agency"},
    {ACT_DIRECTORY_VIEW, "/directory"},
};

struct err home_show(struct req *rq, struct session *s, const void *in, const void *out)
{
    const struct view_account_home v = {.name = s->actor.name};

    (void)in, (void)out;
    for (size_t i = 0; i < COUNT(homes); i++)
        for (enum role r = 0; r < ROLES; r++)
            if ((s->actor.roles & (1u << r)) && policy_needs(r, homes[i].act) != NULL &&
                route_at(GET, homes[i].path) != NULL) {
                resp_see_other(rq, "%s", homes[i].path);
                return ok();
            }
    page_begin(rq, s, text(s->lang, "account.home.title"));
    view_account_home(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* GET /sign-in, and the form that comes back after a wrong password. */
struct err sign_in_page(struct req *rq, struct session *s, const void *in,
                        const void *out)
{
    bool back = rq->method == POST;
    struct view_account_sign_in v = {
        .next = local_path(back ? req_form(rq, "next") : req_query(rq, "next")),
        .email = back ? req_form(rq, "email") : "",
        .held = back ? req_form(rq, "held") : NULL,
        .held_path = back && req_form(rq, "held_path")[0] != '\0'
                         ? local_path(req_form(rq, "held_path"))
                         : NULL,
    };

    (void)in, (void)out;
    sign_in_form(rq, s, &v);
    return ok();
}

static void check_credentials(struct req *rq, const struct sign_in *w)
{
    if (w->email[0] == '\0')
        req_fault(rq, "email", "account.email.missing");
    if (w->password[0] == '\0')
        req_fault(rq, "password", "account.password.missing");
    if (strlen(w->email) > 254 || strlen(w->password) > PASSWORD_BYTES)
        req_fault(rq, "email", "errors.too_long");
}

struct err sign_in_read(struct req *rq, void **in)
{
    struct sign_in *w = arena_new(rq->arena, struct sign_in);

    w->kind = "cookie";
    w->label = agent_label(rq);
    w->email = req_form(rq, "email");
    w->password = req_form(rq, "password");
    w->next = local_path(req_form(rq, "next"));
    check_credentials(rq, w);
    *in = w;
    return ok();
}

/* The form that waited, with a fresh CSRF token, for its person to send it now. */
static void held_page(struct req *rq, struct session *s, const char *path)
{
    struct form_pair *pairs = arena_array(rq->arena, struct form_pair, HELD_MAX);
    size_t len = form_pairs(rq->arena, req_form(rq, "held"), pairs, HELD_MAX), n = 0;

    for (size_t i = 0; i < len; i++)
        if (strcmp(pairs[i].name, "csrf") != 0)
            pairs[n++] = pairs[i];
    page_begin(rq, s, text(s->lang, "account.held.title"));
    view_account_held(&rq->out, &(struct view_account_held){.address = {path},
                                                            .csrf = csrf_input(s),
                                                            .pairs = pairs,
                                                            .pairs_len = n});
    page_end(rq, s);
}

/* A wrong code is asked for once more, and says so. */
static struct err ask_code(struct req *rq, struct session *s, const struct signed_in *to)
{
    if (to->wrong) {
        rq->status = 422;
        req_fault(rq, "code", "account.code.wrong");
    }
    return code_form(rq, s, to->step);
}

struct err sign_in_show(struct req *rq, struct session *s, const void *in,
                        const void *out)
{
    const struct sign_in *w = in;
    const struct signed_in *done = out;

    if (done == NULL)
        return failed(ERR_INVALID, "account.sign_in.failed");
    return done->need == SIGN_IN_CODE ? ask_code(rq, s, done)
                                      : signed_in_go(rq, s, done, w->next);
}

struct err signed_in_go(struct req *rq, struct session *s, const struct signed_in *done,
                        const char *next)
{
    const char *held = req_form(rq, "held_path");

    guard_set_cookie(turn_of(rq)->web, rq, done->token);
    s->lang = done->lang;
    s->csrf = done->csrf;
    s->actor.user = done->user;
    s->actor.roles = done->roles;
    if (held[0] == '\0')
        resp_see_other(rq, "%s", next);
    else
        held_page(rq, s, local_path(held));
    return ok();
}

struct err sign_out_read(struct req *rq, void **in)
{
    bool cookie;

    *in = (void *)(uintptr_t)guard_token(turn_of(rq)->web, rq, &cookie);
    return ok();
}

struct err sign_out_show(struct req *rq, struct session *s, const void *in,
                         const void *out)
{
    (void)s, (void)in, (void)out;
    guard_set_cookie(turn_of(rq)->web, rq, "");
    resp_header(rq, "Clear-Site-Data", "\"cache\"");
    resp_see_other(rq, "/sign-in#out"); /* sign_in.js removes what was carried */
    return ok();
}

struct err lang_read(struct req *rq, void **in)
{
    const char *lang = text_lang(req_form(rq, "lang"));

    if (lang == NULL)
        req_fault(rq, "lang", "errors.bad_lang");
    *in = (void *)(uintptr_t)lang;
    return ok();
}

struct err lang_show(struct req *rq, struct session *s, const void *in, const void *out)
{
    char cookie[80] = "lang=";

    (void)s, (void)out;
    strncat(cookie, in, 8);
    strncat(cookie, "; Path=/; SameSite=Lax; Max-Age=31536000", sizeof cookie - 16);
    resp_header(rq, "Set-Cookie", arena_copy(rq->arena, cookie, strlen(cookie)));
    resp_see_other(rq, "%s", local_path(req_form(rq, "back")));
    return ok();
}

/* GET /welcome: the token is in the fragment, which only the browser knows. */
struct err welcome_page(struct req *rq, struct session *s, const void *in,
                        const void *out)
{
    const struct view_account_welcome v = {
        .script = asset_url(rq->arena, "js/desk/open_link.js")};

    (void)in, (void)out;
    if (rq->method == POST) /* the password form, come back */
        return welcome_open_show(rq, s, NULL, NULL);
    page_begin(rq, s, text(s->lang, "account.welcome.title"));
    view_account_welcome(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

struct err welcome_open_read(struct req *rq, void **in)
{
    struct welcome *w = arena_new(rq->arena, struct welcome);

    w->token = req_form(rq, "token");
    w->password = "";
    *in = w;
    return ok();
}

struct err welcome_open_show(struct req *rq, struct session *s, const void *in,
                             const void *out)
{
    const struct welcomed *who = out;
    const struct view_account_password v = {
        .token = req_form(rq, "token"),
        .email = who != NULL ? who->email : "",
        .name = who != NULL ? who->name : NULL,
        .fault = page_fault(rq, s, "password"),
    };

    (void)in;
    page_begin(rq, s, text(s->lang, "account.welcome.title"));
    view_account_password(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

struct err welcome_read(struct req *rq, void **in)
{
    struct welcome *w;

    TRY(welcome_open_read(rq, in));
    w = *in;
    w->password = req_form(rq, "password");
    if (w->password[0] == '\0')
        req_fault(rq, "password", "account.password.missing");
    return ok();
}

struct err welcome_show(struct req *rq, struct session *s, const void *in,
                        const void *out)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/sign-in");
    return ok();
}
