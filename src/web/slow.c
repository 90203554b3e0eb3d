/* slow.c -- see slow.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/slow.h"

#include <pthread.h>
#include <stdlib.h>

struct slow {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct slow_job *first, *last;
    int waiting;
    bool stopping;
};

static struct slow_job *next_job(struct slow *s)
{
    struct slow_job *job;

    pthread_mutex_lock(&s->lock);
    while (s->first == NULL && !s->stopping)
        pthread_cond_wait(&s->work, &s->lock);
    job = s->first;
    if (job != NULL) {
        s->first = job->next;
        s->waiting--;
    }
    pthread_mutex_unlock(&s->lock);
    return job;
}

static void *work(void *arg)
{
    for (struct slow_job *job; (job = next_job(arg)) != NULL;)
        job->run(job->ctx);
    return NULL;
}

struct err slow_start(struct slow **out)
{
    struct slow *s = memory_new(sizeof *s);

    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->work, NULL);
    if (pthread_create(&s->thread, NULL, work, s) != 0) {
        free(s);
        return failed(ERR_BROKEN, "errors.thread");
    }
    *out = s;
    return ok();
}

struct err slow_submit(struct slow *s, struct slow_job *job)
{
    bool full;

    job->next = NULL;
    pthread_mutex_lock(&s->lock);
    full = s->waiting >= SLOW_QUEUE || s->stopping;
    if (!full) {
        if (s->first == NULL)
            s->first = job;
        else
            s->last->next = job;
        s->last = job;
        s->waiting++;
        pthread_cond_signal(&s->work);
    }
    pthread_mutex_unlock(&s->lock);
    return full ? failed(ERR_BUSY, "error.busy") : ok();
}

void slow_stop(struct slow **slow)
{
    struct slow *s = *slow;

    if (s == NULL)
        return;
    *slow = NULL;
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_cond_signal(&s->work);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    pthread_cond_destroy(&s->work);
    pthread_mutex_destroy(&s->lock);
    free(s);
}
