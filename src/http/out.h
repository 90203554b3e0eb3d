/* out.h -- a body under construction.  put() escapes; only struct html does not.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_OUT_H
#define HTTP_OUT_H

#include "core/base.h"

struct html {
    const char *s;
}; /* markup we wrote ourselves */
struct url {
    const char *s;
}; /* a local path or a checked address, allowed as a whole href */
struct out {
    char *buf;
    size_t len, cap;
};

void put_bytes(struct out *o, const char *s, size_t len);
void put_markup(struct out *o, const char *literal);
void put_text(struct out *o, const char *untrusted);
void put_int(struct out *o, int64_t n);
void put_html(struct out *o, struct html h);
void put_url(struct out *o, struct url u);
void out_free(struct out *o);

#define put(o, x)               \
    _Generic((x),               \
        const char *: put_text, \
        char *: put_text,       \
        int64_t: put_int,       \
        struct html: put_html,  \
        struct url: put_url)((o), (x))

#endif
