/* door.c -- see door.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/door.h"

#include "base/clock.h"
#include "core/id.h"
#include "core/str.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define COME_IN ((struct rejection){0, NULL})
#define REFUSE(status, msg) ((struct rejection){(status), (msg)})

void door_open(struct req *rq)
{
    uint8_t random[10];

    require(getentropy(random, sizeof random) == 0);
    id_format(id_make(clock_ms(), random), rq->request_id);
    rq->status = 200;
    rq->path = rq->query = rq->body = "";
    rq->out.lang = "en";
}

struct rejection door_target(struct req *rq, const char *target)
{
    size_t len = strcspn(target, "?");
    const char *path;

    rq->path = arena_copy(rq->arena, target, len);
    if (target[len] == '?')
        rq->query = arena_copy(rq->arena, target + len + 1, strlen(target + len + 1));
    if (target[0] != '/' || strchr(rq->path, '\\') != NULL)
        return REFUSE(400, "errors.bad_address");
    for (const char *c = target; *c != '\0'; c++)
        if ((unsigned char)*c <= ' ' || *c == '\x7f')
            return REFUSE(400, "errors.bad_address");
    path = percent_decode(rq->arena, rq->path, len, false);
    if (path == NULL || !utf8_valid(path, strlen(path)))
        return REFUSE(400, "errors.bad_address");
    if (percent_decode(rq->arena, rq->query, strlen(rq->query), true) == NULL)
        return REFUSE(400, "errors.bad_address");
    return COME_IN;
}

struct rejection door_method(struct req *rq, const char *word)
{
    for (enum method m = GET; m < METHODS; m++) {
        if (strcmp(word, method_names[m]) == 0) {
            rq->method = m;
            return COME_IN;
        }
    }
    rq->method = GET;
    return strcmp(word, "HEAD") == 0 ? COME_IN : REFUSE(405, "errors.method");
}

struct seen {
    int lengths, encodings, hosts;
    bool bad;
};

#define ALNUM "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

static bool consists_of(const char *s, const char *letters)
{
    return s[0] != '\0' && s[strspn(s, letters)] == '\0';
}

static bool has_control(const char *s)
{
    for (; *s != '\0'; s++)
        if (((unsigned char)*s < ' ' && *s != '\t') || *s == '\x7f')
            return true;
    return false;
}

static void look_at(struct seen *k, const struct pair *h)
{
    k->bad |= !consists_of(h->name, ALNUM "!#$%&'*+-.^_`|~") || has_control(h->value);
    if (strcasecmp(h->name, "content-length") == 0) {
        k->lengths++;
        k->bad |= strlen(h->value) > 18 || !consists_of(h->value, "0123456789");
    } else if (strcasecmp(h->name, "transfer-encoding") == 0) {
        k->encodings++;
    } else if (strcasecmp(h->name, "host") == 0) {
        k->hosts++;
        k->bad |= !consists_of(h->value, ALNUM "-._~:[]");
    }
}

struct rejection door_headers(struct req *rq, size_t body_max)
{
    struct seen k = {0};

    for (size_t i = 0; i < rq->impl->headers.len; i++)
        look_at(&k, &rq->impl->headers.of[i]);
    if (k.bad || k.lengths + k.encodings > 1 || k.hosts != 1)
        return REFUSE(400, "errors.bad_head");
    /* Nobody of ours sends a body of unknown length, and where its pieces end is what
     * servers and proxies agree on least. */
    if (k.encodings > 0)
        return REFUSE(411, "errors.no_length");
    if (strtoull(req_header(rq, "content-length"), NULL, 10) > body_max)
        return REFUSE(413, "errors.too_large");
    return COME_IN;
}

#define CSP_START "default-src 'none'; script-src 'self'"
#define CSP_END                                                                    \
    "; style-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; " \
    "manifest-src 'self'; img-src 'self' blob: data:; media-src blob:; "           \
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

static const struct pair always[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy",
     "same-origin"}, /* no-referrer would make forms send Origin: null */
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
    {"Permissions-Policy", "camera=(self), microphone=(), geolocation=()"},
};

void door_leave(struct req *rq, const struct handler *h)
{
    for (size_t i = 0; i < COUNT(always); i++)
        resp_header(rq, always[i].name, always[i].value);
    resp_header(rq, "Content-Security-Policy",
                rq->wasm ? CSP_START " 'wasm-unsafe-eval'" CSP_END : CSP_START CSP_END);
    if (h->https)
        resp_header(rq, "Strict-Transport-Security", "max-age=31536000");
    if (pairs_get(&rq->impl->answer, "cache-control", true) == NULL)
        resp_header(rq, "Cache-Control", "no-store");
    resp_header(rq, "X-Request-Id",
                arena_copy(rq->arena, rq->request_id, strlen(rq->request_id)));
    if (rq->status != 303 && rq->status != 304)
        resp_header(rq, "Content-Type",
                    rq->content_type ? rq->content_type : "text/html; charset=utf-8");
}
