/* sweep.h -- a deadline for every stage of a connection, kept by one thread, so that
 * nobody holds one by sending a byte now and then.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_SWEEP_H
#define HTTP_SWEEP_H

#include "core/err.h"

enum sweep_stage {
    SWEEP_CLOSED,
    SWEEP_HEAD,    /* the head is awaited */
    SWEEP_BODY,    /* a slow phone may take its time: sweep_earn */
    SWEEP_OURS,    /* we work: no deadline */
    SWEEP_SENDING, /* the answer is being read */
    SWEEP_IDLE,    /* between two requests */
    SWEEP_STAGES
};

struct sweep;

/* room: of connections; when more are open, one that only sits there is cut off for each
 * that comes. */
MUST_CHECK struct err sweep_start(int head_deadline_ms, int room, struct sweep **out);
/* Must be called with SWEEP_CLOSED before the descriptor is closed. */
void sweep_set(struct sweep *s, int fd, enum sweep_stage stage);
/* So many bytes of the body came. */
void sweep_earn(struct sweep *s, int fd, size_t bytes);
void sweep_stop(struct sweep **sweep);

#endif
