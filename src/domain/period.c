/* period.c -- see period.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/period.h"

enum { FISCAL_MONTH = 7 };

static struct day before(struct day d)
{
    return (struct day){d.n - 1};
}

static struct day year_start(struct day today)
{
    int year, month, dom;

    day_split(today, &year, &month, &dom);
    return day_make(month >= FISCAL_MONTH ? year : year - 1, FISCAL_MONTH, 1);
}

/* The first day of the stretch of so many months that today is in. */
static struct day months_start(struct day today, int months)
{
    int year, month, dom;

    day_split(today, &year, &month, &dom);
    return day_make(year, month - (month - 1) % months, 1);
}

struct period period_year_to_date(struct day today)
{
    return (struct period){year_start(today), today};
}

struct period period_last_year(struct day today)
{
    struct day last = before(year_start(today));

    return (struct period){year_start(last), last};
}

struct period period_last_quarter(struct day today)
{
    struct day last = before(months_start(today, 3));

    return (struct period){months_start(last, 3), last};
}

struct period period_last_month(struct day today)
{
    struct day last = before(months_start(today, 1));

    return (struct period){months_start(last, 1), last};
}
