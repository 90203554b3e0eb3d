/* week_app.h -- the supervisor's calendar: a week of visits by inspector; one visit given
 * to somebody on a day; a share of a day handed from one inspector to another.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_WEEK_APP_H
#define APP_WEEK_APP_H

#include "app/session.h"
#include "domain/plan.h"
#include "store/staff_store.h"

/* GET /inspections */
struct week_in {
    struct day day;           /* any of the week; unset: today's */
    struct user_id inspector; /* unset: all */
    const char *state;        /* "planned", "done" or "" */
};
struct week_visit {
    struct inspection_id id;
    struct user_id inspector; /* unset: nobody's */
    struct day day;
    const char *time, *kind, *state, *number, *street, *unit;
};
struct week_page {
    struct day monday, today;
    const struct week_visit *of; /* by day and time */
    size_t len;
    struct staff everybody, inspectors; /* also those who left; who work here now */
};
MUST_CHECK struct err week_view(struct session *s, const void *in, void **out);

/* GET and POST /inspections/:id/plan */
struct visit_form {
    struct inspection_id id;
    struct user_id inspector; /* unset: nobody */
    struct day day;
    const char *time; /* "" any */
    int64_t rev;
};
struct visit_page {
    struct week_visit visit;
    const char *neighbourhood;
    bool is_planned; /* neither begun nor withdrawn */
    int64_t rev;
    struct staff everybody, inspectors;
    struct day today;
};
MUST_CHECK struct err visit_look(struct session *s, const void *in, void **out);
MUST_CHECK struct err visit_set(struct session *s, const void *in, void **out);

/* GET and POST /rebalance: a proposal, then the same visits confirmed. */
#define REBALANCE_MAX 60
struct rebalance_in {
    bool asked; /* else the form alone */
    struct day day;
    struct user_id from, to;
    int64_t n;
    const char *const *visits; /* ids as text, confirmed */
    size_t visits_len;
};
struct rebalance_page {
    struct staff inspectors, everybody;
    struct day today;
    const struct week_visit *proposed;
    size_t proposed_len;
    int64_t from_has, to_has; /* visits still to make that day */
    bool is_asked;
};
MUST_CHECK struct err rebalance_look(struct session *s, const void *in, void **out);
MUST_CHECK struct err rebalance_do(struct session *s, const void *in, void **out);

#endif
