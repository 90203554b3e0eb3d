/* health.c -- see health.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/health.h"

#include "base/crypto.h"
#include "web/turn.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* GET /healthz: this process answers. */
struct err healthz_show(struct req *rq, struct session *s, const void *in,
                        const void *out)
{
    (void)s, (void)in, (void)out;
    rq->content_type = "text/plain; charset=utf-8";
    put_markup(&rq->out, "ok\n");
    return ok();
}

/* GET /readyz: so do all its stores. */
struct err readyz_act(struct session *s, const void *in, void **out)
{
    struct db *db;

    (void)in, (void)out;
    for (enum store_name name = 0; name < STORES; name++)
        if (session_db(s, name, &db).kind != OK)
            return failed(ERR_BUSY, "error.busy");
    return ok();
}

struct err readyz_show(struct req *rq, struct session *s, const void *in, const void *out)
{
    return healthz_show(rq, s, in, out);
}

static void line(struct out *o, const char *name, const char *labels, uint64_t value)
{
    char s[160];

    put_bytes(o, s,
              (size_t)snprintf(s, sizeof s, "%s%s %" PRIu64 "\n", name, labels, value));
}

static void put_answers(struct out *o, struct web *w)
{
    put_markup(o, "# TYPE doorstep_answers_total counter\n");
    for (unsigned i = 2; i < 6; i++) {
        char labels[32];

        snprintf(labels, sizeof labels, "{status=\"%uxx\"}", i);
        line(o, "doorstep_answers_total", labels, atomic_load(&w->answers[i]));
    }
}

static void put_durations(struct out *o, struct web *w)
{
    static const char *const edges[DURATIONS] = {"0.001", "0.005", "0.01", "0.05",
                                                 "0.1",   "0.5",   "1",    "+Inf"};
    uint64_t sum = 0;

    put_markup(o, "# TYPE doorstep_answer_seconds histogram\n");
    for (size_t i = 0; i < DURATIONS; i++) {
        char labels[32];

        sum += atomic_load(&w->durations[i]);
        snprintf(labels, sizeof labels, "{le=\"%s\"}", edges[i]);
        line(o, "doorstep_answer_seconds_bucket", labels, sum);
    }
    line(o, "doorstep_answer_seconds_sum", "", atomic_load(&w->duration_us) / 1000000);
    line(o, "doorstep_answer_seconds_count", "", sum);
}

static bool may_measure(const struct web *w, struct req *rq)
{
    const char *token = w->config.metrics_token, *sent = req_header(rq, "authorization");

    if (rq->from_loopback)
        return true;
    return token != NULL && strncmp(sent, "Bearer ", 7) == 0 &&
           strlen(sent + 7) == strlen(token) &&
           secret_same(sent + 7, token, strlen(token));
}

/* GET /metrics, Prometheus' text.  Says nothing of people, phones or kinds of work. */
struct err metrics_show(struct req *rq, struct session *s, const void *in,
                        const void *out)
{
    struct web *w = turn_of(rq)->web;

    const bool *stalled = out;

    (void)s, (void)in;
    if (!may_measure(w, rq))
        return failed(ERR_NOT_FOUND, "error.not_found");
    rq->content_type = "text/plain; version=0.0.4; charset=utf-8";
    put_answers(&rq->out, w);
    put_durations(&rq->out, w);
    put_markup(&rq->out, "# TYPE doorstep_jobs_total counter\n");
    line(&rq->out, "doorstep_jobs_total", "", atomic_load(&w->jobs));
    put_markup(&rq->out, "# TYPE doorstep_refused_total counter\n");
    line(&rq->out, "doorstep_refused_total", "", atomic_load(&w->refused));
    put_markup(&rq->out, "# TYPE doorstep_shed_total counter\n");
    line(&rq->out, "doorstep_shed_total", "", atomic_load(&w->shed));
    put_markup(&rq->out, "# TYPE doorstep_mail_stalled gauge\n");
    line(&rq->out, "doorstep_mail_stalled", "", *stalled);
    return ok();
}
