/* record_store.h -- what the provider's own system of record has to do with a case.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_RECORD_STORE_H
#define STORE_RECORD_STORE_H

#include "store/casefile_store.h"

/* Its number of a case; rev 0: it never had one. */
struct own_number {
    struct casefile_id casefile;
    struct user_id author;
    const char *number; /* NULL: none now */
    int64_t at, rev;
};
struct own_numbers {
    struct own_number *of;
    size_t len;
};

MUST_CHECK struct err own_number_load(struct db *db, const struct data_key *key,
                                      struct casefile_id id, struct arena *a,
                                      struct own_number *out);
/* The newest first, that of now among them. */
MUST_CHECK struct err own_number_history(struct db *db, const struct data_key *key,
                                         struct casefile_id id, struct arena *a,
                                         struct own_numbers *out);

/* By the number as it is compared (domain/record.h); the id is unset when no case has it.
 */
MUST_CHECK struct err own_number_find(struct db *db, const struct keys *keys,
                                      const char *same, struct arena *a,
                                      struct casefile_id *out);
/* n->rev is one more than what was read, or ERR_CONFLICT; nobody else may have it. */
MUST_CHECK struct err own_number_save(struct db *db, const struct keys *keys,
                                      const struct own_number *n, struct arena *a);

#endif
