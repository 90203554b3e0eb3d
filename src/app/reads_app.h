/* reads_app.h -- how many different cases one person opens a day.  Whoever comes to the
 * end of it opens no other one that day, unless somebody else lets them; the care-lead
 * and the privacy officer hear of it at once. SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_READS_APP_H
#define APP_READS_APP_H

#include "app/session.h"
#include "store/staff_store.h"

/* In the audit job of a read (change.h): counts what s->opened names.  *over: it is one
 * too many, and must not be shown. */
MUST_CHECK struct err reads_count(struct session *s, struct db *care, bool *over);

struct read_alert {
    struct id id;
    struct user_id person, let_by;
    struct day day;
    int64_t at, let_at;
    int64_t budget, more, opened;
    bool may_let; /* whoever looks may */
};
struct reads_page {
    struct read_alert *of;
    size_t len;
    struct staff staff;
    bool may_ask; /* who saw a case (seen_app.h) */
};
/* in NULL, out reads_page; an AUDITED read */
struct err reads_view(struct session *s, const void *in, void **out);

struct reads_ref {
    struct id id;
};
/* in reads_ref: READS_MORE more, today alone, and never to oneself. */
struct err reads_let(struct session *s, const void *in, void **out);

#endif
