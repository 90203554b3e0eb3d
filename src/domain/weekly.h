/* weekly.h -- when the week's letter is due, and what it may say of a request: the same
 * whatever was asked.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_WEEKLY_H
#define DOMAIN_WEEKLY_H

#include "core/day.h"
#include "core/zone.h"
#include "domain/codes.h"
#include "domain/limits.h"

/* "mon 8": a day of the week and a full hour of the city's clocks. */
struct weekly {
    int weekday; /* 0 Monday */
    int hour;
};
#define WEEKLY_USUAL "mon 8"
bool weekly_parse(const char *text, struct weekly *out);
/* The last day on which the letter was due. */
struct day weekly_due(const struct weekly *w, const struct zone *z, int64_t now);

/* All that a letter knows of a request. */
struct weekly_request {
    enum coarse state, told; /* told: COARSES before the first letter */
    bool thanks, told_thanks;
    struct day promised; /* to be contacted by; DAY_NONE: no promise */
};
/* Past the promised day: a letter never says nothing. */
bool weekly_is_late(const struct weekly_request *r, struct day today);
bool weekly_has_news(const struct weekly_request *r, struct day today);
/* How often a whole team did something: 0 for fewer than may be told. */
enum { WEEKLY_LEAST = LIMIT_SMALL + 1 };
int64_t weekly_coarse(int64_t n);
/* The sentence, with {asked} and {day}. */
const char *weekly_msgid(enum coarse state);

#endif
