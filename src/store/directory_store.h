/* directory_store.h -- agencies and what they offer.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_DIRECTORY_STORE_H
#define STORE_DIRECTORY_STORE_H

#include "core/ids.h"
#include "domain/codes.h"
#include "store/db.h"

struct service {
    struct service_id id;
    struct organization_id organization;
    const char *name, *organization_name;
    const char *description, *url, *phone, *application, *fees, *eligibility;
    const char *address, *hours, *languages, *email;
    const char *lang; /* of those who read its mail */
    enum capacity capacity;
    bool contacts_owner; /* it writes to the owner of the building */
    bool aggregate_only; /* gives back counts, never a word about a person */
    bool own;            /* our own programme: nothing leaves the house */
    bool active;
    bool refused;    /* said no to this need, or for its reason: connect_store.h */
    const char *sms; /* a number that takes links */
    const char *season_from, *season_to; /* "11-01"; NULL: all year */
    const char *proofs;                  /* papers wanted, words of proof_codes by ';' */
};

struct services {
    struct service *of;
    size_t len;
};

/* Services for a need, those most often used here first. */
MUST_CHECK struct err directory_usual(struct db *db, const char *need, struct arena *a,
                                      struct services *out);
/* Services in whose words all of the query's first three occur. */
MUST_CHECK struct err directory_search(struct db *db, const char *words, struct arena *a,
                                       struct services *out);
MUST_CHECK struct err directory_load(struct db *db, struct service_id id, struct arena *a,
                                     struct service *out);
/* Is the service listed under the need? */
MUST_CHECK struct err directory_serves(struct db *db, struct service_id id,
                                       const char *need, struct arena *a, bool *out);

#endif
