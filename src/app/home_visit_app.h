/* home_visit_app.h -- visits to a household: planned, gone to, and come back from.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HOME_VISIT_APP_H
#define APP_HOME_VISIT_APP_H

#include "app/casework.h"
#include "app/letter_app.h"
#include "store/home_visit_store.h"
#include "store/staff_store.h"

#define LIMIT_JOINT 80

struct visit_ref {
    struct casefile_id casefile;
    struct id id; /* unset: all of the case */
};
struct home_visit_page {
    struct casefile c;
    struct home_visits visits; /* of the case, or the one asked for */
    struct staff staff;
    struct day today;
};
/* in visit_ref, out home_visit_page; an AUDITED read */
struct err home_visit_view(struct session *s, const void *in, void **out);
/* The sheet to take along, out struct document: where, when, how to be safe there, which
 * languages; nothing of why. */
struct err home_visit_sheet(struct session *s, const void *in, void **out);

struct plan_visit_in {
    struct casefile_id casefile;
    struct id id;           /* minted in the form */
    struct user_id visitor; /* unset: the one who asks; else that, or whose case it is */
    struct day day;
    const char *time;  /* "14:30" */
    const char *joint; /* with whom else: kept here alone; NULL: nobody */
};
struct err home_visit_plan(struct session *s, const void *in, void **out);

struct step_visit_in {
    struct visit_ref ref;
    enum home_visit_event event;
    int64_t minutes; /* HOME_VISIT_ON_IN: until out again */
};
struct err home_visit_step(struct session *s, const void *in, void **out);

/* A round (rounds.h): is anybody missed?  out bool. */
struct err home_visit_alarm_due(struct session *s, const void *in, void **out);
/* Tells the care-leads -- but those whom that household closed its case to -- and the
 * city's on-call address of everybody who is missed, once an end that was said. */
struct err home_visit_alarm_round(struct session *s, const void *in, void **out);

#endif
