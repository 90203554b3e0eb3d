/* slow.h -- one thread for work that is hard on purpose (argon2id), with a short queue:
 * a flood of sign-ins must not starve everything else of memory and cores.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_SLOW_H
#define WEB_SLOW_H

#include "core/err.h"

#define SLOW_QUEUE 32

struct slow;

struct slow_job {
    struct slow_job *next;
    void (*run)(void *ctx);
    void *ctx;
};

MUST_CHECK struct err slow_start(struct slow **out);
/* ERR_BUSY when the queue is full; else run is called once, on the thread. */
MUST_CHECK struct err slow_submit(struct slow *s, struct slow_job *job);
void slow_stop(struct slow **slow);

#endif
