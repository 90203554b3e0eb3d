/* taker.c -- see taker.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/taker.h"

#define ONE INT64_C(1000000) /* shares are counted in millionths */
enum { STANDARD_ERRORS = 3 };

bool taker_is_quick(const struct taker *t)
{
    return t->timed >= TAKER_YESES_MIN && 2 * t->quick > t->timed;
}

/* Of a visit with several households more than one may say yes. */
static int64_t share(int64_t yeses, int64_t visits)
{
    return yeses < visits ? ONE * yeses / visits : ONE;
}

/* Of the difference: p (1 - p) (1/own + 1/others), with the share of everybody as p. */
static int64_t variance(int64_t p, int64_t own, int64_t others)
{
    return p * (ONE - p) * (own + others) / (own * others);
}

bool taker_is_often(const struct taker *t, const struct taker *all)
{
    int64_t others = all->visits - t->visits;

    if (t->visits < TAKER_VISITS_MIN || others < TAKER_VISITS_MIN)
        return false;
    int64_t pooled = share(all->yeses, all->visits);
    int64_t apart = share(t->yeses, t->visits) - share(all->yeses - t->yeses, others);

    return apart > 0 && apart * apart > STANDARD_ERRORS * STANDARD_ERRORS *
                                            variance(pooled, t->visits, others);
}
