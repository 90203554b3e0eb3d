/* erase_app.h -- the privacy officer erases a resident: all is told before it is done,
 * and from the moment that it is decided nobody reads her; the key itself goes behind the
 * ledger's line (erase_settle.h).  All of it has the shape of a route's act.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ERASE_APP_H
#define APP_ERASE_APP_H

#include "app/casefile_app.h"
#include "app/hold_app.h"

enum { ERASE_SHOWN = 50 };

/* The cases so far; no name, no number. */
struct erase_list {
    struct erasures of;
    struct erasure_counts counts;
    struct holds holds; /* that stand */
    struct staff staff;
};
/* out erase_list */
struct err erase_home(struct session *s, const void *in, void **out);

struct erase_look_in {
    const char *typed; /* a case's number, or its address */
};
/* in erase_look_in, out casefile_id: a case that is there and not erased. */
struct err erase_look(struct session *s, const void *in, void **out);

/* What will be lost: of the case and those looked after with it. */
struct erase_page {
    struct casefile c;
    size_t cases;
    struct erase_counts counts;
    bool open;          /* a case is: it will be closed */
    bool held;          /* a hold stands on one of them: nothing can be done */
    bool demanded;      /* of one of them a court waits for an answer */
    bool may_legal;     /* whoever looks has the demands, too */
    struct holds holds; /* of the case itself */
    struct staff staff;
};
/* in case_ref, out erase_page; an AUDITED read */
struct err erase_view(struct session *s, const void *in, void **out);

/* One case, begun by whoever may: nobody reads it from here on. */
MUST_CHECK struct err erase_decide(struct session *s, struct casework *w,
                                   enum erase_why why);

struct erase_in {
    struct casefile_id casefile;
    enum erase_why why;
    bool sure;
};
struct erase_done {
    bool held; /* refused, and written down that it was tried */
};
/* in erase_in, out erase_done; twice is once */
struct err erase_do(struct session *s, const void *in, void **out);

#endif
