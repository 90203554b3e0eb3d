/* measure_app.h -- what is measured of a household: at the start, later, at the end.  All
 * have the shape of a route's act (web/route.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_MEASURE_APP_H
#define APP_MEASURE_APP_H

#include "app/casefile_app.h"
#include "store/measure_store.h"

struct measure_page {
    struct casefile c;
    struct measures measures;
    struct staff staff;
};
/* in case_ref, out measure_page; an AUDITED read */
struct err measure_view(struct session *s, const void *in, void **out);

struct measure_in {
    struct casefile_id casefile;
    struct id id; /* minted in the form, so that twice is once */
    const struct instrument *instrument;
    enum measure_stage stage;
    struct answers answers;
};
struct err measure_take(struct session *s, const void *in, void **out);

/* The last score of the start, and the last after it; NO_SCORE where there is none. */
struct measure_span {
    const struct measure *start, *now; /* NULL: not yet */
};
struct measure_span measure_span(const struct measures *all, const struct instrument *of);

#endif
