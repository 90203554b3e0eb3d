/* hold_store.h -- legal holds on a case; the SQL is in sql/care/hold.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_HOLD_STORE_H
#define STORE_HOLD_STORE_H

#include "core/ids.h"
#include "store/db.h"
#include "store/seal.h"

struct hold {
    struct id id;
    struct casefile_id casefile;
    struct user_id author, lifted_by;
    int64_t at, lifted_at; /* 0: it stands */
    const char *reason, *lifted_why;
};
struct holds {
    struct hold *of;
    size_t len;
};

/* Twice is once. */
MUST_CHECK struct err hold_add(struct db *db, const struct data_key *key,
                               const struct hold *h, struct arena *a);
/* By lifted_by, at lifted_at, with lifted_why; nothing when it does not stand. */
MUST_CHECK struct err hold_lift(struct db *db, const struct data_key *key,
                                const struct hold *h, struct arena *a);
MUST_CHECK struct err hold_stands(struct db *db, struct casefile_id id, struct arena *a,
                                  bool *out);
/* All that stand, the oldest first, without their reasons; none of a case that is closed
 * to `viewer`. */
MUST_CHECK struct err hold_standing(struct db *db, struct user_id viewer, struct arena *a,
                                    struct holds *out);
/* The newest first, those that were lifted too. */
MUST_CHECK struct err hold_list(struct db *db, const struct data_key *key,
                                struct casefile_id id, struct arena *a,
                                struct holds *out);

#endif
