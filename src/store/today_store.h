/* today_store.h -- the lists of the case manager's Today.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_TODAY_STORE_H
#define STORE_TODAY_STORE_H

#include "store/casefile_store.h"

struct case_lines {
    struct case_line *of;
    size_t len;
};

/* Whose Today it is.  No list has a case that its household closed to that person, nor
 * one whose household stopped everything; a list is as long as if there were none. */
struct today_for {
    struct user_id person;
    struct day day;
};

/* Cases of a state and urgency, the oldest first; at most `most`. */
struct today_query {
    enum case_state state;
    enum urgency urgency;
    int64_t most;
    struct today_for to;
};
MUST_CHECK struct err today_by_state(struct db *db, const struct keys *keys,
                                     const struct today_query *q, struct arena *a,
                                     struct case_lines *out);
/* Open cases with a step promised for the day or before, the oldest promise first. */
MUST_CHECK struct err today_due(struct db *db, const struct keys *keys,
                                const struct today_for *to, struct arena *a,
                                struct case_lines *out);
MUST_CHECK struct err today_owned(struct db *db, const struct keys *keys,
                                  const struct today_for *to, struct arena *a,
                                  struct case_lines *out);
/* Open cases, of that person or of nobody, whose household stopped everything. */
MUST_CHECK struct err today_stopped(struct db *db, const struct keys *keys,
                                    const struct today_for *to, struct arena *a,
                                    struct case_lines *out);
/* Requests by how long they wait: for the first contact, or for the next step. */
struct ages_query {
    bool step, everybody; /* everybody: also what colleagues work on */
    struct user_id viewer;
    struct day today;
    int64_t skip, most;
};
MUST_CHECK struct err today_ages(struct db *db, const struct keys *keys,
                                 const struct ages_query *q, struct arena *a,
                                 struct case_lines *out);
/* Those too whose household stopped everything: open until they are closed. */
MUST_CHECK struct err today_open_count(struct db *db, struct user_id owner, int64_t *out);

/* An agency that answered, or one that went silent. */
struct today_referral {
    struct referral_id id;
    struct casefile_id casefile;
    struct user_id owner;
    const char *name; /* the resident's; NULL when not known */
    const char *organization, *service, *need, *state, *reason;
    int64_t answered_at, rev;
    struct day reply_by;
};
struct today_referrals {
    struct today_referral *of;
    size_t len;
};
MUST_CHECK struct err today_answers(struct db *db, const struct keys *keys,
                                    const struct today_for *to, struct arena *a,
                                    struct today_referrals *out);
MUST_CHECK struct err today_silent(struct db *db, const struct keys *keys,
                                   const struct today_for *to, struct arena *a,
                                   struct today_referrals *out);

/* A request whose form was not whole. */
struct today_fault {
    struct op_id id;
    int64_t at;
    const char *faults;  /* JSON: field and message ids */
    const char *content; /* what came, as JSON; NULL when it cannot be opened */
};
MUST_CHECK struct err today_faults(struct db *db, const struct keys *keys,
                                   struct arena *a, struct today_fault **out,
                                   size_t *len);
MUST_CHECK struct err today_fault_resolve(struct db *db, struct op_id id, int64_t at);

#endif
