/* weekly.c -- see weekly.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/weekly.h"

#include "core/str.h"

#include <string.h>

static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

bool weekly_parse(const char *text, struct weekly *out)
{
    int64_t hour;

    for (int i = 0; i < (int)COUNT(weekdays); i++)
        if (str_starts(text, weekdays[i]) && text[3] == ' ' &&
            str_number(text + 4, 23, &hour)) {
            *out = (struct weekly){i, (int)hour};
            return true;
        }
    return false;
}

struct day weekly_due(const struct weekly *w, const struct zone *z, int64_t now)
{
    struct day today = zone_day(z, now);
    int back = (day_weekday(today) - w->weekday + 7) % 7;

    if (back == 0 && zone_minute_of_day(z, now) < w->hour * 60)
        back = 7;
    return (struct day){today.n - back};
}

bool weekly_is_late(const struct weekly_request *r, struct day today)
{
    return r->state == COARSE_RECEIVED && day_is_set(r->promised) &&
           r->promised.n < today.n;
}

bool weekly_has_news(const struct weekly_request *r, struct day today)
{
    return r->state != r->told || (r->thanks && !r->told_thanks) ||
           weekly_is_late(r, today);
}

int64_t weekly_coarse(int64_t n)
{
    return n < WEEKLY_LEAST ? 0 : n;
}

const char *weekly_msgid(enum coarse state)
{
    switch (state) {
    case COARSE_RECEIVED:
        return "updates.line_received";
    case COARSE_CONTACTED:
        return "updates.line_contacted";
    case COARSE_CONNECTED:
        return "updates.line_connected";
    case COARSE_CLOSED:
    case COARSES:
        break;
    }
    return "updates.line_closed";
}
