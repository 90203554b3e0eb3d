/* web.c -- see web.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/web.h"

#include "app/idp_app.h"
#include "base/near.h"
#include "http/server.h"
#include "web/turn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct err web_open(const struct web_config *c, struct web **out)
{
    struct web *w = memory_new(sizeof *w);

    w->config = *c;
    w->config.site.idp = idp_memory_new();
    w->https = strncmp(c->public_url, "https://", 8) == 0;
    w->host_cookie = w->https || url_is_near(c->public_url);
    w->handler = (struct handler){.ctx = w,
                                  .https = w->https,
                                  .body_max = turn_body_max,
                                  .step = turn_step,
                                  .refuse = turn_refuse,
                                  .closed = turn_closed};
    *out = w;
    TRY(slow_start(&w->slow));
    TRY(slow_start(&w->abroad));
    return slow_start(&w->paper);
}

struct err web_start(const struct web_config *c, struct web **out)
{
    const struct server_config at = {.listen = c->listen,
                                     .port = c->port,
                                     .tls_cert = c->tls_cert,
                                     .tls_key = c->tls_key};
    struct web *w;
    struct err e;

    TRY(web_open(c, &w));
    e = server_start(&at, &w->handler, &w->server);
    if (e.kind != OK) {
        web_stop(&w);
        return e;
    }
    *out = w;
    return ok();
}

uint16_t web_port(const struct web *w)
{
    return server_port(w->server);
}

const struct handler *web_handler(struct web *w)
{
    return &w->handler;
}

void web_stop(struct web **web)
{
    struct web *w = *web;

    if (w == NULL)
        return;
    *web = NULL;
    server_stop(&w->server);
    slow_stop(&w->slow);
    slow_stop(&w->paper);
    slow_stop(&w->abroad);
    idp_memory_free(&w->config.site.idp);
    free(w);
}

static void put_roles(struct out *o, const struct route *r)
{
    if ((r->guard & (SIGNED_IN | DEVICE)) == 0) {
        put_markup(o, " anybody");
        return;
    }
    if (r->act_name == ACT_ACCOUNT_OWN)
        put_markup(o, " everybody signed in");
    for (enum role role = 0; role < ROLES; role++) {
        const char *needs = policy_needs(role, r->act_name);

        if (needs == NULL)
            continue;
        put_markup(o, " ");
        put_markup(o, role_name(role));
        if (strcmp(needs, "always") != 0) {
            put_markup(o, "(");
            put_markup(o, needs);
            put_markup(o, ")");
        }
    }
}

static const struct {
    unsigned bit;
    const char *word;
} guard_words[] = {
    {SIGNED_IN, "signed-in"}, {DEVICE, "device"},   {SAME_SITE, "same-site"},
    {ORIGIN, "origin"},       {CHANGES, "changes"}, {AUDITED, "audited"},
    {ABROAD, "abroad"},
};

void web_routes_text(struct out *to)
{
    char line[200];

    for (size_t i = 0; i < routes_len; i++) {
        const struct route *r = &routes[i];
        char guards[80] = "";

        for (size_t k = 0; k < COUNT(guard_words); k++)
            if (r->guard & guard_words[k].bit)
                snprintf(guards + strlen(guards), sizeof guards - strlen(guards), "%s%s",
                         guards[0] ? "," : "", guard_words[k].word);
        put_bytes(to, line,
                  (size_t)snprintf(line, sizeof line, "%-6s %-34s %-17s %-28s",
                                   method_names[r->method], r->path,
                                   act_name(r->act_name), guards[0] ? guards : "public"));
        put_roles(to, r);
        put_markup(to, "\n");
    }
}
