/* updates_pages.h -- /updates: what goes out by the calendar, and what was learnt.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_UPDATES_PAGES_H
#define WEB_UPDATES_PAGES_H

#include "web/case_pages.h"

/* /updates */
SHOW(updates_show);

/* /ages */
READ(ages_read);
SHOW(ages_show);

/* /updates/learnt */
SHOW(learnt_show);
READ(learnt_read);
struct err to_learnt(struct req *rq, struct session *s, const void *in, const void *out);

#endif
