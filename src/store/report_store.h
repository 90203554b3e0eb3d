/* report_store.h -- a period counted for the evaluation; the SQL is in
 * sql/care/report.sql and sql/enforcement/report.sql.  Nothing sealed is read.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_REPORT_STORE_H
#define STORE_REPORT_STORE_H

#include "core/zone.h"
#include "domain/evaluation.h"
#include "store/db.h"

struct report_period {
    struct day first, last;  /* of receiving, or of the visit; both belong to it */
    int64_t as_of;           /* what was recorded later does not count */
    const struct zone *zone; /* the city's, of the days */
};

/* Adds the cases received in the period, one at a time. */
MUST_CHECK struct err report_cases(struct db *care, const struct report_period *p,
                                   struct evaluation *e);
MUST_CHECK struct err report_visits(struct db *enforcement, struct arena *a,
                                    const struct report_period *p,
                                    struct eval_visits *out);

#endif
