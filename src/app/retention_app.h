/* retention_app.h -- cases whose years are over are proposed once a month, and destroyed
 * when the privacy officer says yes to what she saw.  The list is care's alone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RETENTION_APP_H
#define APP_RETENTION_APP_H

#include "app/erase_app.h"
#include "domain/retention.h"

enum { RETENTION_AT_ONCE = 200 };

struct retention_done {
    struct day before;
    int64_t cases, at;
    struct user_id by_whom;
};
struct retention_page {
    struct day before;      /* closed then or earlier */
    struct day first, last; /* of those that are due */
    size_t due;             /* at most RETENTION_AT_ONCE: the oldest */
    int64_t held;           /* their years are over, and a hold stands */
    struct retention_done *done;
    size_t done_len;
    struct staff staff;
};
/* out retention_page */
MUST_CHECK struct err retention_view(struct session *s, const void *in, void **out);

struct retention_in {
    struct id id;      /* minted in the form, so that twice is once */
    struct day before; /* what was looked at */
    int64_t due;
    bool sure;
};
/* ERR_CONFLICT when it is not what was looked at any more. */
MUST_CHECK struct err retention_approve(struct session *s, const void *in, void **out);

/* A round: tells the privacy officers, once a month, that something is due. */
MUST_CHECK struct err retention_round_due(struct session *s, const void *in, void **out);
MUST_CHECK struct err retention_round(struct session *s, const void *in, void **out);

#endif
