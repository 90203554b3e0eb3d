/* agency_visit_app.h -- an agency with accounts asks the city to inspect a home: the same
 * queue under the same rules as at the intake desk.  Enforcement gets what any complaint
 * has, from nobody; which agency asked stands in care alone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_AGENCY_VISIT_APP_H
#define APP_AGENCY_VISIT_APP_H

#include "app/ask_home.h"
#include "store/agency_store.h"

/* What became of one, as far as who asked may hear. */
struct agency_visits_line {
    const char *number, *street, *unit;
    bool came; /* somebody has been there */
    int64_t asked_at;
    struct visit_contact contact;
};
struct agency_visits_page {
    struct own_agency agency; /* .id unset: the account belongs to none */
    bool may_ask;
    struct agency_visits_line *of;
    size_t len;
};
/* out agency_visits_page; an AUDITED read.  An agency that only counts has an empty one,
 * for a home would tell of whom it counts. */
MUST_CHECK struct err agency_visits(struct session *s, const void *in, void **out);

struct agency_visit_look {
    const char *line; /* of a form that came back, or "" */
};
struct agency_visit_page {
    const struct home *homes; /* that the line may mean */
    size_t homes_len;
};
/* The form, empty or again. */
MUST_CHECK struct err agency_visit_look(struct session *s, const void *in, void **out);

struct agency_visit_form {
    struct intake_form visit; /* .property, .line and .came are found here */
    struct ask_typed at;
    bool as_typed; /* "none of these" */
    struct visit_contact contact;
};
/* The request, in enforcement; then that it is the agency's, in care.  Twice is once. */
MUST_CHECK struct err agency_visit_ask(struct session *s, const void *in, void **out);
MUST_CHECK struct err agency_visit_keep(struct session *s, const void *in, void **out);

#endif
