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

/* RFC 9110, 5.6.2.  A name that one reader cuts at an odd letter is another header to
 * the next reader. */
static bool is_token(const char *s)
{
    static const char marks[] = "!#$%&'*+-.^_`|~";

    if (*s == '\0')
        return false;
    for (; *s != '\0'; s++)
        if (!str_is_letter(*s) && !str_is_digit(*s) && strchr(marks, *s) == NULL)
            return false;
    return true;
}

/* RFC 9110, 5.5: a bare CR, which the library leaves in a value, ends the line for some
 * other reader. */
static bool has_control(const char *s)
{
    for (; *s != '\0'; s++)
        if (((unsigned char)*s < ' ' && *s != '\t') || *s == 0x7f)
            return true;
    return false;
}

/* libmicrohttpd 0.9.75 puts the text of a folded line behind the header's name:
 * "Transfer-Encoding:", folded, "chunked" arrives as "Transfer-Encodingchunked". */
static bool hides_length(const char *name)
{
    static const char *const names[] = {"content-length", "transfer-encoding"};

    for (size_t i = 0; i < COUNT(names); i++) {
        size_t len = strlen(names[i]);

        if (strncasecmp(name, names[i], len) == 0 && name[len] != '\0')
            return true;
    }
    return false;
}

static void look_at(struct seen *k, const struct pair *h)
{
    k->bad |= !is_token(h->name) || has_control(h->value) || hides_length(h->name);
    if (strcasecmp(h->name, "content-length") == 0) {
        k->lengths++;
        k->bad |= h->value[0] == '\0' || strlen(h->value) > 18 ||
                  strspn(h->value, "0123456789") != strlen(h->value);
    } else if (strcasecmp(h->name, "transfer-encoding") == 0) {
        k->encodings++;
        k->bad |= strcasecmp(h->value, "chunked") != 0;
    } else if (strcasecmp(h->name, "host") == 0) {
        k->hosts++;
        k->bad |= h->value[0] == '\0';
    }
}

struct rejection door_headers(struct req *rq, size_t body_max)
{
    struct seen k = {0};

    for (size_t i = 0; i < rq->impl->headers.len; i++)
        look_at(&k, &rq->impl->headers.of[i]);
    if (k.bad || k.lengths + k.encodings > 1 || k.hosts != 1)
        return REFUSE(400, "errors.bad_head");
    if (strtoull(req_header(rq, "content-length"), NULL, 10) > body_max)
        return REFUSE(413, "errors.too_large");
    return COME_IN;
}

#define CSP_START "default-src 'none'; script-src 'self'"
#define CSP_END                                                                      \
    "; style-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; "   \
    "manifest-src 'self'; img-src 'self' blob: data:; form-action 'self'; base-uri " \
    "'none'; frame-ancestors 'none'"

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
