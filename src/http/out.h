/* out.h -- a body under construction.  put() escapes; only struct html does not.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_OUT_H
#define HTTP_OUT_H

#include "core/arena.h"

struct html {
    const char *s;
}; /* markup we wrote ourselves */
struct url {
    const char *s;
}; /* a local path or a checked address, allowed as a whole href */
struct out {
    char *buf;
    size_t len, cap;
    const char *lang; /* of the page's sentences */
};

void put_bytes(struct out *o, const char *s, size_t len);
void put_markup(struct out *o, const char *literal);
void put_text(struct out *o, const char *untrusted); /* NULL is "" */
void put_int(struct out *o, int64_t n);
void put_html(struct out *o, struct html h);
void put_url(struct out *o, struct url u);
void out_free(struct out *o);

/* A local address; what came from outside goes through url_escape() first. */
struct url url_of(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* `s` with everything but letters, digits and -._~ as %XX. */
char *url_escape(struct arena *a, const char *s);

static inline bool is_text(const char *s)
{
    return s != NULL && *s != '\0';
}
static inline bool is_html(struct html h)
{
    return is_text(h.s);
}
static inline bool is_url(struct url u)
{
    return is_text(u.s);
}
static inline bool is_int(int64_t n)
{
    return n != 0;
}

static inline bool is_size(size_t n)
{
    return n != 0;
}

#define put(o, x) \
    _Generic((x),               \
        const char *: put_text, \
        char *: put_text,       \
        int: put_int,           \
        int64_t: put_int,       \
        struct html: put_html,  \
        struct url: put_url)((o), (x))

/* What {{if x}} asks. */
#define is(x) \
    _Generic((x),              \
        const char *: is_text, \
        char *: is_text,       \
        struct html: is_html,  \
        struct url: is_url,    \
        bool: is_int,          \
        int: is_int,           \
        int64_t: is_int,       \
        size_t: is_size)((x))

#endif
