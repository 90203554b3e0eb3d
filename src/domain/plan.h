/* plan.h -- which visit follows which, who makes it and when: pure functions of what is
 * known, so that any order of its arrival ends in the same plan.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_PLAN_H
#define DOMAIN_PLAN_H

#include "core/day.h"
#include "core/ids.h"
#include "domain/codes.h"

/* What is known of one property: its signed visits, its open violations, and at which
 * visits each of these was looked at again. */
struct plan_visit {
    struct inspection_id id;
    int64_t started_at;
    struct day day;
};
struct plan_violation {
    struct finding_id id;
    struct inspection_id found_at;
    struct day correct_by; /* as extended; may be unset */
};
struct plan_sight {
    struct finding_id violation;
    struct inspection_id visit;
};
struct plan_house {
    const struct plan_visit *visits;
    const struct plan_violation *violations;
    const struct plan_sight *sights;
    size_t visits_len, violations_len, sights_len;
};

/* The day of the re-inspection that follows each signed visit, into `out`: of the open
 * violations that were last looked at there, the earliest correct-by day after the visit,
 * or the next business day.  DAY_NONE: nothing is to be looked at again, or it is late
 * already and somebody has to decide. */
void plan_again(const struct plan_house *h, const struct holidays *holidays,
                struct day *out);
/* The day itself, or the next business day. */
struct day plan_business(struct day d, const struct holidays *h);

/* Visits a day, beyond which the next day or the next inspector is better. */
#define PLAN_DAY_FULL 9

/* How many visits an inspector has on a day; what is not named is none. */
struct plan_load {
    struct user_id inspector;
    struct day day;
    int64_t visits;
};
/* Who works in a zone, and how full everybody's days are. */
struct plan_staff {
    const struct user_id *of;
    size_t len;
    const struct plan_load *loads;
    size_t loads_len;
};
struct plan_slot {
    struct user_id inspector; /* unset: nobody is in the zone */
    struct day day;
};
/* The earliest of `days` on which somebody's day is not full, and of them who has the
 * fewest visits that day (of equals the lowest id); all full: the last of `days`. */
struct plan_slot plan_assign(const struct day *days, size_t days_len,
                             const struct plan_staff *staff);
/* Who of the zone has the fewest visits on one day, full or not. */
struct user_id plan_fewest(struct day day, const struct plan_staff *staff);

/* A day's planned visit, as rebalancing looks at it. */
struct plan_door {
    struct inspection_id id;
    const char *time; /* "09:30", or NULL: any */
    enum inspection_kind kind;
};
/* Which `n` to hand over, into `out`; returns how many.  Those at no time first, then
 * the latest of the day; a re-inspection, which knows its inspector, last of all. */
size_t plan_hand_over(const struct plan_door *doors, size_t len, size_t n,
                      struct inspection_id *out);

/* The clock of a request, a violation or a re-inspection. */
enum plan_clock { PLAN_LATE, PLAN_TODAY, PLAN_AHEAD };
enum plan_clock plan_clock_of(struct day due, struct day today);

/* More time is given to whoever must do the work, and to nobody else. */
bool plan_may_ask_time(enum responsible asks, enum responsible of_violation);

#endif
