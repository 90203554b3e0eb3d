/* idp_pages.c -- see idp_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/idp_pages.h"

#include "app/idp_app.h"
#include "base/json.h"
#include "base/text.h"
#include "core/build.h"
#include "web/account_pages.h"
#include "web/case_pages.h"
#include "web/guard.h"
#include "web/layout.h"
#include "web/views_account.h"

#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 2000 }; /* of what a provider sends along */

const struct idp_offer *idp_offers_shown(struct session *s, const char *next, size_t *len)
{
    struct idp_offer *out = arena_array(s->arena, struct idp_offer, SIDES);
    struct idps all;

    *len = 0;
    if (idp_offers(s, &all).kind != OK)
        return out;
    for (size_t i = 0; i < all.len; i++)
        out[(*len)++] = (struct idp_offer){
            .address = url_of(s->arena, "/sign-in/with/%s?next=%s",
                              side_name(all.of[i].side), url_escape(s->arena, next)),
            .words = text_fill(s->arena, s->lang, "account.idp.with", "organisation",
                               all.of[i].name, NULL),
        };
    return out;
}

static const char *cookie_name(struct req *rq)
{
    return turn_of(rq)->web->host_cookie ? "__Host-idp" : "idp";
}

/* A visit to another site and back is no visit from another site: Lax. */
static void set_cookie(struct req *rq, const char *value)
{
    struct build b = {.arena = rq->arena};

    build_text(&b, cookie_name(rq));
    build_char(&b, '=');
    build_text(&b, value);
    build_text(&b, "; Path=/; HttpOnly; SameSite=Lax; Max-Age=");
    build_int(&b, value[0] == '\0' ? 0 : IDP_LASTS_MS / 1000);
    if (turn_of(rq)->web->host_cookie)
        build_text(&b, "; Secure");
    resp_header(rq, "Set-Cookie", build_done(&b));
}

static struct err side_of(struct req *rq, enum side *out)
{
    return side_parse(rq->param[0], out) ? ok()
                                         : failed(ERR_NOT_FOUND, "error.not_found");
}

READ(idp_go_read)
{
    struct idp_go *g = arena_new(rq->arena, struct idp_go);

    TRY(side_of(rq, &g->side));
    g->next = local_path(req_query(rq, "next"));
    *in = g;
    return ok();
}

SHOW(idp_go_show)
{
    const struct idp_go *g = in;

    (void)s, (void)out;
    set_cookie(rq, g->cookie);
    rq->status = 303;
    resp_header(rq, "Location", g->url);
    return ok();
}

READ(idp_back_read)
{
    struct idp_back *b = arena_new(rq->arena, struct idp_back);

    TRY(side_of(rq, &b->side));
    b->code = req_query(rq, "code");
    b->state = req_query(rq, "state");
    b->issuer = req_query(rq, "iss");
    b->error = req_query(rq, "error");
    b->cookie = req_cookie(rq, cookie_name(rq));
    b->how = (struct sign_in){.kind = "cookie", .label = agent_label(rq)};
    *in = b;
    return ok();
}

static const char *word_of(const struct json *map, const char *name)
{
    const char *word = json_text(map, name);

    return word != NULL ? word : "";
}

READ(session_provider_read)
{
    struct idp_back *b = arena_new(rq->arena, struct idp_back);
    struct json body;

    TRY(json_read(rq->arena, rq->body, rq->body_len, &body));
    b->code = word_of(&body, "code");
    b->state = word_of(&body, "state");
    b->issuer = word_of(&body, "iss");
    b->error = word_of(&body, "error");
    b->cookie = req_cookie(rq, cookie_name(rq));
    b->how = session_phone_read(rq, &body);
    if (!side_parse(json_text(&body, "side"), &b->side))
        req_fault(rq, "side", "errors.required");
    *in = b;
    return ok();
}

static struct err ask_code(struct req *rq, struct session *s, const struct idp_back *b,
                           const struct signed_in *to)
{
    page_begin(rq, s, text(s->lang, "account.code.title"));
    view_account_code(&rq->out, &(struct view_account_code){.step = to->step,
                                                            .next = local_path(b->next)});
    page_end_bare(rq);
    return ok();
}

/* What came back goes on to the phone app, which alone can sign for its token; behind the
 * #, no server is told of it again. */
static void hand_over(struct req *rq, const struct idp_back *b)
{
    const struct {
        const char *name, *value;
    } words[] = {
        {"#/back/side=", side_name(b->side)},
        {"&code=", b->code},
        {"&state=", b->state},
        {"&iss=", b->issuer},
        {"&error=", b->error},
    };
    struct build to = {.arena = rq->arena};

    build_text(&to, local_path(b->next));
    for (size_t i = 0; i < COUNT(words); i++) {
        build_text(&to, words[i].name);
        if (strlen(words[i].value) <= WORD_MAX)
            build_text(&to, url_escape(rq->arena, words[i].value));
    }
    rq->status = 303;
    resp_header(rq, "Location", build_done(&to));
}

SHOW(idp_back_show)
{
    const struct idp_back *b = in;
    const struct idp_came *came = out;

    if (b->handed) {
        hand_over(rq, b);
        return ok();
    }
    if (came->refused != NULL)
        return failed(ERR_INVALID, came->refused);
    if (came->in.need == SIGN_IN_OPEN)
        guard_set_cookie(turn_of(rq)->web, rq, came->in.token);
    set_cookie(rq, "");
    if (came->in.need == SIGN_IN_CODE)
        return ask_code(rq, s, b, &came->in);
    resp_see_other(rq, "%s", local_path(b->next));
    return ok();
}

SHOW(session_provider_show)
{
    const struct idp_came *came = out;

    if (came->refused != NULL)
        return failed(ERR_SIGN_IN, came->refused);
    set_cookie(rq, "");
    if (came->in.need == SIGN_IN_CODE)
        return session_step_show(rq, came->in.step);
    return session_api_show(rq, s, in, &came->in);
}

SHOW(session_ways_show)
{
    struct json_out j = {.arena = rq->arena};
    struct idps all;

    (void)in, (void)out;
    TRY(idp_offers(s, &all));
    json_map(&j, NULL);
    json_list(&j, "providers");
    for (size_t i = 0; i < all.len; i++) {
        json_map(&j, NULL);
        json_put_text(&j, "side", side_name(all.of[i].side));
        json_put_text(&j, "name", all.of[i].name);
        json_end_map(&j);
    }
    json_end_list(&j);
    json_end_map(&j);
    put_markup(&rq->out, json_done(&j));
    rq->content_type = "application/json";
    return ok();
}
