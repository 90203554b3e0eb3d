/* monthly.h -- when the month's page is due, which month it tells of, and how long what
 * the care-lead learnt may be.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_MONTHLY_H
#define DOMAIN_MONTHLY_H

#include "core/day.h"
#include "core/zone.h"
#include "domain/period.h"

#define MONTHLY_OFF "off"
enum {
    MONTHLY_LAST = 28,    /* a day that every month has */
    LEARNT_MAX = 900,     /* characters: with them the page is still one page */
    LEARNT_LINES_MAX = 8, /* lines that its writer began */
};

/* "1 8": a day of the month and a full hour of the city's clocks. */
struct monthly {
    int day, hour;
};
bool monthly_parse(const char *text, struct monthly *out);
/* The last day on which a page was due, and the next one. */
struct day monthly_due(const struct monthly *m, const struct zone *z, int64_t now);
struct day monthly_next(const struct monthly *m, const struct zone *z, int64_t now);
/* The month that a page of that day tells of: the whole one before. */
struct period monthly_period(struct day due);

/* NULL, or the message id of what is wrong with what was learnt. */
const char *learnt_fault(const char *text);

#endif
