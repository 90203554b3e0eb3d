/* head.c -- a request's head at the door: the first line is "METHOD TARGET", then
 * "Name: value" each.  Whoever comes in has one Host, one way to say how long the body
 * is, and an address that reads in one way.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/text.h"
#include "core/str.h"
#include "http/door.h"
#include "http/router.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BODY_MAX = 1000 };

static char *next_line(char **at)
{
    char *line = *at, *end = strchr(line, '\n');

    *at = end == NULL ? line + strlen(line) : end + 1;
    if (end != NULL)
        *end = '\0';
    return line;
}

static void take_headers(struct req *rq, char *at)
{
    while (*at != '\0') {
        char *name = next_line(&at), *value = strchr(name, ':');

        if (value == NULL)
            continue;
        *value++ = '\0';
        value += strspn(value, " \t");
        pairs_add(&rq->impl->headers, rq->arena, name, value);
    }
}

/* RFC 9110, 5.6.2, said the long way round. */
static bool is_token(const char *s)
{
    if (*s == '\0')
        return false;
    for (; *s != '\0'; s++)
        if (*s <= ' ' || *s >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", *s) != NULL)
            return false;
    return true;
}

static size_t count(const struct pairs *headers, const char *name)
{
    size_t n = 0;

    for (size_t i = 0; i < headers->len; i++)
        n += strcasecmp(headers->of[i].name, name) == 0;
    return n;
}

static void look_at_header(const struct pair *h)
{
    require(is_token(h->name));
    for (const char *s = h->value; *s != '\0'; s++)
        require(*s == '\t' || !iscntrl((unsigned char)*s));
}

static void look_at_headers(struct req *rq)
{
    const struct pairs *headers = &rq->impl->headers;
    size_t lengths = count(headers, "Content-Length"),
           encodings = count(headers, "Transfer-Encoding");
    int64_t length = 0;

    for (size_t i = 0; i < headers->len; i++)
        look_at_header(&headers->of[i]);
    require(count(headers, "Host") == 1 && req_header(rq, "host")[0] != '\0');
    require(lengths <= 1 && encodings == 0);
    const char *said = req_header(rq, "CONTENT-LENGTH");
    if (lengths == 0)
        return;
    said += strspn(said, "0");
    require(*said == '\0' || (str_number(said, BODY_MAX, &length) && length <= BODY_MAX));
}

static void look_at_address(struct req *rq, const char *target)
{
    size_t len = strlen(rq->path);

    require(rq->path[0] == '/' && strpbrk(rq->path, "?\\") == NULL);
    require(strncmp(target, rq->path, len) == 0);
    require(target[len] == '\0' ? rq->query[0] == '\0'
                                : strcmp(target + len + 1, rq->query) == 0);
    if (!path_fits(rq, "/a/:hash/:name") && !path_fits(rq, "/cases/:id"))
        return;
    for (size_t i = 0; i < PATH_PARAMS; i++)
        require(rq->param[i] != NULL && utf8_valid(rq->param[i], strlen(rq->param[i])));
}

static void look_at_language(struct req *rq)
{
    const char *lang = text_negotiate(req_header(rq, "accept-language"));

    require(text_lang(lang) == lang);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct req_impl impl = {0};
    struct req rq = {.arena = &a, .impl = &impl};
    char *at = arena_copy(&a, (const char *)data, size);
    char *method = next_line(&at), *target = strchr(method, ' ');

    if (target == NULL)
        return 0;
    *target++ = '\0';
    door_open(&rq);
    take_headers(&rq, at);
    look_at_language(&rq);
    if (door_target(&rq, target).status != 0)
        return 0;
    look_at_address(&rq, target);
    if (door_method(&rq, method).status != 0)
        return 0;
    require(rq.method < METHODS);
    if (door_headers(&rq, BODY_MAX).status == 0)
        look_at_headers(&rq);
    return 0;
}
