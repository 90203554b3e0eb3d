/* session_api.c -- POST and DELETE /api/v1/session: the phone signs in and out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/passkey_app.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/password.h"
#include "web/account_pages.h"
#include "web/guard.h"

#include <string.h>

struct sign_in session_phone_read(struct req *rq, const struct json *body)
{
    return (struct sign_in){.kind = "bearer",
                            .label = agent_label(rq),
                            .bind = json_truth(body, "bind"),
                            .device = guard_claim(rq)};
}

static void check_code(struct req *rq, const char *code)
{
    if (code != NULL && strlen(code) > 40)
        req_fault(rq, "code", "account.code.wrong");
}

struct err session_api_read(struct req *rq, void **in)
{
    struct sign_in *w = arena_new(rq->arena, struct sign_in);
    struct json body;

    TRY(json_read(rq->arena, rq->body, rq->body_len, &body));
    *w = session_phone_read(rq, &body);
    w->email = json_text(&body, "email");
    w->password = json_text(&body, "password");
    w->code = json_text(&body, "code");
    if (w->email == NULL || w->email[0] == '\0' || strlen(w->email) > 254)
        req_fault(rq, "email", "account.email.missing");
    if (w->password == NULL || w->password[0] == '\0' ||
        strlen(w->password) > PASSWORD_BYTES)
        req_fault(rq, "password", "account.password.missing");
    check_code(rq, w->code);
    *in = w;
    return ok();
}

/* What is no base64url is nothing, and opens nothing. */
static struct bytes bytes_of(struct req *rq, const struct json *body, const char *name)
{
    const char *text = json_text(body, name);
    struct bytes out = {0};

    return text != NULL && base64url_read(rq->arena, text, strlen(text), &out)
               ? out
               : (struct bytes){0};
}

struct err session_passkey_read(struct req *rq, void **in)
{
    struct passkey_enter *w = arena_new(rq->arena, struct passkey_enter);
    struct json body;

    TRY(json_read(rq->arena, rq->body, rq->body_len, &body));
    w->how = session_phone_read(rq, &body);
    w->claim.credential = bytes_of(rq, &body, "id");
    w->claim.said = (struct passkey_said){.client = bytes_of(rq, &body, "client"),
                                          .data = bytes_of(rq, &body, "data"),
                                          .signature = bytes_of(rq, &body, "signature")};
    *in = w;
    return ok();
}

/* The code of the second factor, after a provider that showed none. */
struct err session_code_read(struct req *rq, void **in)
{
    struct sign_in *w = arena_new(rq->arena, struct sign_in);
    struct json body;

    TRY(json_read(rq->arena, rq->body, rq->body_len, &body));
    *w = session_phone_read(rq, &body);
    w->step = json_text(&body, "step");
    w->code = json_text(&body, "code");
    if (w->step == NULL)
        req_fault(rq, "step", "errors.required");
    check_code(rq, w->code);
    *in = w;
    return ok();
}

static void put_roles(struct json_out *j, unsigned roles)
{
    json_list(j, "roles");
    for (enum role r = 0; r < ROLES; r++)
        if (roles & (1u << r))
            json_put_text(j, NULL, role_name(r));
    json_end_list(j);
}

struct err session_step_show(struct req *rq, const char *step)
{
    struct json_out j = {.arena = rq->arena};

    json_map(&j, NULL);
    json_put_text(&j, "step", step);
    json_end_map(&j);
    put_markup(&rq->out, json_done(&j));
    rq->content_type = "application/json";
    return ok();
}

/* The phone asks for what is missing, by the fault's field. */
static struct err ask_more(struct req *rq, const struct signed_in *to)
{
    const char *msg = to->need == SIGN_IN_SET_UP ? "account.second.first"
                      : to->wrong                ? "account.code.wrong"
                                                 : "account.code.missing";

    req_fault(rq, to->need == SIGN_IN_CODE ? "code" : "second_step", msg);
    return failed(ERR_SIGN_IN, msg);
}

struct err session_api_show(struct req *rq, struct session *s, const void *in,
                            const void *out)
{
    const struct signed_in *done = out;
    struct json_out j = {.arena = rq->arena};
    char id[ID_TEXT];

    (void)s, (void)in;
    if (done == NULL)
        return failed(ERR_SIGN_IN, "account.sign_in.failed");
    if (done->need != SIGN_IN_OPEN)
        return ask_more(rq, done);
    id_format(id_of(done->user), id);
    json_map(&j, NULL);
    json_put_text(&j, "token", done->token);
    json_put_int(&j, "expires_at", done->expires_at);
    json_put_text(&j, "person", id);
    json_put_text(&j, "email", done->email);
    json_put_text(&j, "name", done->name);
    json_put_text(&j, "lang", done->lang);
    put_roles(&j, done->roles);
    json_end_map(&j);
    put_markup(&rq->out, json_done(&j));
    rq->content_type = "application/json";
    return ok();
}

struct err session_passkey_show(struct req *rq, struct session *s, const void *in,
                                const void *out)
{
    return out != NULL ? session_api_show(rq, s, in, out)
                       : failed(ERR_SIGN_IN, "account.passkey.opens_nothing");
}

struct err session_api_end(struct req *rq, struct session *s, const void *in,
                           const void *out)
{
    (void)s, (void)in, (void)out;
    rq->status = 204;
    rq->content_type = "application/json";
    return ok();
}
