/* dispatch.c -- a request's way: guard, read, act, show, and what happens when one of
 * them says no.  Runs on the HTTP thread; whatever must wait, waits with the connection
 * suspended, and turn_step is called again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/turn.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "web/failure.h"
#include "web/guard.h"
#include "web/plain_words.h"

#include <string.h>

/* The request's thread is done for now: nothing borrowed may stay with it. */
static void let_wait(struct turn *t, struct req *rq, enum stage stage)
{
    session_close(&t->session);
    t->stage = stage;
    atomic_fetch_add(&t->web->jobs, 1);
    req_suspend(rq);
}

static void wake(void *ctx)
{
    req_resume(ctx);
}

static void submit(struct turn *t, struct req *rq, struct change_job *c, enum stage stage)
{
    struct err e;

    c->asked = &t->session;
    c->in = c->in != NULL ? c->in : t->in;
    c->done = wake;
    c->ctx = rq;
    let_wait(t, rq, stage);
    e = change_submit(c);
    if (e.kind != OK) {
        c->job.result = e;
        req_resume(rq);
    }
}

static void submit_act(struct turn *t, struct req *rq)
{
    t->change.store = t->route->store;
    t->change.act = t->route->act;
    submit(t, rq, &t->change, STAGE_CHANGE);
}

static void submit_then(struct turn *t, struct req *rq)
{
    t->then.store = t->route->then_store;
    t->then.act = t->route->then;
    t->then.before = t->out;
    t->then.owed = true;
    submit(t, rq, &t->then, STAGE_THEN);
}

static void submit_audit(struct turn *t, struct req *rq)
{
    t->audit.store = t->route->store;
    t->audit.act = change_audit_read;
    t->audit.in = act_name(t->route->act_name);
    t->audit.owed = (t->route->guard & CHANGES) != 0;
    submit(t, rq, &t->audit, STAGE_AUDIT);
}

/* A look at a case that was refused is written down as one that was not. */
static bool is_denied(const struct turn *t, struct err e)
{
    return t->passed && t->audit.act == NULL && e.kind == ERR_NOT_FOUND &&
           id_is_set(t->session.denied) && (t->route->guard & AUDITED) != 0 &&
           (t->route->guard & CHANGES) == 0;
}

static void submit_denied(struct turn *t, struct req *rq)
{
    t->audit.store = t->route->store;
    t->audit.act = change_audit_denied;
    t->audit.in = act_name(t->route->act_name);
    submit(t, rq, &t->audit, STAGE_AUDIT);
}

static void run_slow(void *ctx)
{
    struct req *rq = ctx;
    struct turn *t = turn_of(rq);

    t->failure = t->route->slow(&t->session, t->in);
    session_close(&t->session);
    req_resume(rq);
}

static void submit_slow(struct turn *t, struct req *rq)
{
    struct err e;

    t->slow = (struct slow_job){.run = run_slow, .ctx = rq};
    let_wait(t, rq, STAGE_SLOW);
    e = slow_submit(t->route->guard & ABROAD ? t->web->abroad : t->web->slow, &t->slow);
    if (e.kind != OK) {
        t->failure = e;
        req_resume(rq);
    }
}

static void run_make(void *ctx)
{
    struct req *rq = ctx;
    struct turn *t = turn_of(rq);

    t->failure = t->route->make(&t->session, t->out);
    req_resume(rq);
}

static void submit_make(struct turn *t, struct req *rq)
{
    t->slow = (struct slow_job){.run = run_make, .ctx = rq};
    let_wait(t, rq, STAGE_MAKE);
    t->failure = ok();
    struct err e = slow_submit(t->web->paper, &t->slow);
    if (e.kind != OK) {
        t->failure = e;
        req_resume(rq);
    }
}

static void take_faults(struct req *rq, const struct faults *f)
{
    for (size_t i = 0; i < f->len; i++)
        req_fault(rq, f->of[i].field, f->of[i].msg);
}

static struct err show(struct turn *t, struct req *rq)
{
    struct err e = ok();

    t->stage = STAGE_OVER;
    rq->out.lang = t->session.lang;
    if (t->route->show != NULL)
        e = t->route->show(rq, &t->session, t->in, t->out);
    session_close(&t->session);
    if (e.kind == OK && (t->route->guard & AUDITED))
        submit_audit(t, rq);
    return e;
}

static struct err act(struct turn *t, struct req *rq)
{
    struct err e;

    if (t->route->act == NULL)
        return show(t, rq);
    if (t->route->guard & CHANGES) {
        submit_act(t, rq);
        return ok();
    }
    e = t->route->act(&t->session, t->in, &t->out);
    take_faults(rq, &t->session.faults);
    TRY(e);
    if (t->route->make == NULL)
        return show(t, rq);
    submit_make(t, rq);
    return ok();
}

/* What a job found and did, for the rest of the way. */
static struct err take(struct turn *t, struct req *rq, struct change_job *c)
{
    take_faults(rq, &c->session.faults);
    TRY(c->job.result);
    t->out = c->out;
    t->session.actor = c->session.actor;
    t->session.sights = c->session.sights;
    t->session.sights_len = c->session.sights_len;
    return ok();
}

