/* batch.h -- several jobs that the executor is made to find waiting together.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_BATCH_H
#define TESTS_STORE_BATCH_H

#include "store/executor.h"
#include "world.h"

#include <pthread.h>

enum { BATCH_JOBS = 64 };

/* One job of a batch: what it does, how often it ran, how often it was answered. */
struct entry {
    struct job job;
    struct batch *batch;
    struct err (*act)(struct db *db, struct arena *a, struct entry *entry);
    const char *name, *value;
    int64_t seen; /* for acts that read */
    int runs, answers;
};

struct batch {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    bool gate_reached, gate_open;
    size_t left;
    struct entry of[BATCH_JOBS];
    size_t len;
    struct job gate;
};

struct entry *batch_add(struct batch *b, const char *name,
                        struct err (*act)(struct db *, struct arena *, struct entry *));
/* Holds the writer inside a first job until all others wait, so that they make one
 * batch; returns when all are answered. */
void batch_run(struct batch *b, struct executor *x);
void batch_run_in(struct batch *b, struct store *store);
void batch_free(struct batch *b);

/* What entries do: insert their row; insert it twice; and so on. */
struct err entry_insert(struct db *db, struct arena *a, struct entry *e);
struct err entry_insert_and_refuse(struct db *db, struct arena *a, struct entry *e);
struct err entry_insert_twice(struct db *db, struct arena *a, struct entry *e);
struct err entry_count(struct db *db, struct arena *a, struct entry *e);
struct err entry_set_stale(struct db *db, struct arena *a, struct entry *e);

#endif
