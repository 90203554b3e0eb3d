/* sweep.c -- see sweep.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/sweep.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

#define FDS_MAX 65536

/* A body may stall so long; each byte that comes earns it what it takes at 500 bytes a
 * second, which a bad mobile line does better, up to three minutes in all. */
#define BODY_STALL_US (INT64_C(30) * 1000000)
#define BODY_BYTE_US 2000
#define BODY_ALL_US (INT64_C(180) * 1000000)

struct sweep {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t stop;
    bool stopping;
    int64_t allowed_us[SWEEP_STAGES]; /* 0 = for ever */
    int open, room;                   /* connections there are, and may be */
    int top;                          /* no descriptor above it was ever in use */
    struct seat {
        int64_t until_us; /* 0 = no deadline */
        int64_t last_us;  /* until_us never goes beyond it */
        enum sweep_stage stage;
    } of[FDS_MAX];
};

/* The library sees the end of the stream and closes it in its own thread. */
static void cut(struct sweep *s, int fd)
{
    shutdown(fd, SHUT_RDWR);
    s->of[fd].until_us = 0;
}

static void cut_late(struct sweep *s)
{
    int64_t now = clock_steady_us();

    for (int fd = 0; fd <= s->top; fd++)
        if (s->of[fd].until_us != 0 && s->of[fd].until_us < now)
            cut(s, fd);
}

/* Who only sits there makes room for who comes: first those between two requests, then
 * those that have not said what they want, each time the one nearest its end. */
static void make_room(struct sweep *s)
{
    int out = -1;

    for (int fd = 0; fd <= s->top; fd++) {
        const struct seat *at = &s->of[fd], *best = out < 0 ? NULL : &s->of[out];

        if (at->until_us == 0 || (at->stage != SWEEP_IDLE && at->stage != SWEEP_HEAD))
            continue;
        if (best == NULL || (at->stage == best->stage ? at->until_us < best->until_us
                                                      : at->stage == SWEEP_IDLE))
            out = fd;
    }
    if (out >= 0)
        cut(s, out);
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

struct err sweep_start(int head_deadline_ms, int room, struct sweep **out)
{
    struct sweep *s = memory_new(sizeof *s);

    s->room = room;
    s->allowed_us[SWEEP_HEAD] = (int64_t)head_deadline_ms * 1000;
    s->allowed_us[SWEEP_BODY] = BODY_STALL_US;
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

static void count(struct sweep *s, int fd, enum sweep_stage stage)
{
    bool was = s->of[fd].stage != SWEEP_CLOSED;

    if (fd > s->top)
        s->top = fd;
    s->open += (stage != SWEEP_CLOSED) - was;
    if (!was && s->open > s->room)
        make_room(s);
}

void sweep_set(struct sweep *s, int fd, enum sweep_stage stage)
{
    int64_t now = clock_steady_us();

    if (fd < 0 || fd >= FDS_MAX)
        return;
    pthread_mutex_lock(&s->lock);
    count(s, fd, stage);
    s->of[fd] = (struct seat){
        .until_us = s->allowed_us[stage] == 0 ? 0 : now + s->allowed_us[stage],
        .last_us = now + BODY_ALL_US,
        .stage = stage};
    pthread_mutex_unlock(&s->lock);
}

void sweep_earn(struct sweep *s, int fd, size_t bytes)
{
    int64_t most = clock_steady_us() + BODY_STALL_US;

    if (fd < 0 || fd >= FDS_MAX)
        return;
    pthread_mutex_lock(&s->lock);
    struct seat *at = &s->of[fd];
    if (at->until_us != 0) {
        at->until_us += (int64_t)bytes * BODY_BYTE_US;
        at->until_us = at->until_us < most ? at->until_us : most;
        at->until_us = at->until_us < at->last_us ? at->until_us : at->last_us;
    }
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
