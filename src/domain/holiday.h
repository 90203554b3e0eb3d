/* holiday.h -- the legal holidays of Massachusetts (M.G.L. c. 4, s. 7, cl. 18): one that
 * falls on a Sunday is kept on the Monday.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_HOLIDAY_H
#define DOMAIN_HOLIDAY_H

#include "core/day.h"

#define HOLIDAYS_A_YEAR 12

/* The days as kept, in order, of the years from `first` to `last` (both between 1990
 * and 2199); returns how many, at most HOLIDAYS_A_YEAR a year. */
size_t holidays_make(int first, int last, struct day *out);
/* "holiday.juneteenth", or NULL when it is none. */
const char *holiday_msgid(struct day d);

#endif
