/* walk.h -- in which order a day's doors are walked to.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_WALK_H
#define DOMAIN_WALK_H

#include "core/arena.h"

#define WALK_ANYTIME (-1)
#define WALK_NOWHERE INT32_MIN

struct walk_door {
    int32_t minute;         /* of the day, or WALK_ANYTIME */
    int32_t lat_e7, lon_e7; /* or WALK_NOWHERE, both */
};

/* Fills `order` with the doors' numbers.  Those with a time keep it; each of the others
 * goes where it is the least detour; those of which nobody knows where they are come
 * last, as they were.  The same doors give the same walk. */
void walk_order(const struct walk_door *doors, size_t len, size_t *order);

#endif
