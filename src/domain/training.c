/* training.c -- see training.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/training.h"

static struct day first_of(int year, int months)
{
    return day_make(year + months / 12, months % 12 + 1, 1);
}

struct day practice_due(struct day done, int months)
{
    int year, month, dom;

    if (!day_is_set(done))
        return DAY_NONE;
    day_split(done, &year, &month, &dom);
    struct day first = first_of(year, month - 1 + months);
    struct day next = first_of(year, month + months);
    struct day due = {first.n + dom - 1};
    return due.n < next.n ? due : (struct day){next.n - 1};
}

enum practice_state practice_state_on(struct day today, struct day due)
{
    if (!day_is_set(due))
        return PRACTICE_NEVER;
    return due.n <= today.n ? PRACTICE_DUE : PRACTICE_DONE;
}
