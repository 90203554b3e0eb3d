/* casefile.h -- the life of a case: what may happen next, and how it may end.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_CASEFILE_H
#define DOMAIN_CASEFILE_H

#include "core/err.h"
#include "domain/care_policy.h"
#include "domain/codes.h"

enum case_event {
    CASE_ON_ACKNOWLEDGE,
    CASE_ON_ATTEMPT, /* tried, not reached */
    CASE_ON_REACH,   /* spoke with the resident */
    CASE_ON_ASSESS,  /* needs found */
    CASE_ON_CONNECT, /* a first service started */
    CASE_ON_CLOSE,
    CASE_ON_REOPEN,
    CASE_EVENTS
};

/* The state after the event; ERR_CONFLICT "case.wrong_state" when it cannot happen now.
 * What happened already leaves the state as it is, so that a double click is harmless. */
MUST_CHECK struct err casefile_next(enum case_state now, enum case_event ev,
                                    enum case_state *out);
bool casefile_can(enum case_state now, enum case_event ev);

/* All that a referrer ever hears: the same whatever the need. */
enum coarse coarse_of(enum case_state state);
/* The same from the days a report or an import knows. */
enum coarse coarse_of_days(bool contacted, bool connected, bool closed);

/* An attempt of this outcome is a contact with the resident. */
bool outcome_is_contact(enum outcome o);
enum case_event outcome_event(enum outcome o);

/* The attempts so far, for the minimum before "unable to reach". */
struct reach {
    int attempts;
    unsigned channels; /* 1 << enum channel */
};
void reach_add(struct reach *r, enum channel channel);
enum { REACH_ATTEMPTS = 1, REACH_CHANNELS = 2, REACH_VISIT = 4 };
/* What the policy still asks for; 0 when the minimum is met. */
unsigned reach_missing(const struct reach *r, const struct care_policy *p);

/* What closing looks at. */
struct close_facts {
    enum case_state state;
    struct reach reach;
    bool contacted; /* ever */
    int services;   /* started */
    int open_needs;
    bool override_given; /* a reason was typed for closing below the minimum */
};
/* OK, or ERR_INVALID with the message that says what stands against this reason. */
MUST_CHECK struct err close_check(const struct close_facts *f,
                                  const struct care_policy *p, enum close_reason reason);

/* Four broad outcomes, few enough to print at small numbers. */
enum broad { BROAD_CONNECTED, BROAD_DECLINED, BROAD_NOT_REACHED, BROAD_OTHER, BROADS };
enum broad close_broad(enum close_reason reason);
const char *broad_name(enum broad b);
const char *broad_msgid(enum broad b);
/* Four broad groups of needs; the sealed ones stand under "other". */
enum need_group { GROUP_FOOD_BILLS, GROUP_HOME, GROUP_HEALTH, GROUP_OTHER, GROUPS };
enum need_group need_group_of(enum need n);
const char *need_group_name(enum need_group g);
const char *need_group_msgid(enum need_group g);

#endif
