/* staff_store.h -- who works here, by name, for the pages of casework.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_STAFF_STORE_H
#define STORE_STAFF_STORE_H

#include "core/ids.h"
#include "store/db.h"

struct staff_person {
    struct user_id id;
    const char *name, *phone, *email, *lang;
    bool active; /* by staff_one alone: works here today */
};

struct staff {
    struct staff_person *of;
    size_t len;
};

/* `db` is the registry.  Everybody, also those who left: they wrote history. */
MUST_CHECK struct err staff_all(struct db *db, struct arena *a, struct staff *out);
/* Those who have the role today. */
MUST_CHECK struct err staff_with_role(struct db *db, const char *role, struct arena *a,
                                      struct staff *out);
/* One of everybody; *found is false for nobody, and for somebody who is not known. */
MUST_CHECK struct err staff_one(struct db *db, struct user_id id, struct arena *a,
                                struct staff_person *out, bool *found);
/* NULL for nobody, and for somebody the registry does not know. */
const char *staff_name(const struct staff *s, struct user_id id);

#endif
