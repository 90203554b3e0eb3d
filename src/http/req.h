/* req.h -- a request whose head and body have passed the door, and its answer.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_REQ_H
#define HTTP_REQ_H

#include "core/arena.h"
#include "core/err.h"
#include "core/fault.h"
#include "http/out.h"

enum method { GET, POST, PUT, DELETE_, METHODS }; /* HEAD is served as GET, bodyless */
extern const char *const method_names[METHODS];

#define PATH_PARAMS 4

struct req {
    struct arena *arena;
    enum method method;
    const char *path;               /* as sent, without the query */
    const char *query;              /* as sent, without the `?` */
    const char *param[PATH_PARAMS]; /* the :words of the route, in order, decoded */
    const char *body;               /* NUL-terminated, body_len bytes */
    size_t body_len;
    char request_id[37];
    bool from_loopback; /* straight from this machine, through no proxy */
    struct faults faults;
    struct req_impl *impl; /* headers, cookies, form: http/ only */
    void *turn;            /* whoever answers keeps its place here */

    /* the answer */
    int status;
    struct out out;
    struct bytes fixed;       /* instead of out: bytes that outlive the server */
    const char *content_type; /* "text/html; charset=utf-8" unless set */
    bool wasm;                /* this page may compile WebAssembly */
};

/* "" when absent; values are UTF-8, NUL-free, trimmed.  A value that is not UTF-8 reads
 * as "" and leaves a fault on its field. */
const char *req_form(struct req *rq, const char *name);
/* All values of a repeated control; returns their number, at most max. */
size_t req_form_all(struct req *rq, const char *name, const char **out, size_t max);
/* The n-th pair as it was sent; false past the last. */
bool req_form_at(struct req *rq, size_t n, const char **name, const char **value);
const char *req_query(struct req *rq, const char *name);
const char *req_header(struct req *rq, const char *name);
const char *req_cookie(struct req *rq, const char *name);

/* A form that travelled inside another, at most max pairs of it; returns their number. */
struct form_pair {
    const char *name, *value;
};
size_t form_pairs(struct arena *a, const char *form, struct form_pair *out, size_t max);

/* The file of a form that carries one, or NULL; what it is called is the sender's word.
 */
struct form_file {
    const char *name, *called;
    struct bytes bytes;
};
const struct form_file *req_file(struct req *rq, const char *name);

void req_fault(struct req *rq, const char *field, const char *msg);
/* NULL, or the message id of the field's fault. */
const char *req_fault_of(const struct req *rq, const char *field);

/* A later value of the same name replaces the earlier, but for Set-Cookie. */
void resp_header(struct req *rq, const char *name, const char *value);
/* 303 to a local path; text in it must have gone through url_escape(). */
void resp_see_other(struct req *rq, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Drops what was rendered so far, for an answer of another kind. */
void resp_reset(struct req *rq);

/* Takes the request off its thread until req_resume, which may come from any thread,
 * exactly once, and after which that thread must not touch the request again. */
void req_suspend(struct req *rq);
void req_resume(struct req *rq);

#endif
