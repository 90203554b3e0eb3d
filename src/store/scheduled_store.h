/* scheduled_store.h -- inspections that another system keeps; the SQL is in
 * sql/enforcement/scheduled.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SCHEDULED_STORE_H
#define STORE_SCHEDULED_STORE_H

#include "core/day.h"
#include "store/property_store.h"

struct scheduled {
    const char *external_id;     /* for ever the same */
    struct inspection_id new_id; /* to use when it is not there yet */
    struct user_id inspector;
    struct address at;
    const char *unit, *kind, *planned_time; /* planned_time: "09:30", or NULL */
    struct day planned_day;
    int64_t inspected_at;            /* INT_NONE: not yet */
    const char *result, *record_url; /* NULL: none */
};

enum scheduled_put {
    SCHEDULED_ADDED,
    SCHEDULED_CHANGED,
    SCHEDULED_SAME,
    SCHEDULED_NO_ADDRESS, /* the register does not know it */
    SCHEDULED_HISTORY     /* the id is that of an imported case */
};

/* Both inspectors, the old one and the new, hear of a change.  A visit that was begun
 * here keeps its house, its unit, its kind and whoever began it. */
MUST_CHECK struct err scheduled_put(struct db *db, struct arena *a,
                                    const struct scheduled *v, enum scheduled_put *out);

#endif
