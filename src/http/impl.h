/* impl.h -- what http/ alone knows of a request.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_IMPL_H
#define HTTP_IMPL_H

#include "http/req.h"

struct pair {
    const char *name, *value;
};

struct pairs {
    struct pair *of;
    size_t len, cap;
};

/* How this request waits: on a socket's event loop, or in the caller's own thread. */
struct req_host {
    void (*suspend)(struct req *rq);
    void (*resume)(struct req *rq);
};

struct req_impl {
    const struct req_host *host;
    struct pairs headers, form, args, cookies;
    struct form_file file; /* of a multipart form; name NULL: none */
    bool form_read, args_read, cookies_read;
    struct pairs answer; /* headers */
};

void pairs_add(struct pairs *to, struct arena *a, const char *name, const char *value);
/* The first of that name, or NULL; header names compare without case. */
const char *pairs_get(const struct pairs *p, const char *name, bool nocase);
/* application/x-www-form-urlencoded text; names and values percent-decoded. */
void pairs_parse(struct pairs *to, struct arena *a, const char *s, size_t len);
/* The fields and the file of a multipart/form-data body. */
void multipart_read(struct req *rq, const char *type);
/* %XX and, with plus, `+` decoded; NULL for a bad escape or an encoded NUL. */
char *percent_decode(struct arena *a, const char *s, size_t len, bool plus);

#endif
