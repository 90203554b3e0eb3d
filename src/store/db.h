/* db.h -- statements on one store, whichever engine is behind it.  A struct db is
 * either a job's transaction (store.h runs the job) or a reader inside one read
 * transaction; it knows its city and binds it into every statement.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "core/arena.h"
#include "core/err.h"
#include "core/id.h"
#include "store/query.h"

struct db;

/* Runs a statement that changes rows; `in` points at its q_..._in struct (NULL when it
 * has none).  PostgreSQL queues it: its error surfaces at the next read or at commit,
 * so only `expect 1` statements promise anything about the number of rows. */
MUST_CHECK struct err db_exec(struct db *db, const struct query *q, const void *in);
/* As db_exec, at the price of a round trip: *changed is the number of rows touched. */
MUST_CHECK struct err db_exec_count(struct db *db, const struct query *q, const void *in,
                                    int64_t *changed);
/* Fills *out from the one row, or fails with ERR_NOT_FOUND ("db.no_row").  What the
 * row points at lives in `a`. */
MUST_CHECK struct err db_one(struct db *db, const struct query *q, const void *in,
                             void *out, struct arena *a);
/* All rows as one array of the query's out struct, in `a`.  The SQL states a limit. */
MUST_CHECK struct err db_many(struct db *db, const struct query *q, const void *in,
                              void *out_rows, size_t *out_len, struct arena *a);
/* Row by row in constant memory, for exports and reports; stops at the first error. */
MUST_CHECK struct err db_each(struct db *db, const struct query *q, const void *in,
                              struct err (*row)(void *ctx, const void *out), void *ctx);

const char *db_city(const struct db *db);

/* Written just before COMMIT, numbered and chained by the executor, and only when the
 * job is kept (design.md section 3).  A reader has no audit: require(). */
struct audit {
    const char *actor;   /* "user:UUID", "cli:OSUSER", "link:UUID", "system" */
    const char *act;     /* a word of domain/policy.h, "case.view" */
    const char *subject; /* "casefile:UUID"; never a name, an address or a need */
    const char *detail;  /* codes and field names only; may be NULL */
};
void db_audit(struct db *db, const struct audit *entry);

/* A row of the change log, which phones read by its number. */
struct change {
    const char *kind; /* "inspection", "finding" ... */
    struct id id;
    struct id person; /* whose phones may hear of it; unset = every phone of the city */
};
void db_change(struct db *db, const struct change *entry);

#endif
