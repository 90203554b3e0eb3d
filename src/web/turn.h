/* turn.h -- one request's way through guard, read, act and show.  web/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_TURN_H
#define WEB_TURN_H

#include "app/change.h"
#include "web/route.h"
#include "web/slow.h"
#include "web/web.h"

#include <stdatomic.h>

/* Of the histogram: at most 1, 5, 10, 50, 100, 500, 1000 ms, more. */
#define DURATIONS 8

struct web {
    struct web_config config;
    struct handler handler;
    struct slow *slow, *paper; /* a thread each: passwords; PDFs; */
    struct slow *abroad;       /* what other machines are asked */
    struct server *server;
    bool https, host_cookie;
    _Atomic uint64_t answers[6]; /* by hundred of the status */
    _Atomic uint64_t durations[DURATIONS];
    _Atomic uint64_t duration_us;
    _Atomic uint64_t jobs, refused, shed;
};

enum stage {
    STAGE_NEW,
    STAGE_SLOW,
    STAGE_CHANGE,
    STAGE_THEN,
    STAGE_MAKE,
    STAGE_AUDIT,
    STAGE_OVER
};

struct turn {
    struct web *web;
    const struct route *route;
    struct session session;
    void *in, *out;
    enum stage stage;
    int64_t started_us;
    bool passed; /* the guard */
    bool again;  /* shows a form again; `failure` says why */
    struct err failure;
    struct change_job change, then, audit;
    struct slow_job slow;
};

/* The route for this address; NULL and *allow (methods, or NULL) when there is none. */
const struct route *route_find(struct req *rq, const char **allow);
const struct route *route_at(enum method m, const char *path);

enum step turn_step(void *ctx, struct req *rq);
void turn_refuse(void *ctx, struct req *rq, int status, const char *msg);
void turn_closed(void *ctx, struct req *rq);
size_t turn_body_max(void *ctx, struct req *rq);

struct turn *turn_of(struct req *rq);

#endif
