/* period.h -- the stretches of days that reports are asked for.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_PERIOD_H
#define DOMAIN_PERIOD_H

#include "core/day.h"

struct period {
    struct day first, last; /* both belong to it */
};

/* The fiscal year so far; Massachusetts' begins on 1 July (M.G.L. c. 44, s. 56).  The
 * others are whole: the last fiscal year, quarter of the calendar, month before today. */
struct period period_year_to_date(struct day today);

/* The ones that a public page offers, and no others: between two days of somebody's own
 * choice a count of one would be a household. */
enum period_kind {
    PERIOD_YEAR_TO_DATE,
    PERIOD_LAST_QUARTER,
    PERIOD_LAST_MONTH,
    PERIOD_LAST_YEAR,
    PERIOD_KINDS
};
/* The Sunday before this week's Monday. */
struct day period_week_end(struct day today);
struct period period_of(enum period_kind kind, struct day today);
/* A whole fiscal year before today: no other period of it can be subtracted. */
bool period_is_past_year(struct period p, struct day today);
/* Long enough to say what was asked for, and how cases ended. */
bool period_is_year(enum period_kind kind);

#endif
