/* door.h -- what a request must satisfy before anybody looks at it, and what every
 * answer carries.  No sockets here: server.c and local.c both come through this door.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_DOOR_H
#define HTTP_DOOR_H

#include "http/impl.h"

enum step { STEP_DONE, STEP_WAIT };

/* Who answers. */
struct handler {
    void *ctx;
    bool https; /* say so to browsers (HSTS) */
    /* The largest body for this method and path. */
    size_t (*body_max)(void *ctx, struct req *rq);
    /* Called on the HTTP thread with the whole request, and again after each
     * req_resume while it answers STEP_WAIT. */
    enum step (*step)(void *ctx, struct req *rq);
    /* Fills the answer to what the door refuses. */
    void (*refuse)(void *ctx, struct req *rq, int status, const char *msg);
    /* The request is over, answered or not. */
    void (*closed)(void *ctx, struct req *rq);
};

struct rejection {
    int status; /* 0 = come in */
    const char *msg;
};

/* Gives the request its id and an empty answer. */
void door_open(struct req *rq);
/* The address: path and query, %00, bad escapes and bad UTF-8 refused. */
struct rejection door_target(struct req *rq, const char *target);
/* The method's word; sets rq->method. */
struct rejection door_method(struct req *rq, const char *word);
/* The headers as they were sent: one Host, at most one of Content-Length and
 * Transfer-Encoding, no names but tokens, no controls in values; and a Content-Length
 * within body_max. */
struct rejection door_headers(struct req *rq, size_t body_max);
/* Last touch: security headers, request id, content type. */
void door_leave(struct req *rq, const struct handler *h);

#endif
