/* store.h -- one store (registry, enforcement, care, photos): its engine, its readers
 * and the executor through which every change goes (design.md section 3).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "store/db.h"

enum store_name { STORE_REGISTRY, STORE_ENFORCEMENT, STORE_CARE, STORE_PHOTOS, STORES };
extern const char *const store_names[STORES];

/* Jobs that may wait for one store before more are refused.  Two full batches of SQLite,
 * so that its writer never runs dry; on the slowest engine measured (190 requests a
 * second) about the five seconds after which a refused sender is asked to come back. */
enum { STORE_QUEUE_MAX = 1024 };

struct store;

/* The audit and change rows a job leaves; the executor's. */
struct trail {
    struct audit_entry *audits, *last_audit;
    struct change_entry *changes, *last_change;
};

/* One change.  `act` runs on the executor inside a savepoint, perhaps more than once
 * (a void batch runs its jobs again, one per transaction), so it writes only its
 * transaction and what `ctx` holds for the answer; `arena` is emptied before each run.
 * `done` is called from the executor after the batch is durable, or failed: exactly
 * once, and then the executor never touches the job again. */
struct job {
    struct job *next;
    const char *city;
    struct err (*act)(struct db *db, struct arena *a, void *ctx);
    void (*done)(struct job *job);
    void *ctx;
    struct arena arena; /* the owner frees it, after reading the answer */
    struct err result;  /* valid in done and after */
    struct trail trail;
};

/* url is "sqlite:PATH" or "postgresql://..." .  Opening refuses an SQLite older than
 * 3.51.3 and brings the schema forward under a lock; it refuses a store that is not
 * there or empty ("store.missing"), since a lost one must not look like a new one. */
MUST_CHECK struct err store_open(struct store **out, enum store_name name,
                                 const char *url);
/* Whether opening would refuse it, and changes nothing: asked of all stores before the
 * first is brought forward, since there is no way back. */
MUST_CHECK struct err store_look(enum store_name name, const char *url);
/* Opens it, and makes it where there is none: for `init` and tests. */
MUST_CHECK struct err store_make(struct store **out, enum store_name name,
                                 const char *url);
/* Answers everything that waits, then closes. */
void store_close(struct store **store);

/* Queues it whatever waits: for work that was promised or begun. */
void store_submit(struct store *store, struct job *job);
/* The same for work that somebody may bring again.  ERR_BUSY "store.queue", and nothing
 * was done and `done` is never called, when STORE_QUEUE_MAX jobs wait. */
MUST_CHECK struct err store_offer(struct store *store, struct job *job);
/* What store_offer would say now. */
MUST_CHECK struct err store_room(struct store *store);
size_t store_waiting(struct store *store);
/* Submits and waits: for the command line, the worker and tests, never an HTTP thread. */
MUST_CHECK struct err store_run(struct store *store, struct job *job);

/* What was overwritten leaves SQLite's log, too; false while a reader still stands in it.
 */
bool store_log_empty(struct store *store);

/* A reader in one read transaction, borrowed until store_read_end. */
MUST_CHECK struct err store_read_begin(struct store *store, const char *city,
                                       struct db **out);
void store_read_end(struct db **db);

#endif
