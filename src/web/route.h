/* route.h -- an address and the three functions behind it (design.md section 3).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "app/session.h"
#include "http/req.h"

enum guard {
    PUBLIC = 0,         /* nobody needs to be signed in */
    SIGNED_IN = 1 << 0, /* a session, by cookie or bearer token */
    SAME_SITE =
        1 << 1,       /* a form of ours: Origin, and the CSRF token of a cookie session */
    DEVICE = 1 << 2,  /* or a device's signature in place of a session */
    AUDITED = 1 << 3, /* a read of care: no byte leaves before its audit row is durable */
    CHANGES = 1 << 4, /* act runs on the executor of .store */
    ORIGIN = 1 << 5,  /* a form of ours by its Origin alone: there is no session yet */
    ABROAD = 1 << 6,  /* .slow asks another machine: on a thread of its own */
};

/* read: HTTP thread; request -> typed input, with all faults (req_fault).
 * act:  executor for CHANGES, else on readers; sees no request, formats nothing.
 * show: HTTP thread, after durability; result -> answer.
 * Any of them may be NULL.  `in` and `out` live in the request's (job's) arena. */
struct route {
    enum method method;
    const char *path;  /* "/cases/:id/attempts" */
    enum act act_name; /* what policy.c decides about; every route has one */
    unsigned guard;
    enum store_name store; /* of a CHANGES or AUDITED route */
    size_t body_max;
    struct err (*read)(struct req *rq, void **in);
    struct err (*act)(struct session *s, const void *in, void **out);
    struct err (*show)(struct req *rq, struct session *s, const void *in,
                       const void *out);
    /* The GET route that shows the form again, filled in, when read or act failed in a
     * way the sender can mend: its show looks at rq->faults and req_form(). */
    const char *again;
    /* Before act, on the one thread for hard work (passwords); may write into `in`. */
    struct err (*slow)(struct session *s, void *in);
    /* Between act and show of a GET, on the thread for papers: waits for the helper. */
    struct err (*make)(struct session *s, void *out);
    /* A second job, on another store, once the first is durable; *out is carried on. */
    enum store_name then_store;
    struct err (*then)(struct session *s, const void *in, void **out);
    bool (*then_due)(const void *in); /* NULL: always */
};

extern const struct route routes[];
extern const size_t routes_len;
extern const int http_status[ERR_KINDS];

#endif
