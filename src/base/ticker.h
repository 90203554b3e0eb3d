/* ticker.h -- a thread that does the same thing again and again, with a pause between,
 * until it is stopped.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_TICKER_H
#define BASE_TICKER_H

#include "core/base.h"

#include <pthread.h>

struct ticker {
    void (*tick)(void *ctx);
    void *ctx;
    int64_t pause_us;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t stop_asked;
    bool running, stopping;
};

/* The first tick comes at once.  False when no thread can be had. */
bool ticker_start(struct ticker *t, void (*tick)(void *ctx), void *ctx, int64_t pause_us);
/* For a long tick: has somebody asked to stop? */
bool ticker_is_stopping(struct ticker *t);
/* Waits for the tick that is under way.  Nothing when it never started. */
void ticker_stop(struct ticker *t);

#endif
