/* executor.c -- see executor.h and design.md section 3: many jobs, one COMMIT, and no
 * answer before it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/executor.h"

#include "store/audit.h"
#include "store/driver.h"
#include "store/queries_common.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { WRITERS_MAX = 8, BATCH_MAX = 512 };

struct writer {
    struct executor *executor;
    struct conn *conn;
    pthread_t thread;
    const char *city; /* being committed; NULL at rest */
    struct job *jobs[BATCH_MAX];
    size_t len;
};

struct executor {
    const struct driver *driver;
    const char *where;
    enum store_name store;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct job *first, **end;
    size_t waiting; /* in the queue */
    bool stopping;
    struct writer writers[WRITERS_MAX];
    int running; /* of the writers */
};

/* What became of a batch.  Refused: it never began.  Void: nothing of it is stored, and
 * it may be run again.  Unknown: nobody can say, and it may not. */
enum fate { BATCH_DURABLE, BATCH_REFUSED, BATCH_VOID, BATCH_UNKNOWN };

static void answer_all(struct job **jobs, size_t len, struct err result)
{
    for (size_t i = 0; i < len; i++)
        jobs[i]->result = result;
}

static struct err lock_city(struct writer *w, const char *city)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct q_batch_lock_in in = {.store = (int64_t)w->executor->store};
    struct q_batch_lock_out out;
    struct db db = {.driver = w->executor->driver, .conn = w->conn, .city = city};

    return db_one(&db, &q_batch_lock, &in, &out, &arena);
}

static struct err begin(struct writer *w, const char *city)
{
    const struct driver *d = w->executor->driver;

    if (w->conn != NULL && !d->usable(w->conn)) {
        d->close(w->conn);
        w->conn = NULL;
    }
    if (w->conn == NULL)
        TRY(d->open(&w->conn, w->executor->where, true));
    TRY(d->exec(w->conn, &q_tx_write, NULL, "", NULL));
    if (!d->city_batches)
        return ok();

    struct err e = lock_city(w, city);
    if (e.kind != OK)
        d->rollback(w->conn);
    return e;
}

/* Runs one job in its savepoint.  False: the transaction is gone. */
static bool run_job(struct writer *w, struct job *job)
{
    const struct driver *d = w->executor->driver;
    struct db db = {.driver = d,
                    .conn = w->conn,
                    .city = job->city,
                    .trail = &job->trail,
                    .arena = &job->arena};

    arena_free(&job->arena);
    job->trail = (struct trail){0};
    job->result = d->exec(w->conn, &q_job_begin, NULL, "", NULL);
    if (job->result.kind == OK)
        job->result = job->act(&db, &job->arena, job->ctx);
    struct err late = d->settle(w->conn);
    if (job->result.kind == OK || late.kind != OK)
        job->result = db.fault.kind != OK ? db.fault
                      : late.kind != OK   ? late
                                          : job->result;
    if (d->voided(w->conn))
        return false;
    if (job->result.kind == OK)
        return d->exec(w->conn, &q_job_keep, NULL, "", NULL).kind == OK;
    job->trail = (struct trail){0};
    return d->exec(w->conn, &q_job_undo, NULL, "", NULL).kind == OK &&
           d->exec(w->conn, &q_job_keep, NULL, "", NULL).kind == OK;
}

static enum fate commit(struct writer *w, struct job **jobs, size_t len, struct err *why)
{
    const struct driver *d = w->executor->driver;
    enum outcome outcome = COMMIT_NOT;

    *why = audit_number(d, w->conn, jobs, len);
    if (why->kind != OK) {
        d->rollback(w->conn);
        return BATCH_VOID;
    }
    *why = d->commit(w->conn, &outcome);
    switch (outcome) {
    case COMMIT_DONE:
        return BATCH_DURABLE;
    case COMMIT_NOT:
        return BATCH_VOID;
    case COMMIT_UNKNOWN:
        break;
    }
    /* Ids are minted by the clients, so that they may safely send it again. */
    *why = failed(ERR_BUSY, "db.outcome_unknown");
    return BATCH_UNKNOWN;
}

static enum fate run_batch(struct writer *w, struct job **jobs, size_t len,
                           struct err *why)
{
    *why = begin(w, jobs[0]->city);
    if (why->kind != OK)
        return BATCH_REFUSED;
    for (size_t i = 0; i < len; i++) {
        if (run_job(w, jobs[i]))
            continue;
        *why = jobs[i]->result.kind != OK ? jobs[i]->result : failed(ERR_BUSY, "db.void");
        w->executor->driver->rollback(w->conn);
        return BATCH_VOID;
    }
    return commit(w, jobs, len, why);
}

/* A void batch is run again one job a transaction, so that one bad job costs its
 * neighbours nothing but time. */
