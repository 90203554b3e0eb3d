/* block_store.h -- whom a resident closed the case to.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_BLOCK_STORE_H
#define STORE_BLOCK_STORE_H

#include "store/casefile_store.h"

struct block {
    struct id id;
    struct casefile_id casefile;
    struct user_id person, author, lifted_by;
    int64_t at, lifted_at; /* lifted_at 0: it stands */
    const char *reason;    /* NULL: none was given, or the resident was erased */
};
struct blocks {
    struct block *of;
    size_t len;
};

/* Is the case closed to this person now? */
MUST_CHECK struct err block_stands(struct db *db, struct casefile_id id,
                                   struct user_id person, bool *out);
/* A form sent twice adds once. */
MUST_CHECK struct err block_add(struct db *db, const struct data_key *key,
                                const struct block *b, struct arena *a);
/* Nothing when it was lifted before. */
MUST_CHECK struct err block_lift(struct db *db, const struct block *b);
/* Of a case, also those that were lifted; the reasons opened. */
MUST_CHECK struct err block_list(struct db *db, const struct data_key *key,
                                 struct casefile_id id, struct arena *a,
                                 struct blocks *out);
/* All that stand, but of cases that are closed to `viewer`. */
MUST_CHECK struct err block_review(struct db *db, const struct keys *keys,
                                   struct user_id viewer, struct arena *a,
                                   struct blocks *out);

#endif
