/* hub_work.h -- what every step of a matter before the Hub begins with.  Within
 * app/hub_*.c only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HUB_WORK_H
#define APP_HUB_WORK_H

#include "app/hub_app.h"

struct hub_work {
    struct casework w;
    struct hub_matters all;
    struct hub_matter *m; /* the newest, or that which was named */
    struct consent *consent;
    enum consent_verdict verdict; /* of this sheet, today */
};

/* ERR_NOT_FOUND where the city has no Hub, and for whom the case is not there. */
MUST_CHECK struct err hub_work_begin(struct session *s, struct casefile_id id,
                                     struct hub_work *h);
/* The same, of one matter: ERR_NOT_FOUND when it is not this case's. */
MUST_CHECK struct err hub_work_on(struct session *s, const struct hub_ref *ref,
                                  struct hub_work *h);
/* May this happen now, to this household, by this person?  h->m->state is moved on. */
MUST_CHECK struct err hub_work_event(struct session *s, struct hub_work *h,
                                     enum hub_event ev);
/* Saves it, by whom and when, and writes the audit row. */
MUST_CHECK struct err hub_work_save(struct session *s, struct hub_work *h,
                                    const char *act);

#endif
