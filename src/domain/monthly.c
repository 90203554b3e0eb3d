/* monthly.c -- see monthly.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/monthly.h"

#include "core/str.h"

#include <string.h>

enum { NUMBER_DIGITS = 10 }; /* with its area code */

bool monthly_parse(const char *text, struct monthly *out)
{
    const char *space = strchr(text, ' ');
    char day[3] = "";
    int64_t d, hour;

    if (space == NULL || space - text < 1 || space - text > 2)
        return false;
    memcpy(day, text, (size_t)(space - text));
    if (!str_number(day, MONTHLY_LAST, &d) || d < 1 || !str_number(space + 1, 23, &hour))
        return false;
    *out = (struct monthly){(int)d, (int)hour};
    return true;
}

/* That day of the month which is `later` months after the one of `d`. */
static struct day day_of_month(const struct monthly *m, struct day d, int later)
{
    int year, month, dom;

    day_split(d, &year, &month, &dom);
    int months = year * 12 + month - 1 + later;
    return day_make(months / 12, months % 12 + 1, m->day);
}

/* Has this month's hour struck?  By the clock on the wall: an hour that a change of the
 * clocks leaves out has struck behind it, and one that comes twice strikes once. */
static bool has_struck(const struct monthly *m, const struct zone *z, int64_t now)
{
    struct day today = zone_day(z, now), due = day_of_month(m, today, 0);

    return today.n > due.n ||
           (today.n == due.n && zone_minute_of_day(z, now) >= m->hour * 60);
}

struct day monthly_due(const struct monthly *m, const struct zone *z, int64_t now)
{
    return day_of_month(m, zone_day(z, now), has_struck(m, z, now) ? 0 : -1);
}

struct day monthly_next(const struct monthly *m, const struct zone *z, int64_t now)
{
    return day_of_month(m, zone_day(z, now), has_struck(m, z, now) ? 1 : 0);
}

struct period monthly_period(struct day due)
{
    return period_of(PERIOD_LAST_MONTH, due);
}

static bool is_between(char c)
{
    return strchr(" .-()", c) != NULL;
}

/* An e-mail address, or as many digits in a row as a telephone number has. */
static bool has_contact(const char *text)
{
    int digits = 0;

    if (strchr(text, '@') != NULL)
        return true;
    for (; *text != '\0' && digits < NUMBER_DIGITS; text++)
        if (str_is_digit(*text))
            digits++;
        else if (!is_between(*text))
            digits = 0;
    return digits == NUMBER_DIGITS;
}

const char *learnt_fault(const char *text)
{
    int lines = 1;

    for (const char *s = text; *s != '\0'; s++) {
        lines += *s == '\n';
        if ((unsigned char)*s < ' ' && *s != '\n')
            return "updates.learnt_odd";
    }
    if (!utf8_valid(text, strlen(text)))
        return "updates.learnt_odd";
    if (utf8_len(text) > LEARNT_MAX || lines > LEARNT_LINES_MAX)
        return "updates.learnt_long";
    return has_contact(text) ? "updates.learnt_contact" : NULL;
}
