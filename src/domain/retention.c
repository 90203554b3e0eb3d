/* retention.c -- see retention.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/retention.h"

struct day retention_before(enum retention which, struct day today)
{
    int year, month, dom;

    require(which < RETENTIONS);
    day_split(today, &year, &month, &dom);
    if (month == 2 && dom == 29) /* not every year has one: a day later is never early */
        dom = 28;
    return day_make(year - retention_classes[which].years, month, dom);
}
