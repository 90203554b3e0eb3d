/* erase_store.h -- who was erased, and what that does to the rows of care; the SQL is in
 * sql/care/erase.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_ERASE_STORE_H
#define STORE_ERASE_STORE_H

#include "core/ids.h"
#include "domain/erase.h"
#include "store/db.h"
#include "store/seal.h"

struct erasure {
    struct resident_id resident;
    int64_t at, done_at; /* decided; destroyed, or 0 */
    enum erase_why why;
};
struct erasures {
    struct erasure *of;
    size_t len;
};

/* From now on nobody reads her.  Twice is once. */
MUST_CHECK struct err erasure_add(struct db *db, const struct erasure *e);
/* The newest first; at most `most`. */
MUST_CHECK struct err erasure_list(struct db *db, int64_t most, struct arena *a,
                                   struct erasures *out);
/* Decided and not destroyed yet, the oldest first. */
MUST_CHECK struct err erasure_open(struct db *db, int64_t most, struct arena *a,
                                   struct erasures *out);
struct erasure_counts {
    int64_t n, open;
};
MUST_CHECK struct err erasure_count(struct db *db, struct arena *a,
                                    struct erasure_counts *out);
/* The key, what was sealed by it, and what leads to her in clear; at once or, when it
 * fails, not at all.  The city's keys open what was put aside without a resident. */
MUST_CHECK struct err erasure_destroy(struct db *db, const struct keys *keys,
                                      const struct erasure *e, struct arena *a);

/* The case, and those looked after together with it. */
struct casefile_ids {
    struct casefile_id *of;
    size_t len;
};
MUST_CHECK struct err erase_household(struct db *db, struct casefile_id id,
                                      struct arena *a, struct casefile_ids *out);
struct erase_counts {
    int64_t notes, files, sent, agencies;
};
MUST_CHECK struct err erase_count(struct db *db, struct casefile_id id, struct arena *a,
                                  struct erase_counts *out);

/* What stands for another system's number of an erased case: a row of its file that comes
 * again is known by it, and nobody finds the number. */
const char *erased_external(const struct keys *keys, const char *external_id,
                            struct arena *a);

#endif
