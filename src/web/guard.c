/* guard.c -- see guard.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/guard.h"

#include "app/account.h"
#include "app/device_proof.h"
#include "base/clock.h"
#include "base/crypto.h"
#include "base/text.h"
#include "http/router.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const struct route *route_find(struct req *rq, const char **allow)
{
    char methods[64] = "";

    *allow = NULL;
    for (size_t i = 0; i < routes_len; i++) {
        if (!path_fits(rq, routes[i].path))
            continue;
        if (routes[i].method == rq->method)
            return &routes[i];
        snprintf(methods + strlen(methods), sizeof methods - strlen(methods), "%s%s",
                 methods[0] ? ", " : "", method_names[routes[i].method]);
    }
    if (methods[0] != '\0')
        *allow = arena_copy(rq->arena, methods, strlen(methods));
    return NULL;
}

const struct route *route_at(enum method m, const char *path)
{
    for (size_t i = 0; i < routes_len; i++)
        if (routes[i].method == m && strcmp(routes[i].path, path) == 0)
            return &routes[i];
    return NULL;
}

static const char *asked_lang(struct req *rq)
{
    const char *lang = text_lang(req_cookie(rq, "lang"));

    return lang != NULL ? lang : text_negotiate(req_header(rq, "accept-language"));
}

struct turn *guard_open(struct web *w, struct req *rq)
{
    struct turn *t = arena_new(rq->arena, struct turn);

    t->web = w;
    t->started_us = clock_steady_us();
    t->session = (struct session){
        .city = w->config.city,
        .city_name = w->config.city_name,
        .practice = w->config.practice,
        .lang = asked_lang(rq),
        .now = clock_ms(),
        .zone = w->config.zone,
        .arena = rq->arena,
        .keys = w->config.keys,
        .site = w->config.site,
        .papers = w->config.papers,
        .public_url = w->config.public_url,
        .csrf = "",
        .stores = w->config.stores,
    };
    rq->turn = t;
    rq->out.lang = t->session.lang;
    return t;
}

static const char *cookie_name(const struct web *w)
{
    return w->host_cookie ? "__Host-doorstep" : "doorstep";
}

const char *guard_token(struct web *w, struct req *rq, bool *cookie)
{
    const char *bearer = req_header(rq, "authorization");

    *cookie = strncasecmp(bearer, "Bearer ", 7) != 0;
    return *cookie ? req_cookie(rq, cookie_name(w)) : bearer + 7;
}

void guard_set_cookie(struct web *w, struct req *rq, const char *token)
{
    char value[256];
    int n = snprintf(value, sizeof value, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
                     cookie_name(w), token, w->host_cookie ? "; Secure" : "",
                     token[0] == '\0' ? "; Max-Age=0" : "");

    require(n > 0 && (size_t)n < sizeof value);
    resp_header(rq, "Set-Cookie", arena_copy(rq->arena, value, (size_t)n));
}

struct device_claim guard_claim(struct req *rq)
{
    return (struct device_claim){
        .device = req_header(rq, "doorstep-device"),
        .time = req_header(rq, "doorstep-time"),
        .nonce = req_header(rq, "doorstep-nonce"),
        .signature = req_header(rq, "doorstep-signature"),
        .method = method_names[rq->method],
        .path = rq->path,
        .body = {(const uint8_t *)rq->body, rq->body_len},
    };
}

static struct err who_asks(struct turn *t, struct req *rq, const struct device_claim *c,
                           bool *by_cookie)
{
    const char *token = guard_token(t->web, rq, by_cookie);
    bool due = false;
    struct err e;

    if (token[0] == '\0')
        return ok();
    e = session_load(&t->session, token, *by_cookie, c, &due);
    if (id_is_set(id_of(t->session.bound)))
        resp_header(rq, "Doorstep-Nonce", device_nonce(&t->session));
    if (e.kind == ERR_SIGN_IN)
        return ok(); /* a stranger, then; SIGNED_IN decides whether that will do */
    TRY(e);
    if (due)
        session_touch(&t->session, token);
    return ok();
}

static struct err which_device(struct turn *t, const struct device_claim *c)
{
    return c->device[0] == '\0' ? ok() : device_load(&t->session, c);
}

static bool signed_in(const struct session *s)
{
    return id_is_set(id_of(s->actor.user));
}

/* A browser says where a form comes from; whoever says nothing is no browser, and then
 * has no cookie that someone else could ride on. */
static struct err same_site(struct turn *t, struct req *rq, bool by_cookie)
{
    const char *origin = req_header(rq, "origin"),
               *site = req_header(rq, "sec-fetch-site");
    const char *sent = req_header(rq, "x-csrf-token"), *csrf = t->session.csrf;

