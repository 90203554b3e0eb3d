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

struct day period_week_end(struct day today)
{
    return (struct day){today.n - day_weekday(today) - 1};
}

struct period period_year_to_date(struct day today)
{
    return (struct period){year_start(today), today};
}

static struct period last_year(struct day today)
{
    struct day last = before(year_start(today));

    return (struct period){year_start(last), last};
}

static struct period last_quarter(struct day today)
{
    struct day last = before(months_start(today, 3));

    return (struct period){months_start(last, 3), last};
}

static struct period last_month(struct day today)
{
    struct day last = before(months_start(today, 1));

    return (struct period){months_start(last, 1), last};
}

struct period period_of(enum period_kind kind, struct day today)
{
    static struct period (*const of[PERIOD_KINDS])(struct day today) = {
        [PERIOD_YEAR_TO_DATE] = period_year_to_date,
        [PERIOD_LAST_QUARTER] = last_quarter,
        [PERIOD_LAST_MONTH] = last_month,
        [PERIOD_LAST_YEAR] = last_year,
    };

    require(kind < PERIOD_KINDS);
    return of[kind](today);
}

bool period_is_past_year(struct period p, struct day today)
{
    struct day last = before(year_start((struct day){p.first.n + 366}));

    return year_start(p.first).n == p.first.n && p.last.n == last.n && last.n < today.n;
}

bool period_is_year(enum period_kind kind)
{
    return kind == PERIOD_YEAR_TO_DATE || kind == PERIOD_LAST_YEAR;
}
