/* taker.h -- whose yeses at doors are unlike everybody else's: a question to ask, never a
 * finding.  A permission of 45 words takes about 20 seconds to read aloud.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_TAKER_H
#define DOMAIN_TAKER_H

#include "core/ids.h"

enum {
    TAKER_DAYS = 90,          /* that are looked at, back from today */
    TAKER_QUICK_SECONDS = 20, /* less than it takes to hear the permission */
    TAKER_SECONDS_MAX = 999,  /* as a phone counts them */
    TAKER_YESES_MIN = 5,      /* fewer say nothing of how quickly */
    TAKER_VISITS_MIN = 20,    /* fewer say nothing of how often */
};

struct taker {
    struct user_id who;
    int64_t visits;              /* signed */
    int64_t yeses, timed, quick; /* at doors; of which it is known how long; too short */
};

/* More than half of those that were timed came sooner than the text can be heard. */
bool taker_is_quick(const struct taker *t);
/* A yes at more of the visits than the others have, by three standard errors of the
 * difference of two proportions; `all`: the sum of everybody, this one as well. */
bool taker_is_often(const struct taker *t, const struct taker *all);

#endif
