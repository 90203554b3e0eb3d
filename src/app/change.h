/* change.h -- one app function as a job of a store's executor.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_CHANGE_H
#define APP_CHANGE_H

#include "app/session.h"

/* Submitted with change_submit and owned by the caller, who frees job.arena (where the
 * answer lives) once `done` was called. */
struct change_job {
    struct job job;         /* first */
    struct session session; /* a copy of the request's: a run may be repeated */
    const struct session *asked;
    enum store_name store;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    void *out, *before; /* `before`: what an earlier stage answered */
    void (*done)(void *ctx);
    void *ctx;
    bool owed; /* the rest of work that is half done: never refused for a full queue */
};

/* ERR_BUSY at once, without calling done, when the store is away or its queue is full. */
MUST_CHECK struct err change_submit(struct change_job *c);
/* ERR_BUSY when a change of this store would be refused now: before any work for it. */
MUST_CHECK struct err change_room(const struct stores *stores, enum store_name name);

/* The same of a read that was refused: the row names the case that was asked for, whether
 * or not there is one, and nothing counts as seen. */
MUST_CHECK struct err change_audit_denied(struct session *s, const void *in, void **out);

/* The audit job of a read: a change_job whose act this is.  Writes one audit row that
 * names `in`, the route's act, and a row of `seen` for each first sight.  *out: NULL, or
 * something when it was one case too many (reads_app.h) and must not be shown. */
MUST_CHECK struct err change_audit_read(struct session *s, const void *in, void **out);

#endif
