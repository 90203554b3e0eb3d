/* attempt_store.h -- tries to reach a household, and notes: both append-only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_ATTEMPT_STORE_H
#define STORE_ATTEMPT_STORE_H

#include "store/casefile_store.h"

struct attempt {
    struct attempt_id id;
    struct casefile_id casefile;
    struct user_id author;
    int64_t at;
    struct day day, next_day;
    const char *channel, *outcome, *lang, *interpreter; /* words of domain/codes.h */
    const char *number; /* a word of number_codes; NULL: not said */
    const char *note;
};

struct attempts {
    struct attempt *of;
    size_t len;
};

/* A form sent twice adds once: *added tells. */
MUST_CHECK struct err attempt_add(struct db *db, const struct data_key *key,
                                  const struct attempt *t, struct arena *a, bool *added);
MUST_CHECK struct err attempt_list(struct db *db, const struct data_key *key,
                                   struct casefile_id id, struct arena *a,
                                   struct attempts *out);

struct case_note {
    struct id id;
    struct casefile_id casefile;
    struct user_id author;
    int64_t at;
    const char *note;
    struct id corrects; /* unset: it is no correction */
};
struct case_notes {
    struct case_note *of;
    size_t len;
};
MUST_CHECK struct err note_add(struct db *db, const struct data_key *key,
                               const struct case_note *n, struct arena *a, bool *added);
MUST_CHECK struct err note_list(struct db *db, const struct data_key *key,
                                struct casefile_id id, struct arena *a,
                                struct case_notes *out);

#endif
