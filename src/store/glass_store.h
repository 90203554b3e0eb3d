/* glass_store.h -- cases that were opened in an emergency; the SQL is in
 * sql/care/glass.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_GLASS_STORE_H
#define STORE_GLASS_STORE_H

#include "domain/glass.h"
#include "store/casefile_store.h"

struct glass {
    struct id id;
    struct casefile_id casefile;
    struct user_id person, owner, reviewed_by; /* owner: only from glass_list */
    enum glass_cause cause;
    const char *reason, *delay, *found; /* NULL: not said, or the resident was erased */
    int64_t at, until, tell_at, noted_at, reviewed_at;
    enum glass_verdict verdict; /* once reviewed_at is set */
};
struct glasses {
    struct glass *of;
    size_t len;
};

/* A form sent twice adds once. */
MUST_CHECK struct err glass_add(struct db *db, const struct data_key *key,
                                const struct glass *g, struct arena *a);
/* Without its sealed words. */
MUST_CHECK struct err glass_load(struct db *db, struct id id, struct arena *a,
                                 struct glass *out);
/* The words of one that was loaded: what was found, why she hears of it later. */
MUST_CHECK struct err glass_open(struct db *db, const struct data_key *key,
                                 struct arena *a, struct glass *g);
/* Since `since`, but of cases that are closed to `viewer`; the words opened. */
struct glass_query {
    struct user_id viewer;
    int64_t since;
};
MUST_CHECK struct err glass_list(struct db *db, const struct keys *keys,
                                 const struct glass_query *q, struct arena *a,
                                 struct glasses *out);
/* Who, when and from when on she hears of it: no words. */
MUST_CHECK struct err glass_of_case(struct db *db, struct casefile_id id, struct arena *a,
                                    struct glasses *out);
/* Of this person's cases, opened by others and not yet noted. */
MUST_CHECK struct err glass_unnoted(struct db *db, struct user_id owner, int64_t *out);
MUST_CHECK struct err glass_note(struct db *db, struct id id, int64_t at);
/* g: id, reviewed_by, reviewed_at, verdict, found.  ERR_CONFLICT when it was before. */
MUST_CHECK struct err glass_review(struct db *db, const struct data_key *key,
                                   const struct glass *g, struct arena *a);
/* g: id, person (who delays), tell_at, delay; ERR_CONFLICT unless tell_at `was` that. */
MUST_CHECK struct err glass_delay(struct db *db, const struct data_key *key,
                                  const struct glass *g, int64_t was, struct arena *a);

#endif