static void serve(struct writer *w, struct job **jobs, size_t len)
{
    struct err why;
    enum fate fate = run_batch(w, jobs, len, &why);

    if (fate == BATCH_DURABLE)
        return;
    if (fate != BATCH_VOID || len == 1) {
        answer_all(jobs, len, why);
        return;
    }
    for (size_t i = 0; i < len; i++)
        serve(w, jobs + i, 1);
}

static bool city_is_taken(const struct executor *x, const char *city)
{
    for (int i = 0; i < x->driver->writers; i++)
        if (x->writers[i].city != NULL && strcmp(x->writers[i].city, city) == 0)
            return true;
    return false;
}

static bool fits(const struct writer *w, const struct job *job)
{
    if (!w->executor->driver->city_batches)
        return true;
    return w->len > 0 ? strcmp(w->jobs[0]->city, job->city) == 0
                      : !city_is_taken(w->executor, job->city);
}

/* Takes the next batch off the queue, in the order of arrival. */
static void take(struct writer *w)
{
    struct executor *x = w->executor;
    struct job **at = &x->first;

    w->len = 0;
    while (*at != NULL && w->len < x->driver->batch_max) {
        struct job *job = *at;

        if (fits(w, job)) {
            *at = job->next;
            w->jobs[w->len++] = job;
            x->waiting--;
        } else {
            at = &job->next;
        }
    }
    for (x->end = &x->first; *x->end != NULL; x->end = &(*x->end)->next)
        continue;
    w->city = w->len > 0 && x->driver->city_batches ? w->jobs[0]->city : NULL;
}

static void finish(struct writer *w)
{
    for (size_t i = 0; i < w->len; i++)
        w->jobs[i]->done(w->jobs[i]);
    w->len = 0;
}

static void *work(void *arg)
{
    struct writer *w = arg;
    struct executor *x = w->executor;

    pthread_mutex_lock(&x->lock);
    for (;;) {
        take(w);
        if (w->len == 0) {
            if (x->stopping && x->first == NULL)
                break;
            pthread_cond_wait(&x->wake, &x->lock);
            continue;
        }
        pthread_mutex_unlock(&x->lock);
        serve(w, w->jobs, w->len);
        pthread_mutex_lock(&x->lock);
        w->city = NULL; /* points into a job, which `done` gives back */
        pthread_cond_broadcast(&x->wake);
        pthread_mutex_unlock(&x->lock);
        finish(w);
        pthread_mutex_lock(&x->lock);
    }
    pthread_mutex_unlock(&x->lock);
    return NULL;
}

struct err executor_start(struct executor **out, const struct driver *driver,
                          const char *where, enum store_name store)
{
    struct executor *x = memory_new(sizeof *x);

    require(driver->writers <= WRITERS_MAX && driver->batch_max <= BATCH_MAX);
    x->driver = driver;
    x->where = where;
    x->store = store;
    x->end = &x->first;
    pthread_mutex_init(&x->lock, NULL);
    pthread_cond_init(&x->wake, NULL);
    *out = x;
    for (int i = 0; i < driver->writers; i++) {
        struct writer *w = &x->writers[i];

        w->executor = x;
        if (pthread_create(&w->thread, NULL, work, w) != 0) {
            executor_stop(out);
            return failed(ERR_BUSY, "error.busy");
        }
        x->running++;
    }
    return ok();
}

void executor_stop(struct executor **x)
{
    struct executor *gone = *x;

    if (gone == NULL)
        return;
    pthread_mutex_lock(&gone->lock);
    gone->stopping = true;
    pthread_cond_broadcast(&gone->wake);
    pthread_mutex_unlock(&gone->lock);
    for (int i = 0; i < gone->running; i++) {
        pthread_join(gone->writers[i].thread, NULL);
        if (gone->writers[i].conn != NULL)
            gone->driver->close(gone->writers[i].conn);
    }
    pthread_mutex_destroy(&gone->lock);
    pthread_cond_destroy(&gone->wake);
    free(gone);
    *x = NULL;
}

static bool put(struct executor *x, struct job *job, size_t room)
{
    require(job->city != NULL && job->act != NULL && job->done != NULL);
    job->next = NULL;
    pthread_mutex_lock(&x->lock);
    require(!x->stopping);
    bool fits_in = x->waiting < room;
    if (fits_in) {
        *x->end = job;
        x->end = &job->next;
        x->waiting++;
        pthread_cond_signal(&x->wake);
    }
    pthread_mutex_unlock(&x->lock);
    return fits_in;
}

void executor_submit(struct executor *x, struct job *job)
{
    require(put(x, job, SIZE_MAX));
}

bool executor_offer(struct executor *x, struct job *job)
{
    return put(x, job, STORE_QUEUE_MAX);
}

size_t executor_waiting(struct executor *x)
{
    pthread_mutex_lock(&x->lock);
    size_t n = x->waiting;
    pthread_mutex_unlock(&x->lock);
    return n;
}
