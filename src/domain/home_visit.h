/* home_visit.h -- a visit to a household, and when somebody who went alone is missed.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_HOME_VISIT_H
#define DOMAIN_HOME_VISIT_H

#include "core/err.h"
#include "domain/codes.h"

enum home_visit_state {
    HOME_VISIT_PLANNED,
    HOME_VISIT_INSIDE, /* at the door, or in */
    HOME_VISIT_DONE,
    HOME_VISIT_CANCELLED,
    HOME_VISIT_STATES
};
extern const struct codes home_visit_state_codes;

enum home_visit_event {
    HOME_VISIT_ON_IN, /* also: stays longer than was said */
    HOME_VISIT_ON_OUT,
    HOME_VISIT_ON_CANCEL,
    HOME_VISIT_EVENTS
};

/* What happened already leaves the state as it is.  ERR_CONFLICT with the sentence that
 * says what is possible now. */
MUST_CHECK struct err home_visit_next(enum home_visit_state now, enum home_visit_event ev,
                                      enum home_visit_state *out);

/* How long somebody stays, at most, before they say so again. */
enum { HOME_VISIT_LEAST_MINUTES = 5, HOME_VISIT_MOST_MINUTES = 240 };
/* After the end that was said, until the others are told. */
#define HOME_VISIT_GRACE_MS (INT64_C(10) * 60 * 1000)

/* Of a visit that goes on: its end, as it was said, is past. */
bool home_visit_late(enum home_visit_state state, int64_t expected_at, int64_t now);
/* Late beyond grace, and nobody was told of this end. */
bool home_visit_alarms(enum home_visit_state state, int64_t expected_at,
                       int64_t alarmed_at, int64_t now);

#endif
