/* today_app.h -- what the case manager must do now.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_TODAY_APP_H
#define APP_TODAY_APP_H

#include "app/casework.h"
#include "app/home_app.h"
#include "store/home_visit_store.h"
#include "store/connect_store.h"
#include "store/consent_store.h"
#include "app/resident_app.h"
#include "store/goal_store.h"
#include "store/outbox_store.h"
#include "store/staff_store.h"
#include "store/today_store.h"
#include "store/withdraw_store.h"

struct today_case {
    struct case_line line;
    struct case_facts_list choices; /* what was ticked at the door */
};

struct today_cases {
    struct today_case *of;
    size_t len;
};

struct today_page {
    struct today_cases crisis; /* nobody has spoken with them yet; always first, all */
    struct today_cases fresh;  /* not acknowledged, by urgency and then age */
    struct today_cases due;    /* a promised step for today or before */
    struct today_cases alerts; /* property alerts */
    struct today_cases mine;   /* everything open of this person */
    struct case_lines stopped; /* their household stopped everything: in no other list */
    struct home_visits visits; /* of today, and whoever is inside a home */
    struct today_referrals answers, silent;
    struct home_list homes;     /* news of the addresses of `mine` */
    struct returneds returned;  /* mail that agencies never got */
    struct consent_ends ending; /* consents of `mine` that end soon */
    struct stop_notices stops;  /* agencies that have not said that they stopped */
    struct told_rows told;      /* what residents said by their codes */
    struct tasks_due tasks;     /* of this person, until in a week */
    struct today_fault *faults;
    size_t faults_len;
    int64_t glass; /* cases of this person that others opened */
    struct outbox_waiting mail;
    struct staff staff;
    int64_t open, capacity;
    struct day today;
};

/* How many open cases one case manager can do justice to, where the city has not said
 * (`doorstep city set caseload`). */
#define CAPACITY_USUAL "40"

/* in NULL, out today_page; an AUDITED read */
struct err today_view(struct session *s, const void *in, void **out);

/* in NULL, out today_page with what goes onto a device alone: crisis, fresh, due and
 * visits; an AUDITED read */
struct err today_carry(struct session *s, const void *in, void **out);

struct mend_in {
    struct op_id id;
};
/* A request whose form was not whole has been dealt with. */
struct err today_mend(struct session *s, const void *in, void **out);

#endif
