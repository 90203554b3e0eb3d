/* differ.h -- what several phones said of one field of a visit: all of it is kept, the
 * newest is shown, and a person chooses between different ones.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_DIFFER_H
#define DOMAIN_DIFFER_H

#include "core/arena.h"
#include "core/id.h"

/* One op's value of the field.  Of one phone only its newest counts. */
struct said {
    struct id op, device;
    int64_t at;
    const char *value;
};

/* A person's choice: what it keeps, and one op that it settles; a choice that settles
 * several stands once for each. */
struct settled {
    struct id choice, kept, op;
    int64_t at;
};

struct differ {
    const struct said *said;
    size_t said_len;
    const struct settled *settled;
    size_t settled_len;
};

/* Does what this op said still stand: no newer one of its phone, not settled by the last
 * choice that names it or, where none does, the same words of its phone? */
bool differ_stands(const struct differ *d, size_t said);
/* The newest of those that stand, of two at one instant the higher op; where none does,
 * the newest of all.  `said_len` of an empty field. */
size_t differ_shown(const struct differ *d);
/* Do two that stand say different things?  The same ops and choices, in whatever order
 * they came, give the same answers. */
bool differ_open(const struct differ *d);

#endif