    if (origin[0] != '\0' && strcmp(origin, t->web->config.public_url) != 0)
        return failed(ERR_FORBIDDEN, "errors.origin");
    if (origin[0] == '\0' && site[0] != '\0' && strcmp(site, "same-origin") != 0)
        return failed(ERR_FORBIDDEN, "errors.origin");
    if (!(t->route->guard & SAME_SITE) || !signed_in(&t->session) || !by_cookie)
        return ok();
    if (sent[0] == '\0')
        sent = req_form(rq, "csrf");
    if (strlen(sent) != strlen(csrf) || !secret_same(sent, csrf, strlen(csrf)))
        return failed(ERR_FORBIDDEN, "errors.csrf");
    return ok();
}

static bool some_role_may(const struct actor *who, enum act act)
{
    if (act == ACT_PUBLIC)
        return true;
    if (act == ACT_ACCOUNT_OWN)
        return id_is_set(id_of(who->user));
    for (enum role r = 0; r < ROLES; r++)
        if ((who->roles & (1u << r)) && policy_needs(r, act) != NULL)
            return true;
    return false;
}

/* What a person may do only by a link is decided when the link was read. */
static struct err may_ask(struct turn *t, const struct route *r)
{
    if (t->session.second_first && r->act_name != ACT_PUBLIC &&
        r->act_name != ACT_ACCOUNT_OWN)
        return failed(ERR_FORBIDDEN, "account.second.first");
    if ((r->guard & (SIGNED_IN | DEVICE)) == 0 ||
        some_role_may(&t->session.actor, r->act_name))
        return ok();
    return failed(ERR_NOT_FOUND, "error.not_found");
}

/* Its phone has still to sign, and is told so: a signature alone would get it less. */
static bool waits_for_proof(const struct session *s)
{
    return id_is_set(id_of(s->bound)) && !signed_in(s);
}

static struct err known(struct turn *t, struct req *rq, const struct route *r)
{
    const struct device_found *found = NULL; /* for both of these */
    struct device_claim c = guard_claim(rq);
    bool by_cookie = true;

    c.found = &found;
    TRY(who_asks(t, rq, &c, &by_cookie));
    if ((r->guard & DEVICE) && !waits_for_proof(&t->session))
        TRY(which_device(t, &c));
    /* The origin first: a foreign form must not even reach the sign-in page. */
    if (r->guard & (SAME_SITE | ORIGIN))
        TRY(same_site(t, rq, by_cookie));
    if ((r->guard & (SIGNED_IN | DEVICE)) && !signed_in(&t->session))
        return failed(ERR_SIGN_IN, "error.sign_in");
    return may_ask(t, r);
}

/* To programs a full queue is said before anything is looked up, or the looking up would
 * be what a crowd waits for.  People are let in as far as their language and their form.
 */
static struct err room_for(const struct turn *t, const struct route *r)
{
    if ((r->guard & CHANGES) == 0 || strncmp(r->path, "/api/", 5) != 0)
        return ok();
    return change_room(t->session.stores, r->store);
}

struct err guard_pass(struct turn *t, struct req *rq)
{
    const char *allow;
    const struct route *r = route_find(rq, &allow);

    t->route = r;
    rq->wasm = strncmp(rq->path, "/field", 6) == 0;
    if (r == NULL && allow == NULL) {
        const struct device_claim c = guard_claim(rq);
        bool ignored;

        /* The answer looks as for one that may not be seen. */
        TRY(who_asks(t, rq, &c, &ignored));
        return failed(ERR_NOT_FOUND, "error.not_found");
    }
    if (r == NULL) {
        resp_header(rq, "Allow", allow);
        return failed(ERR_INVALID, "errors.method");
    }
    TRY(room_for(t, r));
    return strncmp(r->path, "/a/", 3) == 0 ? ok() : known(t, rq, r);
}

/* Who holds a link that ended must hear what to do; why it ended is in neither. */
static bool is_told(const char *msg)
{
    return strcmp(msg, "agency.link_over") == 0 ||
           strcmp(msg, "agency.open_again") == 0 || strcmp(msg, "account.link.gone") == 0;
}

struct err guard_hide(struct err e)
{
    if (e.kind == ERR_FORBIDDEN && strcmp(e.msg, "policy.denied") == 0)
        return (struct err){ERR_NOT_FOUND, "error.not_found", e.where};
    /* Whether a row is missing or somebody else's is nobody's business either. */
    if (e.kind == ERR_NOT_FOUND && !is_told(e.msg))
        return (struct err){ERR_NOT_FOUND, "error.not_found", e.where};
    return e;
}
