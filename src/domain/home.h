/* home.h -- what a case manager is told of the house a household lives in: care knows
 * enforcement.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_HOME_H
#define DOMAIN_HOME_H

#include "core/day.h"
#include "domain/codes.h"

enum home_event_kind {
    HOME_CONDEMNED, /* found unfit, ordered to be vacated (105 CMR 410.900) */
    HOME_ORDER,     /* a signed order with violations */
    HOME_MISSED,    /* a violation's day passed, and it is still open */
    HOME_AGAIN,     /* a re-inspection is planned within days */
    HOME_CORRECTED, /* a violation was corrected: a reason to call */
    HOME_EVENT_KINDS
};
extern const struct codes home_event_codes;

enum {
    HOME_BACK_DAYS = 14, /* older is no news */
    HOME_AHEAD_DAYS = 7,
};

/* `unit` is spelt so too.  Of this home, seen from a case: nothing of another unit;
 * before the request came nothing is news to it but what is still to come. */
struct home_watch {
    const char *unit; /* as address_unit() spells it; "" not known */
    struct day since; /* the request's */
};
bool home_concerns(const struct home_watch *w, enum home_event_kind kind,
                   const char *unit, struct day day);

#endif
