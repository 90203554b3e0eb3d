/* legal_store.h -- what courts and others demand of care; the SQL is in
 * sql/care/legal.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_LEGAL_STORE_H
#define STORE_LEGAL_STORE_H

#include "base/crypto.h"
#include "domain/legal.h"
#include "store/casefile_store.h"

struct legal_demand {
    struct id id;
    struct casefile_id casefile;
    struct user_id asked_by, decided_by;
    int64_t asked_at, decided_at; /* decided_at 0: it waits */
    enum instrument_kind kind;
    enum demand_state state;
    struct day came;
    unsigned classes, given; /* 1 << enum legal_class */
    bool gagged;
    int64_t rev;
    /* What follows is sealed; in a list the issuer alone is there. */
    const char *issuer, *number, *words; /* by whom, under which number, what it says */
    const char *counsel, *why;           /* who confirmed it; or why nothing is given */
    const char *released;
    struct sha256 sha; /* of what was released */
};
struct legal_demands {
    struct legal_demand *of;
    size_t len;
};
struct legal_count {
    enum instrument_kind kind;
    enum demand_state state;
    int64_t n;
};

/* A form sent twice adds once. */
MUST_CHECK struct err legal_add(struct db *db, struct class_keys keys,
                                const struct legal_demand *d, struct arena *a);
MUST_CHECK struct err legal_load(struct db *db, struct id id, struct arena *a,
                                 struct legal_demand *out);
/* The same with its sealed words. */
MUST_CHECK struct err legal_open(struct db *db, const struct data_key *key, struct id id,
                                 struct arena *a, struct legal_demand *out);
/* Of an erased household: by whom it was demanded, and who confirmed. */
MUST_CHECK struct err legal_open_kept(struct db *db, const struct keys *keys,
                                      struct id id, struct arena *a,
                                      struct legal_demand *out);
/* Before it is erased: of demands that have no such words yet. */
MUST_CHECK struct err legal_keep(struct db *db, struct class_keys keys,
                                 struct casefile_id id, struct arena *a);
/* Is one of this case not decided yet? */
MUST_CHECK struct err legal_waits(struct db *db, struct casefile_id id, struct arena *a,
                                  bool *out);
/* But of cases that are closed to `viewer`, with the issuer; those that wait first. */
MUST_CHECK struct err legal_list(struct db *db, const struct keys *keys,
                                 struct user_id viewer, struct arena *a,
                                 struct legal_demands *out);
/* ERR_CONFLICT when it was decided before, or from a stale page; d->why says why. */
MUST_CHECK struct err legal_withdraw(struct db *db, const struct data_key *key,
                                     const struct legal_demand *d, struct arena *a);
/* ERR_CONFLICT when it was decided before, by whoever asked, or from a stale page. */
MUST_CHECK struct err legal_decide(struct db *db, struct class_keys keys,
                                   const struct legal_demand *d, struct arena *a);
MUST_CHECK struct err legal_counts(struct db *db, struct arena *a,
                                   struct legal_count **out, size_t *len);
/* When something of this case was given and she may know; at most 50. */
MUST_CHECK struct err legal_told(struct db *db, struct casefile_id id, struct arena *a,
                                 int64_t **out, size_t *len);

#endif
