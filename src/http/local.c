/* local.c -- see local.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/local.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

struct local {
    struct req rq; /* first: the host's functions get back to us through it */
    struct req_impl impl;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    bool waiting;
};

static void local_suspend(struct req *rq)
{
    ((struct local *)rq)->waiting = true;
}

static void local_resume(struct req *rq)
{
    struct local *l = (struct local *)rq;

    pthread_mutex_lock(&l->lock);
    l->waiting = false;
    pthread_cond_signal(&l->woken);
    pthread_mutex_unlock(&l->lock);
}

static const struct req_host local_host = {local_suspend, local_resume};

static void wait_for_resume(struct local *l)
{
    pthread_mutex_lock(&l->lock);
    while (l->waiting)
        pthread_cond_wait(&l->woken, &l->lock);
    pthread_mutex_unlock(&l->lock);
}

static void take_headers(struct req *rq, const struct local_ask *ask)
{
    struct pairs *to = &rq->impl->headers;
    char len[24];

    for (size_t i = 0; i < ask->headers_len; i++)
        pairs_add(to, rq->arena, ask->headers[i].name, ask->headers[i].value);
    if (pairs_get(to, "host", true) == NULL)
        pairs_add(to, rq->arena, "Host", "localhost");
    if (ask->body_len > 0 && pairs_get(to, "content-length", true) == NULL) {
        int n = snprintf(len, sizeof len, "%zu", ask->body_len);
        pairs_add(to, rq->arena, "Content-Length", arena_copy(rq->arena, len, (size_t)n));
    }
}

static struct rejection come_in(const struct handler *h, const struct local_ask *ask,
                                struct req *rq)
{
    struct rejection no;

    take_headers(rq, ask);
    no = door_target(rq, ask->target);
    if (no.status == 0)
        no = door_method(rq, ask->method);
    if (no.status == 0)
        no = door_headers(rq, h->body_max(h->ctx, rq));
    if (no.status == 0 && ask->body_len > 0) {
        rq->body = arena_copy(rq->arena, ask->body, ask->body_len);
        rq->body_len = ask->body_len;
    }
    return no;
}

static void give_back(struct req *rq, struct arena *a, struct local_answer *out)
{
    bool fixed = rq->fixed.p != NULL;
    size_t len = fixed ? rq->fixed.len : rq->out.len;
    const char *from = fixed ? (const char *)rq->fixed.p : rq->out.buf;

    *out = (struct local_answer){
        .status = rq->status,
        .headers = rq->impl->answer.of,
        .headers_len = rq->impl->answer.len,
        .body = len > 0 ? arena_copy(a, from, len) : "",
        .body_len = len,
    };
}

void local_request(const struct handler *h, const struct local_ask *ask, struct arena *a,
                   struct local_answer *out)
{
    struct local l = {.rq = {.arena = a}, .impl = {.host = &local_host}};
    struct req *rq = &l.rq;
    struct rejection no;

    rq->impl = &l.impl;
    rq->from_loopback = true;
    pthread_mutex_init(&l.lock, NULL);
    pthread_cond_init(&l.woken, NULL);
    door_open(rq);
    no = come_in(h, ask, rq);
    if (no.status != 0) {
        h->refuse(h->ctx, rq, no.status, no.msg);
    } else {
        while (h->step(h->ctx, rq) == STEP_WAIT)
            wait_for_resume(&l);
    }
    door_leave(rq, h);
    give_back(rq, a, out);
    h->closed(h->ctx, rq);
    out_free(&rq->out);
    pthread_cond_destroy(&l.woken);
    pthread_mutex_destroy(&l.lock);
}

const char *local_header(const struct local_answer *answer, const char *name)
{
    const struct pairs p = {.of = (struct pair *)answer->headers,
                            .len = answer->headers_len};
    const char *v = pairs_get(&p, name, true);

    return v == NULL ? "" : v;
}
