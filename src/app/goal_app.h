/* goal_app.h -- the plan of a case: goals in the household's own words, tasks with a
 * person and a day.  All have the shape of a route's act (web/route.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_GOAL_APP_H
#define APP_GOAL_APP_H

#include "app/casefile_app.h"
#include "store/goal_store.h"

struct plan_page {
    struct casefile c;
    struct goals goals;
    struct tasks tasks;
    struct staff staff;
    struct staff helpers; /* who may be given a task of this case */
    struct day today;
};
/* in case_ref, out plan_page; an AUDITED read */
struct err plan_view(struct session *s, const void *in, void **out);

struct goal_in {
    struct casefile_id casefile;
    struct id id; /* minted in the form, so that twice is once */
    const char *words;
};
struct err goal_set(struct session *s, const void *in, void **out);

struct goal_event_in {
    struct casefile_id casefile;
    struct id goal;
    int64_t rev;
    enum goal_event event;
};
struct err goal_move(struct session *s, const void *in, void **out);

struct task_in {
    struct casefile_id casefile;
    struct id id;
    struct user_id owner;
    struct day due;
    const char *words;
};
struct err task_give(struct session *s, const void *in, void **out);

struct task_event_in {
    struct casefile_id casefile;
    struct id task;
    int64_t rev;
    enum task_event event;
    bool from_today; /* the button stood on Today */
};
struct err task_move(struct session *s, const void *in, void **out);

/* What Today shows of them: due until in a week, of cases this person may see. */
MUST_CHECK struct err tasks_of_today(struct session *s, struct db *care,
                                     struct tasks_due *out);

#endif
