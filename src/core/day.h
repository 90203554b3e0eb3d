/* day.h -- calendar days of the Gregorian calendar (ISO 8601), without a clock.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_DAY_H
#define CORE_DAY_H

#include "core/base.h"

struct day {
    int32_t n; /* days since 1970-01-01 */
};

#define DAY_NONE ((struct day){INT32_MIN})
#define DAY_MS INT64_C(86400000)
#define DAY_TEXT 11 /* "YYYY-MM-DD" and the NUL */

bool day_is_set(struct day d);
struct day day_make(int year, int month, int dom); /* month and dom from 1; must exist */
void day_split(struct day d, int *year, int *month, int *dom);
int day_weekday(struct day d);                              /* 0 Monday ... 6 Sunday */
bool day_parse(const char *s, size_t len, struct day *out); /* years 1900 to 2199 */
void day_format(struct day d, char out[DAY_TEXT]);          /* "" when not set */

/* A day, or a day and a local time, "2023-02-22 16:34" or "2023-02-22T16:34:56.000", and
 * nothing behind it; *second is that of the day, or -1 when there is no time. */
bool day_time_parse(const char *s, struct day *out, int *second);

/* A city's holidays: sorted, and known from `from` to `to` inclusive. */
struct holidays {
    const struct day *days;
    size_t len;
};
bool day_is_business(struct day d, const struct holidays *h);
/* The n-th business day after d; n = 0 is d itself. */
struct day day_add_business(struct day d, int n, const struct holidays *h);

#endif
