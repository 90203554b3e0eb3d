/* sweep.c -- see sweep.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/sweep.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define FDS_MAX 65536

struct sweep {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t stop;
    bool stopping;
    int64_t allowed_us[SWEEP_STAGES]; /* 0 = for ever */
    int64_t until_us[FDS_MAX];        /* 0 = no deadline */
};

static void cut_late(struct sweep *s)
{
    int64_t now = clock_steady_us();

    for (int fd = 0; fd < FDS_MAX; fd++) {
        if (s->until_us[fd] != 0 && s->until_us[fd] < now) {
            /* The library sees the end of the stream and closes it in its own thread. */
            shutdown(fd, SHUT_RDWR);
            s->until_us[fd] = 0;
        }
    }
}

static void *run(void *arg)
{
    struct sweep *s = arg;
    int64_t step_us = s->allowed_us[SWEEP_HEAD] / 10;

    pthread_mutex_lock(&s->lock);
    while (!s->stopping) {
        struct timespec t = clock_steady_after(step_us);

        pthread_cond_timedwait(&s->stop, &s->lock, &t);
        cut_late(s);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

struct err sweep_start(int head_deadline_ms, struct sweep **out)
{
    struct sweep *s = memory_new(sizeof *s);

    s->allowed_us[SWEEP_HEAD] = (int64_t)head_deadline_ms * 1000;
    s->allowed_us[SWEEP_BODY] = INT64_C(180) * 1000000;
    s->allowed_us[SWEEP_SENDING] = INT64_C(180) * 1000000;
    s->allowed_us[SWEEP_IDLE] = INT64_C(75) * 1000000;
    pthread_mutex_init(&s->lock, NULL);
    clock_cond_init(&s->stop);
    if (pthread_create(&s->thread, NULL, run, s) != 0) {
        free(s);
        return failed(ERR_BROKEN, "errors.thread");
    }
    *out = s;
    return ok();
}

void sweep_set(struct sweep *s, int fd, enum sweep_stage stage)
{
    if (fd < 0 || fd >= FDS_MAX)
        return;
    pthread_mutex_lock(&s->lock);
    s->until_us[fd] =
        s->allowed_us[stage] == 0 ? 0 : clock_steady_us() + s->allowed_us[stage];
    pthread_mutex_unlock(&s->lock);
}

void sweep_stop(struct sweep **sweep)
{
    struct sweep *s = *sweep;

    *sweep = NULL;
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_cond_signal(&s->stop);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    pthread_cond_destroy(&s->stop);
    pthread_mutex_destroy(&s->lock);
    free(s);
}
