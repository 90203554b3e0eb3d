/* home_visit_store.h -- visits to a household, and who is inside a home now.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_HOME_VISIT_STORE_H
#define STORE_HOME_VISIT_STORE_H

#include "domain/home_visit.h"
#include "store/casefile_store.h"
#include "store/today_store.h"

struct home_visit {
    struct id id;
    struct casefile_id casefile;
    struct user_id visitor, author;
    struct day day;
    const char *time;  /* "14:30", on the city's clocks */
    const char *joint; /* with whom else; NULL: nobody */
    enum home_visit_state state;
    int64_t in_at, expected_at, out_at, alarmed_at, rev;
    /* home_visits_today alone: */
    struct user_id owner;
    struct case_person person;
    struct case_place place;
};
struct home_visits {
    struct home_visit *of;
    size_t len;
};

/* A form sent twice adds once. */
MUST_CHECK struct err home_visit_add(struct db *db, const struct data_key *key,
                                     const struct home_visit *v, struct arena *a);
/* Of that case, or ERR_NOT_FOUND: v->id and v->casefile say which. */
MUST_CHECK struct err home_visit_load(struct db *db, const struct data_key *key,
                                      struct home_visit *v, struct arena *a);
/* State and times; v->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err home_visit_save(struct db *db, const struct home_visit *v);
MUST_CHECK struct err home_visits(struct db *db, const struct data_key *key,
                                  struct casefile_id id, struct arena *a,
                                  struct home_visits *out);
/* Of the day, and everybody who is inside; none of a case that is closed to that person.
 */
MUST_CHECK struct err home_visits_today(struct db *db, const struct keys *keys,
                                        const struct today_for *to, struct arena *a,
                                        struct home_visits *out);
/* Inside beyond an end before that instant, and nobody was told: id, casefile, visitor,
 * expected_at and rev alone. */
MUST_CHECK struct err home_visits_alarming(struct db *db, int64_t before, struct arena *a,
                                           struct home_visits *out);
MUST_CHECK struct err home_visit_alarmed(struct db *db, const struct home_visit *v);

#endif
