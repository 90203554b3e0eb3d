/* glass.h -- a case that is somebody else's, opened in an emergency: for an hour, to
 * read. SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_GLASS_H
#define DOMAIN_GLASS_H

#include "core/day.h"
#include "domain/codes.h"

/* Why, before the words of it. */
enum glass_cause {
    GLASS_DANGER,   /* somebody is in danger now */
    GLASS_RESIDENT, /* the household asks, and whose case it is cannot be had */
    GLASS_COVER,    /* a step is due today, and whose case it is cannot be had */
    GLASS_OTHER,
    GLASS_CAUSES
};
DECLARE_CODES(glass_cause);

enum glass_verdict { GLASS_RIGHT, GLASS_WRONG, GLASS_VERDICTS };
DECLARE_CODES(glass_verdict);

enum {
    GLASS_REASON_MIN = 20, /* letters */
    GLASS_REASON_MAX = 500,
    GLASS_REVIEW_DAYS = 5, /* business days until somebody looked at it */
    GLASS_DELAY_DAYS = 30, /* that the household hears of it later, each time */
};
#define GLASS_MS (INT64_C(60) * 60 * 1000)
#define GLASS_TELL_MS (INT64_C(72) * 60 * 60 * 1000)

/* From its first to its last millisecond: not before, when the clock went back. */
bool glass_stands(int64_t at, int64_t until, int64_t now);
/* Enough was said: letters, not blanks. */
bool glass_reason_is_enough(const char *reason);

#endif
