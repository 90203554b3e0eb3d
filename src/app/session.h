/* session.h -- one request's who, when and where, as an app function sees it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "core/zone.h"
#include "domain/policy.h"
#include "store/store.h"

struct session {
    struct actor actor;       /* who: person, roles, provider or city side */
    const char *city;
    const char *lang;         /* "en" "es" "pt" "ht" */
    int64_t now;              /* ms UTC, read once per request, so that rows agree */
    const struct zone *zone;  /* the city's */
    struct arena *arena;
    /* Readers, each opened at first use by session_db(); the store that the job
     * writes is its transaction instead. */
    struct db *db[STORES];
    struct stores *stores;
};

/* The store to read or, inside a job on it, to write.  ERR_BUSY when it is away. */
MUST_CHECK struct err session_db(struct session *s, enum store_name name,
                                 struct db **out);

#endif
