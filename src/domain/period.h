/* period.h -- the stretches of days that reports are asked for.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_PERIOD_H
#define DOMAIN_PERIOD_H

#include "core/day.h"

struct period {
    struct day first, last; /* both belong to it */
};

/* The fiscal year so far; Massachusetts' begins on 1 July (M.G.L. c. 44, s. 56). */
struct period period_year_to_date(struct day today);
/* The last whole fiscal year, quarter of the calendar, and month before today. */
struct period period_last_year(struct day today);
struct period period_last_quarter(struct day today);
struct period period_last_month(struct day today);

#endif
