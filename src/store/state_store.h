/* state_store.h -- how a store is: what it runs on, and whether this program fits it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_STATE_STORE_H
#define STORE_STATE_STORE_H

#include "store/store.h"

struct store_state {
    const char *engine;       /* "SQLite 3.51.3" */
    int64_t schema, expected; /* numbers of the newest migration: there, and here */
    int64_t audited_at;       /* the newest row of the city's audit; 0: there is none */
    int64_t audited_latest;   /* the latest moment among its last thousands of rows */
};

/* `db` is a reader of that store. */
MUST_CHECK struct err store_state(struct db *db, enum store_name name, struct arena *a,
                                  struct store_state *out);

#endif
