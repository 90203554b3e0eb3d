/* retention.c -- see retention.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/retention.h"

#include "core/str.h"

bool retention_parse(const char *word, enum retention *out)
{
    for (int i = RETENTION_PUBLIC; i < RETENTIONS; i++) {
        if (!str_same(retention_classes[i].word, word))
            continue;
        *out = (enum retention)i;
        return true;
    }
    return false;
}

struct day retention_before(enum retention which, struct day today)
{
    int year, month, dom;

    require(which < RETENTIONS);
    day_split(today, &year, &month, &dom);
    if (month == 2 && dom == 29) /* not every year has one: a day later is never early */
        dom = 28;
    return day_make(year - retention_classes[which].years, month, dom);
}