static struct err begin(struct turn *t, struct req *rq)
{
    TRY(guard_pass(t, rq));
    t->passed = true;
    if (t->route->read != NULL) {
        struct err e = t->route->read(rq, &t->in);
        if (e.kind == OK || e.kind == ERR_INVALID)
            plain_words(t, rq);
        TRY(e);
        if (rq->faults.len > 0)
            return failed(ERR_INVALID, "errors.form");
    }
    if (t->route->slow == NULL)
        return act(t, rq);
    submit_slow(t, rq);
    return ok();
}

static bool then_is_due(const struct turn *t)
{
    const struct route *r = t->route;

    return r->then != NULL && (r->then_due == NULL || r->then_due(t->in));
}

static struct err next(struct turn *t, struct req *rq)
{
    switch (t->stage) {
    case STAGE_NEW:
        return begin(t, rq);
    case STAGE_SLOW:
        take_faults(rq, &t->session.faults);
        TRY(t->failure);
        return act(t, rq);
    case STAGE_CHANGE:
        TRY(take(t, rq, &t->change));
        if (!then_is_due(t))
            return show(t, rq);
        submit_then(t, rq);
        return ok();
    case STAGE_THEN:
        TRY(take(t, rq, &t->then));
        return show(t, rq);
    case STAGE_MAKE:
        TRY(t->failure);
        return show(t, rq);
    case STAGE_AUDIT:
        t->stage = STAGE_OVER;
        TRY(t->audit.job.result);
        return t->audit.out == NULL ? ok() : failed(ERR_TOO_MANY, "rights.reads_over");
    case STAGE_OVER:
        return ok();
    }
    return ok();
}

/* The sender can do something about it on the form itself. */
static bool can_mend(const struct turn *t, const struct req *rq, struct err e)
{
    if (t->again || !t->passed || t->route->again == NULL)
        return false;
    if (e.kind == ERR_INVALID || e.kind == ERR_TOO_MANY || e.kind == ERR_BUSY ||
        e.kind == ERR_FULL || e.kind == ERR_CONFLICT)
        return true;
    return rq->faults.len > 0 && e.kind != ERR_BROKEN && e.kind != ERR_SIGN_IN;
}

/* The form again, filled in, with all that is wrong; its own status says it failed. */
static struct err show_again(struct turn *t, struct req *rq, struct err why)
{
    const struct route *form = route_at(GET, t->route->again);

    require(form != NULL);
    if (rq->faults.len == 0)
        req_fault(rq, "", why.msg);
    resp_reset(rq);
    t->again = true;
    t->route = form;
    t->in = t->out = NULL;
    t->session.faults.len = 0;
    t->session.sights_len = 0;
    rq->status = http_status[why.kind];
    failure_ask_back(rq);
    if (form->read != NULL)
        TRY(form->read(rq, &t->in));
    return act(t, rq);
}

static void conclude(struct turn *t, struct req *rq)
{
    int64_t us = clock_steady_us() - t->started_us;
    static const int64_t edges_ms[DURATIONS - 1] = {1, 5, 10, 50, 100, 500, 1000};
    size_t slot = 0;

    while (slot < DURATIONS - 1 && us > edges_ms[slot] * 1000)
        slot++;
    atomic_fetch_add(&t->web->durations[slot], 1);
    atomic_fetch_add(&t->web->duration_us, (uint64_t)us);
    atomic_fetch_add(&t->web->answers[rq->status / 100 % 6], 1);
}

static bool waits(const struct turn *t)
{
    return t->stage == STAGE_SLOW || t->stage == STAGE_CHANGE || t->stage == STAGE_THEN ||
           t->stage == STAGE_MAKE || t->stage == STAGE_AUDIT;
}

enum step turn_step(void *ctx, struct req *rq)
{
    struct turn *t = turn_of(rq);
    struct err e;

    if (t == NULL)
        t = guard_open(ctx, rq);
    e = next(t, rq);
    if (e.kind == ERR_BUSY && strcmp(e.msg, "store.queue") == 0)
        atomic_fetch_add(&t->web->shed, 1);
    if (e.kind != OK && can_mend(t, rq, e)) {
        log_failure(rq, e);
        t->stage = STAGE_OVER;
        e = show_again(t, rq, e);
    }
    if (e.kind != OK) {
        t->stage = STAGE_OVER;
        session_close(&t->session);
        failure_show(t, rq, e);
        if (is_denied(t, e))
            submit_denied(t, rq);
    }
    if (waits(t))
        return STEP_WAIT;
    session_close(&t->session);
    conclude(t, rq);
    return STEP_DONE;
}

void turn_closed(void *ctx, struct req *rq)
{
    struct turn *t = turn_of(rq);

    (void)ctx;
    if (t == NULL)
        return;
    session_close(&t->session);
    arena_free(&t->change.job.arena);
    arena_free(&t->then.job.arena);
    arena_free(&t->audit.job.arena);
}

void turn_refuse(void *ctx, struct req *rq, int status, const char *msg)
{
    struct web *w = ctx;
    struct turn *t = guard_open(ctx, rq);

    atomic_fetch_add(&w->refused, 1);
    t->stage = STAGE_OVER;
    failure_refuse(t, rq, status, msg);
    conclude(t, rq);
}

struct turn *turn_of(struct req *rq)
{
    return rq->turn;
}

/* A small body to an address that is not there is read, so that the answer can say so. */
enum { NOWHERE_BYTES = 16 * 1024 };

size_t turn_body_max(void *ctx, struct req *rq)
{
    const char *allow;
    const struct route *r = route_find(rq, &allow);

    (void)ctx;
    return r == NULL ? NOWHERE_BYTES : r->body_max;
}
