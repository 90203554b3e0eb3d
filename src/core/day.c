/* day.c -- see day.h.  The conversions count in eras of 400 years, which all have the
 * same number of days.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/day.h"

#include <string.h>

#define ERA_DAYS 146097
#define TO_1970 719468 /* from 0000-03-01, where a year's leap day is its last */

bool day_is_set(struct day d)
{
    return d.n != INT32_MIN;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

static bool exists(int year, int month, int dom)
{
    return year >= 0 && month >= 1 && month <= 12 && dom >= 1 &&
           dom <= month_days(year, month);
}

struct day day_make(int year, int month, int dom)
{
    require(exists(year, month, dom));

    int y = month <= 2 ? year + 399 : year + 400; /* never negative */
    int era = y / 400, of_era = y % 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dom - 1;
    int of_era_days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

    return (struct day){(era - 1) * ERA_DAYS + of_era_days - TO_1970};
}

void day_split(struct day d, int *year, int *month, int *dom)
{
    require(day_is_set(d));

    int n = d.n + TO_1970 + ERA_DAYS;
    int era = n / ERA_DAYS, of_era = n % ERA_DAYS;
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;

    *dom = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + (era - 1) * 400 + (*month <= 2);
}

int day_weekday(struct day d)
{
    require(day_is_set(d));
    int from_monday = (d.n + 3) % 7; /* 1970-01-01 was a Thursday */

    return from_monday < 0 ? from_monday + 7 : from_monday;
}

/* The number of `len` digits, or -1. */
static int digits(const char *s, size_t len)
{
    int n = 0;

    for (size_t i = 0; i < len; i++) {
        if (s[i] < '0' || s[i] > '9')
            return -1;
        n = n * 10 + (s[i] - '0');
    }
    return n;
}

bool day_parse(const char *s, size_t len, struct day *out)
{
    if (len != DAY_TEXT - 1 || s[4] != '-' || s[7] != '-')
        return false;

    int year = digits(s, 4), month = digits(s + 5, 2), dom = digits(s + 8, 2);
    if (year < 1900 || year > 2199 || !exists(year, month, dom))
        return false;
    *out = day_make(year, month, dom);
    return true;
}

/* Two digits, at most max. */
static bool take_two(const char **s, int max, int *out)
{
    *out = digits(*s, 2);
    if (*out < 0 || *out > max)
        return false;
    *s += 2;
    return true;
}

/* "HH:MM", perhaps with ":SS", perhaps with a fraction, which is dropped. */
static bool read_clock(const char *s, int *second)
{
    int hour, minute, of_minute = 0;

    if (!take_two(&s, 23, &hour) || *s++ != ':' || !take_two(&s, 59, &minute))
        return false;
    if (*s == ':') {
        s++;
        if (!take_two(&s, 59, &of_minute))
            return false;
        if (*s == '.')
            s += 1 + strspn(s + 1, "0123456789");
    }
    *second = (hour * 60 + minute) * 60 + of_minute;
    return *s == '\0';
}

bool day_time_parse(const char *s, struct day *out, int *second)
{
    int of_day = -1;
    struct day d;

    if (strlen(s) < DAY_TEXT - 1 || !day_parse(s, DAY_TEXT - 1, &d))
        return false;
    s += DAY_TEXT - 1;
    if (*s != '\0' && ((*s != ' ' && *s != 'T') || !read_clock(s + 1, &of_day)))
        return false;
    *out = d;
    *second = of_day;
    return true;
}

static char *write_digits(char *at, int n, int len)
{
    for (int i = len - 1; i >= 0; i--, n /= 10)
        at[i] = (char)('0' + n % 10);
    return at + len;
}

void day_format(struct day d, char out[DAY_TEXT])
{
    int year, month, dom;

    out[0] = '\0';
    if (!day_is_set(d))
        return;
    day_split(d, &year, &month, &dom);
    out = write_digits(out, year, 4);
    *out++ = '-';
    out = write_digits(out, month, 2);
    *out++ = '-';
    out = write_digits(out, dom, 2);
    *out = '\0';
}

static bool is_holiday(struct day d, const struct holidays *h)
{
    size_t low = 0, high = h->len;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (h->days[mid].n == d.n)
            return true;
        if (h->days[mid].n < d.n)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

bool day_is_business(struct day d, const struct holidays *h)
{
    return day_weekday(d) < 5 && !is_holiday(d, h);
}

struct day day_add_business(struct day d, int n, const struct holidays *h)
{
    while (n > 0) {
        d.n++;
        if (day_is_business(d, h))
            n--;
    }
    return d;
}
