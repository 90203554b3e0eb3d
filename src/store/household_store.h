/* household_store.h -- the people of a household, and the homes it had.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_HOUSEHOLD_STORE_H
#define STORE_HOUSEHOLD_STORE_H

#include "store/casefile_store.h"

struct household_person {
    struct id id;
    struct casefile_id casefile;
    struct user_id author;
    const char *name, *relation, *lang; /* words of relation_codes and lang_codes */
    int64_t birth_year;                 /* 0: not said */
    struct day gone_day;                /* set: no longer of the household */
    int64_t at, rev;
};
struct household_people {
    struct household_person *of;
    size_t len;
};
/* A form sent twice adds once: *added tells. */
MUST_CHECK struct err household_person_add(struct db *db, const struct data_key *key,
                                           const struct household_person *p,
                                           struct arena *a, bool *added);
/* p->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err household_person_save(struct db *db, const struct data_key *key,
                                            const struct household_person *p,
                                            struct arena *a);
MUST_CHECK struct err household_people(struct db *db, const struct data_key *key,
                                       struct casefile_id id, struct arena *a,
                                       struct household_people *out);

/* A home the household lived in, from when until when. */
struct household_home {
    struct id id;
    struct casefile_id casefile;
    struct user_id author;
    struct case_place place;
    struct day from, to; /* from not set: since before the case; to: they live there */
    int64_t at;
};
struct household_homes {
    struct household_home *of;
    size_t len;
};
MUST_CHECK struct err household_home_add(struct db *db, const struct data_key *key,
                                         const struct household_home *h, struct arena *a,
                                         bool *added);
/* Ends the home they live in with that day. */
MUST_CHECK struct err household_home_close(struct db *db, struct casefile_id id,
                                           struct day day);
MUST_CHECK struct err household_homes(struct db *db, const struct data_key *key,
                                      struct casefile_id id, struct arena *a,
                                      struct household_homes *out);

#endif
