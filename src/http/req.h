/* req.h -- a request whose head and body have passed the door, and its answer.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_REQ_H
#define HTTP_REQ_H

#include "core/arena.h"
#include "core/err.h"
#include "core/fault.h"
#include "http/out.h"

enum method { GET, POST, PUT, DELETE_, METHODS }; /* HEAD is served as GET, bodyless */

#define PATH_PARAMS 4

struct req {
    struct arena *arena;
    enum method method;
    const char *path;
    const char *param[PATH_PARAMS]; /* the :words of the route, in order */
    const char *body;               /* NUL-terminated, body_len bytes */
    size_t body_len;
    char request_id[37];
    struct fault faults[FAULTS_MAX];
    size_t faults_len;
    struct req_impl *impl; /* headers, cookies, form: http/ only */

    /* the answer */
    int status;
    struct out out;
    const char *content_type; /* "text/html; charset=utf-8" unless set */
};

/* "" when absent; values are UTF-8, NUL-free, trimmed. */
const char *req_form(struct req *rq, const char *name);
/* All values of a repeated control; returns their number, at most max. */
size_t req_form_all(struct req *rq, const char *name, const char **out, size_t max);
const char *req_query(struct req *rq, const char *name);
const char *req_header(struct req *rq, const char *name);
const char *req_cookie(struct req *rq, const char *name);

void req_fault(struct req *rq, const char *field, const char *msg);
/* NULL, or the message id of the field's fault. */
const char *req_fault_of(const struct req *rq, const char *field);

void resp_header(struct req *rq, const char *name, const char *value);
/* 303 to a local path; what goes into it is escaped for a path. */
void resp_see_other(struct req *rq, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
