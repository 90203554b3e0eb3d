/* resident.h -- what a resident may say by the code of her card, and what her page
 * promises: a day, never a need.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_RESIDENT_H
#define DOMAIN_RESIDENT_H

#include "core/zone.h"
#include "domain/codes.h"

enum told { TOLD_NOBODY_CALLED, TOLD_CORRECT, TOLD_COMPLAINT, TOLD_STOP, TOLDS };
DECLARE_CODES(told);

/* What was promised to a household. */
struct promised {
    bool reached, closed;
    int64_t contact_by; /* 0: no promise */
    struct day next_day;
};
/* By which day somebody will be in touch; DAY_NONE when nothing is promised. */
struct day promised_day(const struct promised *p, const struct zone *zone);
/* That day has passed, or the very hour of it, and nobody was in touch. */
bool promised_is_late(const struct promised *p, const struct zone *zone, int64_t now);

/* "Nobody called me" counts once a day, so that a message stays a message; the others are
 * few a day.  `n` were said since midnight. */
bool told_may_again(enum told what, int64_t n);

/* Somebody guesses: so many codes opened nothing within the last minutes that for a while
 * none is looked up.  A card has 40 bits: at this pace a guess takes centuries. */
enum { MISS_MINUTES = 10, MISS_MAX = 60 };
bool misses_brake(int64_t n);

#endif
