/* status_app.h -- is this city's installation well?  What is true now, each line looked
 * at when the page is asked for.  Nothing of inspections or of care is read.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_STATUS_APP_H
#define APP_STATUS_APP_H

#include "app/session.h"

enum status_kind {
    STATUS_BAD,  /* mend it */
    STATUS_LOOK, /* may be right, and somebody should look */
    STATUS_TOLD, /* so it is; nothing was proven */
    STATUS_GOOD, /* was tried just now, and is in order */
    STATUS_KINDS
};

struct status_line {
    const char *name; /* message ids: what was looked at, ... */
    const char *words;
    const char *todo;  /* ... what to do; NULL: nothing */
    const char *fault; /* ... what the last try said; or NULL */
    enum status_kind kind;
    /* what fills `words` */
    const char *text;
    int64_t n, of, when;
};

#define STATUS_LINES 16

struct status_page {
    struct status_line of[STATUS_LINES]; /* the worst first */
    size_t len;
    size_t count[STATUS_KINDS];
};

/* Looks at everything; no rights are asked (`doorstep doctor`). */
void status_look(struct session *s, struct status_page *p);
/* One of them, by the message of its name. */
struct status_line status_one(struct session *s, const char *name);
MUST_CHECK struct err status_view(struct session *s, const void *in, void **out);

#endif
