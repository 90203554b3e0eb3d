/* better_app.h -- a month after help began: is it better?  And a closed case that is
 * opened again.  All but the first two have the shape of a route's act (web/route.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_BETTER_APP_H
#define APP_BETTER_APP_H

#include "app/casefile_app.h"

/* A first service started: the question becomes a task of whoever has the case. */
MUST_CHECK struct err better_promise(struct session *s, struct casework *w);
/* The case ended in a way after which nobody asks. */
MUST_CHECK struct err better_cancel(struct session *s, struct casework *w);

struct better_page {
    struct casefile c;
    struct feelings feelings;
    struct day due; /* DAY_NONE: nothing is promised any more */
    struct staff staff;
};
/* in case_ref, out better_page; an AUDITED read */
struct err better_view(struct session *s, const void *in, void **out);

struct better_in {
    struct casefile_id casefile;
    struct id id; /* minted in the form, so that twice is once */
    enum feeling feeling;
    struct day again; /* not reached, and tried again then; or DAY_NONE */
};
struct err better_record(struct session *s, const void *in, void **out);

struct reopen_in {
    struct case_ref ref;
    struct id note_id;
    const char *note;
};
struct err casefile_reopen(struct session *s, const void *in, void **out);

#endif
