/* local.h -- a request without a socket: the same door, the same handler, the caller's
 * own thread.  For tests and self-checks.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_LOCAL_H
#define HTTP_LOCAL_H

#include "http/door.h"

struct local_ask {
    const char *method, *target;
    const struct pair *headers; /* Host and Content-Length are added when absent */
    size_t headers_len;
    const char *body;
    size_t body_len;
};

struct local_answer {
    int status;
    const struct pair *headers;
    size_t headers_len;
    const char *body; /* NUL-terminated */
    size_t body_len;
};

/* What the answer points at lives in `a`. */
void local_request(const struct handler *h, const struct local_ask *ask, struct arena *a,
                   struct local_answer *out);
/* "" when absent. */
const char *local_header(const struct local_answer *answer, const char *name);

#endif
