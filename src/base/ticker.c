/* ticker.c -- see ticker.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/ticker.h"

#include "base/clock.h"

#include <errno.h>

/* True when the pause is over, false when somebody asked to stop. */
static bool pause_over(struct ticker *t)
{
    struct timespec until = clock_steady_after(t->pause_us);

    pthread_mutex_lock(&t->lock);
    while (!t->stopping &&
           pthread_cond_timedwait(&t->stop_asked, &t->lock, &until) != ETIMEDOUT)
        continue;
    bool go_on = !t->stopping;
    pthread_mutex_unlock(&t->lock);
    return go_on;
}

static void *work(void *ctx)
{
    struct ticker *t = ctx;

    do
        t->tick(t->ctx);
    while (pause_over(t));
    return NULL;
}

bool ticker_start(struct ticker *t, void (*tick)(void *ctx), void *ctx, int64_t pause_us)
{
    *t = (struct ticker){.tick = tick, .ctx = ctx, .pause_us = pause_us};
    pthread_mutex_init(&t->lock, NULL);
    clock_cond_init(&t->stop_asked);
    t->running = pthread_create(&t->thread, NULL, work, t) == 0;
    return t->running;
}

bool ticker_is_stopping(struct ticker *t)
{
    pthread_mutex_lock(&t->lock);
    bool stopping = t->stopping;
    pthread_mutex_unlock(&t->lock);
    return stopping;
}

void ticker_stop(struct ticker *t)
{
    if (!t->running)
        return;
    pthread_mutex_lock(&t->lock);
    t->stopping = true;
    pthread_cond_signal(&t->stop_asked);
    pthread_mutex_unlock(&t->lock);
    pthread_join(t->thread, NULL);
    t->running = false;
}
