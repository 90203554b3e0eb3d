/* imported_store.h -- violations taken over from another system; the SQL is in
 * sql/enforcement/imported.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_IMPORTED_STORE_H
#define STORE_IMPORTED_STORE_H

#include "core/day.h"
#include "store/property_store.h"

struct imported_violation {
    const char *visit;   /* the other system's case */
    const char *finding; /* and violation: both for ever the same */
    struct property property;
    struct address at;
    const char *code, *library, *place, *note, *responsible, *state;
    bool endangering;
    struct day day;
    int64_t observed_at;
    struct inspection_id new_visit; /* ids to use for what is not there yet */
    struct finding_id new_finding;
};

/* *changed is false when the store has all of it already.  A property that the register
 * does not know is added to it. */
MUST_CHECK struct err imported_violation_put(struct db *db, struct arena *a,
                                             const struct imported_violation *v,
                                             bool *changed);

#endif
