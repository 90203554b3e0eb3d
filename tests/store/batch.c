/* batch.c -- see batch.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "batch.h"

#include "store/queries_ledger.h"

struct entry *batch_add(struct batch *b, const char *name,
                        struct err (*act)(struct db *, struct arena *, struct entry *))
{
    require(b->len < BATCH_JOBS);
    struct entry *e = &b->of[b->len++];

    *e = (struct entry){.batch = b, .act = act, .name = name, .value = name};
    return e;
}

static struct err run(struct db *db, struct arena *a, void *ctx)
{
    struct entry *e = ctx;

    e->runs++;
    return e->act(db, a, e);
}

static void answered(struct job *job)
{
    struct entry *e = job->ctx;

    pthread_mutex_lock(&e->batch->lock);
    e->answers++;
    e->batch->left--;
    pthread_cond_broadcast(&e->batch->moved);
    pthread_mutex_unlock(&e->batch->lock);
}

static struct err hold(struct db *db, struct arena *a, void *ctx)
{
    struct batch *b = ctx;

    (void)db, (void)a;
    pthread_mutex_lock(&b->lock);
    b->gate_reached = true;
    pthread_cond_broadcast(&b->moved);
    while (!b->gate_open)
        pthread_cond_wait(&b->moved, &b->lock);
    pthread_mutex_unlock(&b->lock);
    return ok();
}

static void gate_passed(struct job *job)
{
    struct batch *b = job->ctx;

    pthread_mutex_lock(&b->lock);
    b->left--;
    pthread_cond_broadcast(&b->moved);
    pthread_mutex_unlock(&b->lock);
}

typedef void submit_fn(void *to, struct job *job);

static void run_through(struct batch *b, submit_fn *submit, void *to)
{
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->moved, NULL);
    b->gate =
        (struct job){.city = WORLD_CITY, .act = hold, .done = gate_passed, .ctx = b};
    b->left = b->len + 1;
    submit(to, &b->gate);
    pthread_mutex_lock(&b->lock);
    while (!b->gate_reached)
        pthread_cond_wait(&b->moved, &b->lock);
    pthread_mutex_unlock(&b->lock);
    for (size_t i = 0; i < b->len; i++) {
        struct entry *e = &b->of[i];

        e->job = (struct job){.city = WORLD_CITY, .act = run, .done = answered, .ctx = e};
        submit(to, &e->job);
    }
    pthread_mutex_lock(&b->lock);
    b->gate_open = true;
    pthread_cond_broadcast(&b->moved);
    while (b->left > 0)
        pthread_cond_wait(&b->moved, &b->lock);
    pthread_mutex_unlock(&b->lock);
}

static void to_executor(void *to, struct job *job)
{
    executor_submit(to, job);
}

static void to_store(void *to, struct job *job)
{
    store_submit(to, job);
}

void batch_run(struct batch *b, struct executor *x)
{
    run_through(b, to_executor, x);
}

void batch_run_in(struct batch *b, struct store *store)
{
    run_through(b, to_store, store);
}

void batch_free(struct batch *b)
{
    for (size_t i = 0; i < b->len; i++)
        arena_free(&b->of[i].job.arena);
    arena_free(&b->gate.arena);
    pthread_mutex_destroy(&b->lock);
    pthread_cond_destroy(&b->moved);
}

struct err entry_insert(struct db *db, struct arena *a, struct entry *e)
{
    struct q_ledger_add_in in = {.name = e->name, .value = e->value};
    struct audit entry = {"system", "ledger.add", "setting", NULL};

    (void)a;
    TRY(db_exec(db, &q_ledger_add, &in));
    db_audit(db, &entry);
    return ok();
}

struct err entry_insert_and_refuse(struct db *db, struct arena *a, struct entry *e)
{
    TRY(entry_insert(db, a, e));
    return failed(ERR_FORBIDDEN, "policy.denied");
}

struct err entry_insert_twice(struct db *db, struct arena *a, struct entry *e)
{
    TRY(entry_insert(db, a, e));
    return entry_insert(db, a, e);
}

struct err entry_count(struct db *db, struct arena *a, struct entry *e)
{
    struct q_ledger_count_out out;

    TRY(db_one(db, &q_ledger_count, NULL, &out, a));
    e->seen = out.rows;
    return ok();
}

struct err entry_set_stale(struct db *db, struct arena *a, struct entry *e)
{
    struct q_ledger_set_in in = {.name = e->name, .value = "stale", .rev = 99};

    (void)a;
    TRY(db_exec(db, &q_ledger_set, &in));
    return ok();
}
