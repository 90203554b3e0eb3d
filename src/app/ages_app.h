/* ages_app.h -- requests by how long they wait: for the first contact, and for the next
 * step.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_AGES_APP_H
#define APP_AGES_APP_H

#include "app/session.h"
#include "store/staff_store.h"
#include "store/today_store.h"

enum { AGES_ROWS = 25, AGES_PAGES = 200 };

struct ages_in {
    bool step;    /* who waits for the next step; else for the first contact */
    int64_t page; /* from 0 */
};
struct ages_page {
    struct case_lines lines; /* the longest first */
    bool more;
    struct staff staff;
    struct day today;
};
/* in ages_in, out ages_page; an AUDITED read.  A care-lead sees all of them, a case
 * manager her own and nobody's; nobody what its household closed to her. */
MUST_CHECK struct err ages_view(struct session *s, const void *in, void **out);

#endif
