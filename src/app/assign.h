/* assign.h -- who goes to an address, by its zone and everybody's day: within app only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ASSIGN_H
#define APP_ASSIGN_H

#include "app/session.h"
#include "domain/plan.h"

/* The day, of these (in order, at least one), and the inspector for a visit to the
 * property; nobody where no zone holds the address, or none of its inspectors works here
 * any more. */
struct assign_days {
    const struct day *of;
    size_t len;
};
MUST_CHECK struct err assign_slot(struct session *s, struct db *db,
                                  struct property_id property,
                                  const struct assign_days *days, struct plan_slot *out);
/* Gives every planned visit that is nobody's, and whose address has a zone now, to one
 * of its inspectors; *n is how many. */
MUST_CHECK struct err assign_queue(struct session *s, struct db *db, int64_t *n);

#endif
