/* out.c -- see out.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/out.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The buffer comes from malloc, for the HTTP library takes it over and frees it. */
void put_bytes(struct out *o, const char *s, size_t len)
{
    if (o->len + len + 1 > o->cap) {
        o->cap = (o->len + len + 1) * 2;
        o->buf = memory_grow(o->buf, o->cap);
    }
    if (len > 0)
        memcpy(o->buf + o->len, s, len);
    o->len += len;
    o->buf[o->len] = '\0';
}

void put_markup(struct out *o, const char *literal)
{
    put_bytes(o, literal, strlen(literal));
}

void put_html(struct out *o, struct html h)
{
    put_markup(o, h.s == NULL ? "" : h.s);
}

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void put_text(struct out *o, const char *s)
{
    if (s == NULL)
        return;
    while (*s != '\0') {
        size_t plain = strcspn(s, "&<>\"'");

        put_bytes(o, s, plain);
        s += plain;
        if (*s != '\0')
            put_markup(o, entity(*s++));
    }
}

void put_url(struct out *o, struct url u)
{
    put_text(o, u.s);
}

void put_int(struct out *o, int64_t n)
{
    char s[24];

    put_bytes(o, s, (size_t)snprintf(s, sizeof s, "%" PRId64, n));
}

void out_free(struct out *o)
{
    free(o->buf);
    o->buf = NULL;
    o->len = o->cap = 0;
}

char *url_escape(struct arena *a, const char *s)
{
    static const char digits[] = "0123456789ABCDEF";
    char *to = arena_alloc(a, 3 * strlen(s) + 1), *at = to;

    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;

        if ((c < 128 && isalnum(c)) || strchr("-._~", c) != NULL) {
            *at++ = (char)c;
        } else {
            *at++ = '%';
            *at++ = digits[c >> 4];
            *at++ = digits[c & 15];
        }
    }
    return to;
}

struct url url_of(struct arena *a, const char *fmt, ...)
{
    char path[1024];
    va_list ap;

    va_start(ap, fmt);
    int len = vsnprintf(path, sizeof path, fmt, ap);
    va_end(ap);
    require(len >= 0 && (size_t)len < sizeof path);
    /* A query or a telephone number is told by our own format, never by a value. */
    require((path[0] == '/' && path[1] != '/') || fmt[0] == '?' ||
            strncmp(fmt, "tel:", 4) == 0 || strncmp(fmt, "sms:", 4) == 0);
    return (struct url){arena_copy(a, path, (size_t)len)};
}
