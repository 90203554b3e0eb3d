/* agency_store.h -- people of an agency who have an account, and what was sent to it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_AGENCY_STORE_H
#define STORE_AGENCY_STORE_H

#include "store/casefile_store.h"
#include "store/referral_store.h"
#include "store/withdraw_store.h"

struct own_agency {
    struct organization_id id; /* unset: of none */
    const char *name;
    bool aggregate_only;
};
struct agency_person {
    struct user_id person;
    struct organization_id organization;
};
struct agency_people {
    struct agency_person *of;
    size_t len;
};
struct agency_reader {
    struct organization_id organization;
    struct user_id viewer;
    struct day today;
};

/* The agency somebody belongs to. */
MUST_CHECK struct err agency_of(struct db *db, struct user_id person, struct arena *a,
                                struct own_agency *out);
/* Of all agencies. */
MUST_CHECK struct err agency_people(struct db *db, struct arena *a,
                                    struct agency_people *out);
/* Nothing for who belongs to one already. */
MUST_CHECK struct err agency_person_add(struct db *db, const struct agency_person *p,
                                        struct user_id author, int64_t at);
MUST_CHECK struct err agency_person_remove(struct db *db, const struct agency_person *p);
/* What a consent in force still tells the agency, open ones first; service_name and
 * disclosed (opened; NULL once the household was erased) are filled in. */
MUST_CHECK struct err agency_referrals(struct db *db, const struct keys *keys,
                                       const struct agency_reader *who, struct arena *a,
                                       struct referrals *out);

/* How an agency reaches the household whose home it asked to be inspected. */
struct visit_contact {
    const char *name, *phone, *safe; /* NULL: not told */
    bool message_no;
};
struct agency_visit {
    struct inspection_id inspection;
    struct organization_id organization;
    struct user_id asked_by;
    int64_t asked_at;
    struct visit_contact contact;
};
struct agency_visits {
    struct agency_visit *of;
    size_t len;
};
/* Twice is once. */
MUST_CHECK struct err agency_visit_add(struct db *db, const struct keys *keys,
                                       const struct agency_visit *v, struct arena *a);
/* Of one agency, the newest first. */
MUST_CHECK struct err agency_visit_list(struct db *db, const struct keys *keys,
                                        struct organization_id id, struct arena *a,
                                        struct agency_visits *out);
/* How to reach whom, of all that were asked for before then. */
MUST_CHECK struct err agency_visit_forget(struct db *db, int64_t before);

/* What was taken back and it has not said that it stopped: referral, casefile, at, due.
 */
MUST_CHECK struct err agency_stops(struct db *db, struct organization_id id,
                                   struct arena *a, struct stop_notices *out);

#endif
