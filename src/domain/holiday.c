/* holiday.c -- see holiday.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/holiday.h"

enum { MONDAY = 0, THURSDAY = 3, SUNDAY = 6, FIXED = 0, LAST = 9 };

static const struct rule {
    const char *msgid;
    int month;
    int nth;  /* FIXED: `day` of the month; 1..4 or LAST: that weekday of the month */
    int day;  /* or the weekday */
    int from; /* the first year it was kept */
} rules[HOLIDAYS_A_YEAR] = {
    {"holiday.new-year", 1, FIXED, 1, 0},
    {"holiday.king", 1, 3, MONDAY, 0},
    {"holiday.washington", 2, 3, MONDAY, 0},
    {"holiday.patriots", 4, 3, MONDAY, 0},
    {"holiday.memorial", 5, LAST, MONDAY, 0},
    {"holiday.juneteenth", 6, FIXED, 19, 2021},
    {"holiday.independence", 7, FIXED, 4, 0},
    {"holiday.labor", 9, 1, MONDAY, 0},
    {"holiday.columbus", 10, 2, MONDAY, 0},
    {"holiday.veterans", 11, FIXED, 11, 0},
    {"holiday.thanksgiving", 11, 4, THURSDAY, 0},
    {"holiday.christmas", 12, FIXED, 25, 0},
};

static struct day kept(const struct rule *r, int year)
{
    if (r->nth == FIXED) {
        struct day d = day_make(year, r->month, r->day);
        d.n += day_weekday(d) == SUNDAY;
        return d;
    }

    struct day d = day_make(year, r->month, 1);
    d.n += (r->day - day_weekday(d) + 7) % 7;
    if (r->nth != LAST) {
        d.n += 7 * (r->nth - 1);
        return d;
    }
    for (int y, month, dom;; d.n += 7) {
        day_split((struct day){d.n + 7}, &y, &month, &dom);
        if (month != r->month)
            return d;
    }
}

size_t holidays_make(int first, int last, struct day *out)
{
    size_t n = 0;

    require(first >= 1990 && last <= 2199);
    for (int year = first; year <= last; year++)
        for (size_t i = 0; i < COUNT(rules); i++)
            if (year >= rules[i].from)
                out[n++] = kept(&rules[i], year);
    return n;
}

const char *holiday_msgid(struct day d)
{
    int year, month, dom;

    day_split(d, &year, &month, &dom);
    for (size_t i = 0; i < COUNT(rules); i++)
        if (year >= rules[i].from && kept(&rules[i], year).n == d.n)
            return rules[i].msgid;
    return NULL;
}
