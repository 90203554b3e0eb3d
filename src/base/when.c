/* when.c -- see when.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/when.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *const patterns[] = {
    [WHEN_SHORT] = "date.short",      [WHEN_DATED] = "date.dated",
    [WHEN_LONG] = "date.long",        [WHEN_FULL] = "date.full",
    [WHEN_MONTH] = "date.month_year",
};

/* The n-th of a family of ids: named("en", "date.month", 3) is "March". */
static const char *named(const char *lang, const char *family, int n)
{
    char id[32];

    snprintf(id, sizeof id, "%s.%d", family, n);
    return text(lang, id);
}

char *when_day(struct arena *a, const char *lang, struct day d, enum when_style style)
{
    char dom[12], year_text[12];
    int year, month, n;

    if (!day_is_set(d))
        return arena_copy(a, "", 0);
    day_split(d, &year, &month, &n);
    snprintf(dom, sizeof dom, "%d", n);
    snprintf(year_text, sizeof year_text, "%d", year);
    return text_fill(a, lang, patterns[style], "day", dom, "year", year_text, "month",
                     named(lang, "date.month", month), "mon",
                     named(lang, "date.mon", month), "weekday",
                     named(lang, "date.weekday", day_weekday(d) + 1), NULL);
}

char *when_time(struct arena *a, const char *lang, const struct zone *z, int64_t ms)
{
    int minutes = zone_minute_of_day(z, ms), hour = minutes / 60;
    char hour12[12], hour24[12], minute[12];

    snprintf(hour12, sizeof hour12, "%d", (hour + 11) % 12 + 1);
    snprintf(hour24, sizeof hour24, "%02d", hour);
    snprintf(minute, sizeof minute, "%02d", minutes % 60);
    return text_fill(a, lang, "date.time", "hour12", hour12, "hour24", hour24, "minute",
                     minute, "half", text(lang, hour < 12 ? "date.am" : "date.pm"), NULL);
}

char *when_instant(struct arena *a, const char *lang, const struct zone *z, int64_t ms,
                   enum when_style style)
{
    if (ms == 0)
        return arena_copy(a, "", 0);
    return text_fill(a, lang, "date.when", "date",
                     when_day(a, lang, zone_day(z, ms), style), "time",
                     when_time(a, lang, z, ms), NULL);
}

char *when_utc(struct arena *a, int64_t ms)
{
    char day[DAY_TEXT], s[32];
    int64_t of_day = ms % DAY_MS / 1000;

    if (ms == 0)
        return arena_copy(a, "", 0);
    day_format((struct day){(int32_t)(ms / DAY_MS)}, day);
    snprintf(s, sizeof s, "%sT%02d:%02d:%02dZ", day, (int)(of_day / 3600),
             (int)(of_day / 60 % 60), (int)(of_day % 60));
    return arena_copy(a, s, strlen(s));
}
