/* report_app.h -- the programme counted: the leaders' page, and every line of the
 * evaluation for those who may have exact numbers.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_REPORT_APP_H
#define APP_REPORT_APP_H

#include "app/session.h"
#include "domain/evaluation.h"
#include "domain/period.h"
#include "store/report_store.h"

struct city_in {
    enum period_kind kind;
};
struct report_in {
    struct period period; /* unset days: the fiscal year to date */
    const char *format;   /* of a download: "json" or "csv"; NULL: the page */
};

struct report {
    struct report_period period;
    struct evaluation e;
};

/* Counts a period in the two stores; no rights are asked. */
MUST_CHECK struct err report_count(struct db *care, struct db *enforcement,
                                   struct arena *a, struct report *r);
/* What is published of a period, into a zeroed report; no rights are asked. */
MUST_CHECK struct err report_public(struct session *s, struct period p, struct report *r);
/* in city_in, out report, ACT_REPORT_PUBLIC: the period as of the end of the last whole
 * week, so that two days subtracted do not tell what one of them brought.  What is shown
 * of it are totals of the programme alone, and of requests, not of doors where nobody
 * could be asked. */
MUST_CHECK struct err report_city(struct session *s, const void *in, void **out);
/* in report_in, out report, ACT_REPORT_INTERNAL: exact. */
MUST_CHECK struct err report_evaluation(struct session *s, const void *in, void **out);

#endif
