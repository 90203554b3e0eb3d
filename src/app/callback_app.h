/* callback_app.h -- a few consents are called back by somebody other than who took them,
 * and what is counted of that and of how sharing stopped.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_CALLBACK_APP_H
#define APP_CALLBACK_APP_H

#include "app/casework.h"
#include "app/taker_app.h"
#include "store/callback_store.h"

/* By chance, when a consent was kept just now; who took it is not told. */
MUST_CHECK struct err callback_draw(struct session *s, struct casework *w,
                                    struct consent_id id);

struct callback_in {
    struct consent_id consent;
    enum callback_answer said_yes, knows_whom, knows_stop;
};
struct callback_page {
    struct casefile c;
    struct callback of;
};
struct callback_list_page {
    struct callbacks calls;
    struct odd_takers odd;
};
/* out callback_list_page; AUDITED */
struct err callbacks_view(struct session *s, const void *in, void **out);
/* in callback_in (consent alone), out callback_page; AUDITED.  To who took it, it is not
 * there. */
struct err callback_view(struct session *s, const void *in, void **out);
/* in callback_in: in the household's hours alone.  Twice is once. */
struct err callback_answered(struct session *s, const void *in, void **out);
struct err callback_missed(struct session *s, const void *in, void **out);

enum { SHARING_MONTHS = 12 };
struct sharing_month {
    struct day first;
    int64_t n;
};
struct sharing_report {
    struct sharing_month months[SHARING_MONTHS]; /* that are over, the newest first */
    int64_t ways[STOP_WAYS];                     /* of all of them */
    struct callback_counts calls;
};
/* out sharing_report, ACT_REPORT_INTERNAL: totals alone, nothing crossed */
struct err sharing_report(struct session *s, const void *in, void **out);

#endif
