/* desk_app.h -- what a supervisor must see first: what is late, what is nobody's, how the
 * city's cards and phones stand.  No number here is one inspector's.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_DESK_APP_H
#define APP_DESK_APP_H

#include "app/intake_app.h"
#include "app/status_app.h"
#include "app/violation_app.h"
#include "app/week_app.h"

#define DESK_WEEKS 6

struct desk_week {
    struct day monday;
    int64_t visits, cards, cards_known;
};
struct desk_page {
    const struct request_page *requests;
    const struct violation_line *late;
    size_t late_len;
    const struct week_visit *queue, *again; /* nobody's; re-inspections past their day */
    size_t queue_len, again_len;
    size_t asks;                        /* for more time, not answered */
    struct desk_week weeks[DESK_WEEKS]; /* this one first */
    struct status_line phones;
    struct staff everybody;
    struct day today;
};
MUST_CHECK struct err desk_view(struct session *s, const void *in, void **out);

#endif
