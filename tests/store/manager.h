/* manager.h -- a case of the phone's inspector, and the case managers at work on it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_MANAGER_H
#define TESTS_STORE_MANAGER_H

#include "phone.h"

#include "app/casefile_app.h"
#include "app/goal_app.h"

enum { MANAGER = 3, COLLEAGUE = 4 };

/* A household asked for food at a door, and MANAGER took the case on. */
struct phone *with_case(struct world *w);
/* The same on a phone that is there. */
void take_case(struct phone *p);
struct casefile_id the_case(struct phone *p);
struct id id_named(struct phone *p, char kind, int n);
struct day today_of(struct phone *p);
/* The session becomes that case manager's. */
void be(struct phone *p, struct session *s, int user);

/* An app function by one of the case managers, with what it is told. */
struct doing {
    struct phone *p;
    int user;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    void *out;
    const char *fault; /* of its first fault */
};
struct err as(struct phone *p, int user, struct doing *d);
#define DO(p, what, input) as((p), MANAGER, &(struct doing){.act = (what), .in = (input)})

/* MANAGER spoke with the household. */
void reach(struct phone *p);
/* What MANAGER sees of the case, and what somebody's Today has of tasks. */
const struct case_page *case_of(struct phone *p);
struct tasks_due due_of(struct phone *p, int user);

#endif
