/* store.c -- see store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include "base/clock.h"
#include "store/driver.h"
#include "store/executor.h"
#include "store/migrate.h"
#include "store/queries_common.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READERS = 64, READER_WAIT_US = 2000000 };

struct store {
    enum store_name name;
    const struct driver *driver;
    const char *where;
    struct executor *executor;
    pthread_mutex_t lock;
    pthread_cond_t returned;
    struct conn *idle[READERS];
    int resting, lent;
};

void store_complain(const char *fmt, ...)
{
    char line[512];
    va_list args;

    va_start(args, fmt);
    vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    fprintf(stderr, "store: %s\n", line);
}

const struct driver *store_driver(const char *url, const char **where)
{
    static const char sqlite[] = "sqlite:";

    *where = url;
    if (strncmp(url, "postgresql://", strlen("postgresql://")) == 0)
        return &driver_postgres;
    if (strncmp(url, sqlite, strlen(sqlite)) != 0)
        return NULL;
    *where = url + strlen(sqlite);
    return &driver_sqlite;
}

/* A reader cannot make what it looks for. */
struct err store_look(enum store_name name, const char *url)
{
    struct arena arena CLEANUP(arena_free) = {0};
    const char *where;
    struct db db = {.driver = store_driver(url, &where), .city = "", .arena = &arena};

    if (db.driver == NULL)
        return failed(ERR_INVALID, "store.url");
    TRY(db.driver->open(&db.conn, where, false));
    struct err e = migrate_look(&db, &migrations[name]);
    db.driver->close(db.conn);
    return e;
}

static struct err bring_forward(struct store *s)
{
    struct conn *conn = NULL;

    TRY(s->driver->open(&conn, s->where, true));
    struct err e = migrate(s->driver, conn, s->name, &migrations[s->name]);
    s->driver->close(conn);
    return e;
}

struct err store_make(struct store **out, enum store_name name, const char *url)
{
    const char *where;
    const struct driver *driver = store_driver(url, &where);

    if (driver == NULL)
        return failed(ERR_INVALID, "store.url");

    struct store *s = memory_new(sizeof *s);

    require(driver->readers_max <= READERS);
    s->name = name;
    s->driver = driver;
    s->where = strcpy(memory_new(strlen(where) + 1), where);
    pthread_mutex_init(&s->lock, NULL);
    clock_cond_init(&s->returned);
    *out = s;
    struct err e = bring_forward(s);
    if (e.kind == OK)
        e = executor_start(&s->executor, driver, s->where, name);
    if (e.kind != OK)
        store_close(out);
    return e;
}

struct err store_open(struct store **out, enum store_name name, const char *url)
{
    TRY(store_look(name, url));
    return store_make(out, name, url);
}

void store_close(struct store **store)
{
    struct store *s = *store;

    if (s == NULL)
        return;
    executor_stop(&s->executor);
    require(s->lent == 0);
    for (int i = 0; i < s->resting; i++)
        s->driver->close(s->idle[i]);
    pthread_mutex_destroy(&s->lock);
    pthread_cond_destroy(&s->returned);
    free((void *)s->where);
    free(s);
    *store = NULL;
}

bool store_log_empty(struct store *s)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct db db = {.driver = s->driver, .city = "", .arena = &arena};
    struct q_store_log_empty_out row;

    if (s->driver->open(&db.conn, s->where, true).kind != OK)
        return false;
    struct err e = db_one(&db, &q_store_log_empty, NULL, &row, &arena);
    if (e.kind != OK)
        store_complain("%s", e.msg); /* done again with the next one */
    s->driver->close(db.conn);
    return e.kind == OK && row.busy == 0;
}

void store_submit(struct store *store, struct job *job)
{
    executor_submit(store->executor, job);
}

static struct err no_room(void)
{
    return failed(ERR_BUSY, "store.queue");
}

struct err store_offer(struct store *store, struct job *job)
{
    return executor_offer(store->executor, job) ? ok() : no_room();
}

struct err store_room(struct store *store)
{
    return store_waiting(store) < STORE_QUEUE_MAX ? ok() : no_room();
}

size_t store_waiting(struct store *store)
{
    return executor_waiting(store->executor);
}

struct waiter {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool done;
    void (*then)(struct job *job);
    void *ctx;
    struct err (*act)(struct db *db, struct arena *a, void *ctx);
};

static struct err waiter_act(struct db *db, struct arena *a, void *ctx)
{
    struct waiter *w = ctx;

    return w->act(db, a, w->ctx);
}

static void waiter_done(struct job *job)
{
    struct waiter *w = job->ctx;

    pthread_mutex_lock(&w->lock);
    w->done = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
}

struct err store_run(struct store *store, struct job *job)
{
    struct waiter w = {.lock = PTHREAD_MUTEX_INITIALIZER,
                       .wake = PTHREAD_COND_INITIALIZER,
                       .then = job->done,
                       .ctx = job->ctx,
                       .act = job->act};

    job->act = waiter_act;
    job->done = waiter_done;
    job->ctx = &w;
    store_submit(store, job);
    pthread_mutex_lock(&w.lock);
    while (!w.done)
        pthread_cond_wait(&w.wake, &w.lock);
    pthread_mutex_unlock(&w.lock);
    job->act = w.act;
    job->ctx = w.ctx;
    job->done = w.then;
    if (job->done != NULL)
        job->done(job);
    return job->result;
}

/* Waits for a place in the pool; false when none came back in time. */
static bool reserve(struct store *s)
{
    struct timespec until = clock_steady_after(READER_WAIT_US);
    int rc = 0;

    pthread_mutex_lock(&s->lock);
    while (s->lent == s->driver->readers_max && rc == 0)
        rc = pthread_cond_timedwait(&s->returned, &s->lock, &until);
    bool room = s->lent < s->driver->readers_max;
    s->lent += room;
    return room; /* with the lock held */
}

static void give_back(struct store *s, struct conn *conn)
{
    pthread_mutex_lock(&s->lock);
    s->lent--;
    if (conn != NULL)
        s->idle[s->resting++] = conn;
    pthread_cond_signal(&s->returned);
    pthread_mutex_unlock(&s->lock);
}

/* One read transaction: all of a request's reads see the same moment. */
static struct err begin_reading(struct store *s, struct conn **conn)
{
    if (*conn != NULL && !s->driver->usable(*conn)) {
        s->driver->close(*conn);
        *conn = NULL;
    }
    if (*conn == NULL)
        TRY(s->driver->open(conn, s->where, false));
    return s->driver->exec(*conn, &q_tx_read, NULL, "", NULL);
}

struct err store_read_begin(struct store *store, const char *city, struct db **out)
{
    bool room = reserve(store);
    struct conn *conn = room && store->resting > 0 ? store->idle[--store->resting] : NULL;

    pthread_mutex_unlock(&store->lock);
    if (!room)
        return failed(ERR_BUSY, "store.readers");

    struct err e = begin_reading(store, &conn);
    if (e.kind != OK) {
        give_back(store, conn);
        return e;
    }

    struct db *db = memory_new(sizeof *db);
    *db =
        (struct db){.driver = store->driver, .conn = conn, .city = city, .store = store};
    *out = db;
    return ok();
}

void store_read_end(struct db **db)
{
    struct db *gone = *db;

    if (gone == NULL)
        return;
    gone->driver->rollback(gone->conn);
    give_back(gone->store, gone->conn);
    free(gone);
    *db = NULL;
}
