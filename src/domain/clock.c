/* clock.c -- see clock.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/clock.h"

#include "core/str.h"

#define YEAR_DAYS 366
#define MINUTE_MS INT64_C(60000)

/* "mo" as 0, or -1. */
static int weekday_of(const char *s)
{
    static const char *const names[7] = {"mo", "tu", "we", "th", "fr", "sa", "su"};

    for (int i = 0; i < 7; i++)
        if (str_starts(s, names[i]))
            return i;
    return -1;
}

/* "09:00" as minutes, or -1; 24:00 is the end of a day. */
static int minute_of(const char *s)
{
    for (int i = 0; i < 5; i++)
        if (i == 2 ? s[i] != ':' : !str_is_digit(s[i]))
            return -1;

    int hour = (s[0] - '0') * 10 + s[1] - '0', minute = (s[3] - '0') * 10 + s[4] - '0';
    bool in_day = minute < 60 && hour * 60 + minute <= 24 * 60;
    return in_day ? hour * 60 + minute : -1;
}

static void skip_spaces(const char **s)
{
    while (**s == ' ')
        ++*s;
}

/* One "mo-fr 09:00-17:00". */
static bool parse_span(const char **s, struct hours *h)
{
    int from = weekday_of(*s), to = from;

    if (from < 0)
        return false;
    *s += 2;
    if (**s == '-') {
        to = weekday_of(++*s);
        if (to < from)
            return false;
        *s += 2;
    }
    skip_spaces(s);
    int open = minute_of(*s);
    if (open < 0 || (*s)[5] != '-')
        return false;
    int close = minute_of(*s + 6);
    if (close <= open)
        return false;
    *s += 11;
    for (int i = from; i <= to; i++) {
        h->open[i] = (int16_t)open;
        h->close[i] = (int16_t)close;
    }
    return true;
}

bool hours_parse(const char *text, struct hours *out)
{
    struct hours h = {0};

    do {
        skip_spaces(&text);
        if (!parse_span(&text, &h))
            return false;
        skip_spaces(&text);
    } while (*text == ';' && text++ != NULL);
    if (*text != '\0')
        return false;
    *out = h;
    return true;
}

static bool is_open_day(const struct calendar *c, struct day d)
{
    int w = day_weekday(d);

    if (c->hours.close[w] <= c->hours.open[w])
        return false;
    for (size_t i = 0; i < c->holidays.len; i++)
        if (c->holidays.days[i].n == d.n)
            return false;
    return true;
}

static int64_t opening_ms(const struct calendar *c, struct day d)
{
    return zone_at_ms(&c->zone, d, c->hours.open[day_weekday(d)]);
}

static int64_t closing_ms(const struct calendar *c, struct day d)
{
    return zone_at_ms(&c->zone, d, c->hours.close[day_weekday(d)]);
}

bool calendar_is_open(const struct calendar *c, int64_t at_ms)
{
    struct day d = zone_day(&c->zone, at_ms);

    return is_open_day(c, d) && at_ms >= opening_ms(c, d) && at_ms < closing_ms(c, d);
}

/* The first open day from d on; a year without one is a broken setting. */
static struct day open_day_from(const struct calendar *c, struct day d)
{
    for (int i = 0; i < YEAR_DAYS; i++, d.n++)
        if (is_open_day(c, d))
            return d;
    die("clock: never open");
}

int64_t calendar_opens_ms(const struct calendar *c, int64_t at_ms)
{
    struct day d = zone_day(&c->zone, at_ms);

    if (is_open_day(c, d) && at_ms < closing_ms(c, d)) {
        int64_t opening = opening_ms(c, d);
        return at_ms < opening ? opening : at_ms;
    }
    d.n++;
    return opening_ms(c, open_day_from(c, d));
}

struct day calendar_add_days(const struct calendar *c, struct day d, int n)
{
    for (; n > 0; n--) {
        d.n++;
        d = open_day_from(c, d);
    }
    return d;
}

/* After so much open time. */
static int64_t add_open(const struct calendar *c, int64_t at_ms, int minutes)
{
    int64_t left = minutes * MINUTE_MS;

    for (;;) {
        at_ms = calendar_opens_ms(c, at_ms);
        int64_t closing = closing_ms(c, zone_day(&c->zone, at_ms));
        if (at_ms + left <= closing)
            return at_ms + left;
        left -= closing - at_ms;
        at_ms = closing;
    }
}

struct promise promise_make(const struct calendar *c, const struct care_policy *p,
                            enum urgency urgency, int64_t received_ms)
{
    int64_t start = calendar_opens_ms(c, received_ms);
    struct promise out = {0};

    if (urgency == URGENCY_CRISIS) {
        out.acknowledge_by_ms = add_open(c, start, p->crisis_minutes);
        out.contact_by_ms = out.acknowledge_by_ms;
    } else {
        int days = urgency == URGENCY_TODAY ? p->today_days : p->routine_days;
        struct day due = calendar_add_days(c, zone_day(&c->zone, start), days);
        out.contact_by_ms = closing_ms(c, due);
        out.acknowledge_by_ms = out.contact_by_ms;
    }
    /* A crisis counted to the very minute of closing is still of that day. */
    out.day = zone_day(&c->zone, out.contact_by_ms - 1);
    return out;
}
