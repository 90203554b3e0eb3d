/* copy.h -- a store's copy of one moment, and the proof that a copy is whole.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "store/audit.h"
#include "store/store.h"

/* Writes the store as it is at one moment into `path`, which must not exist, while others
 * write on.  ERR_INVALID ("store.copy_elsewhere") for PostgreSQL, which has its own way
 * (docs/bad-day.md); ERR_FULL. */
MUST_CHECK struct err store_copy(const char *url, const char *path);

#define STORE_COUNTS 24
struct store_count {
    const char *name; /* of a table: "casefile" */
    int64_t n;
};
struct store_proof {
    struct audit_check audit; /* the chain of the city */
    const char *unsound;      /* what the engine found wrong with the file, or NULL */
    struct store_count counts[STORE_COUNTS];
    size_t counts_len;
};
/* Reads all of it; what is wrong is in *out, an error means that it could not look. */
MUST_CHECK struct err store_prove(struct store *store, enum store_name name,
                                  const char *city, struct arena *a,
                                  struct store_proof *out);
/* Phones that know the store's history must take everything anew. */
MUST_CHECK struct err store_new_epoch(struct store *store, const char *city);

#endif
