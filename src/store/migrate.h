/* migrate.h -- the schema, brought forward when a store is opened.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/store.h"

struct migration {
    int no;
    const char *name, *sha256; /* of the file as written */
    const char *text[DB_KINDS];
};

struct migrations {
    const struct migration *of; /* by number */
    size_t len;
};
extern const struct migrations migrations[STORES]; /* tools/migrategen.py */

/* Applies what is missing, one transaction each, under a lock that all servers of the
 * store share.  Refuses (ERR_BROKEN) a store where a released migration differs from
 * ours, or which knows one that we do not. */
struct conn;
struct driver;
MUST_CHECK struct err migrate(const struct driver *driver, struct conn *conn,
                              enum store_name store, const struct migrations *to);
/* The same refusals, and "store.missing" where nothing was ever made, by a reader. */
MUST_CHECK struct err migrate_look(struct db *db, const struct migrations *to);

#endif
