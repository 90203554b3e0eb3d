/* driver.h -- what an engine must be able to do.  Only store/ includes this; nothing
 * above the drivers asks which engine it is.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H

#include "store/store.h"

struct conn; /* one connection: each driver defines its own */

/* Where a statement's rows go: the driver fills what `place` gives, text in `arena`. */
struct sink {
    void *(*place)(struct sink *s);
    struct err (*took)(struct sink *s);
    struct arena *arena;
};

enum outcome { COMMIT_DONE, COMMIT_NOT, COMMIT_UNKNOWN };

struct driver {
    enum db_kind kind;
    int writers;       /* connections that commit at the same time */
    size_t batch_max;  /* jobs a commit */
    bool city_batches; /* a batch is of one city, under the city's lock */
    int readers_max;

    struct err (*open)(struct conn **out, const char *where, bool writer);
    void (*close)(struct conn *c);
    /* Not broken: a lost connection is closed and opened anew. */
    bool (*usable)(struct conn *c);

    /* `changed` NULL: the statement may be queued, and fail later. */
    struct err (*exec)(struct conn *c, const struct query *q, const void *in,
                       const char *city, int64_t *changed);
    struct err (*read)(struct conn *c, const struct query *q, const void *in,
                       const char *city, struct sink *sink);
    /* Waits for what is queued; the first failure since the last wait. */
    struct err (*settle)(struct conn *c);
    /* After a failure: the transaction is gone, and with it the whole batch. */
    bool (*voided)(struct conn *c);
    struct err (*commit)(struct conn *c, enum outcome *out);
    void (*rollback)(struct conn *c);
    /* Several statements without parameters: a migration. */
    struct err (*script)(struct conn *c, const char *sql);
    /* The statement is one that this engine understands and its shape is as declared. */
    struct err (*check)(struct conn *c, const struct query *q);
};

extern const struct driver driver_sqlite, driver_postgres;

/* What a job leaves to be numbered just before COMMIT. */
struct audit_entry {
    struct audit_entry *next;
    struct audit audit;
};
struct change_entry {
    struct change_entry *next;
    struct change change;
};
struct db {
    const struct driver *driver;
    struct conn *conn;
    const char *city;
    struct err fault;    /* the first failed statement: the job cannot be kept */
    struct trail *trail; /* NULL for a reader */
    struct arena *arena; /* the job's, for the trail */
    struct store *store; /* a reader's, to go back to */
};

/* The engine of a store's URL, and what it opens; NULL for neither of the two. */
const struct driver *store_driver(const char *url, const char **where);

/* Tells the operator, on stderr: never data of people. */
void store_complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
