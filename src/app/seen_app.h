/* seen_app.h -- who saw a case: each look with its time and person, what was shown and
 * what for, also the looks that were refused.  For the privacy officer, who says it to
 * the household; of a household that was erased, too. SPDX-License-Identifier: Apache-2.0
 */
#ifndef APP_SEEN_APP_H
#define APP_SEEN_APP_H

#include "app/session.h"
#include "store/staff_store.h"

enum { SEEN_ROWS = 50 };

enum seen_by { SEEN_BY_PERSON, SEEN_BY_LINK, SEEN_BY_SERVER };

struct seen_row {
    int64_t at; /* 0: that day, in a list, which has no time of its own */
    struct day day;
    struct id who;
    const char *name;   /* NULL: not known here */
    const char *agency; /* whose; NULL: of none */
    unsigned roles;     /* of today: 1 << enum role */
    enum seen_by by;
    const char *act, *what, *why; /* what, why: msgids */
    bool refused;                 /* not shown */
    bool kept_back;               /* the household is not to hear of it, or not yet */
};
struct seen_page {
    struct casefile_id id;
    const struct seen_row *of;
    size_t len;
    size_t total,
        upto;       /* of the rows, counted from the oldest: `of` ends the first one */
    bool cut;       /* there are older ones than can be listed */
    bool names;     /* this city lets residents hear names */
    bool kept_back; /* at least one row is */
};
struct seen_in {
    struct casefile_id id;
    int64_t upto; /* the newest to show, from the oldest; 0: the newest there is */
};
/* in seen_in, out seen_page; an AUDITED read */
MUST_CHECK struct err seen_view(struct session *s, const void *in, void **out);

struct seen_find_in {
    const char *which; /* the case's address or number */
};
/* in seen_find_in, out casefile_id: a case that is there. */
MUST_CHECK struct err seen_find(struct session *s, const void *in, void **out);

#endif
