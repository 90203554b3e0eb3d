/* household.c -- see household.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/household.h"

#include "core/str.h"

/* clang-format off */
static const struct code relation_list[] = {
    {"self", "relation.self"},
    {"partner", "relation.partner"},
    {"child", "relation.child"},
    {"parent", "relation.parent"},
    {"sibling", "relation.sibling"},
    {"relative", "relation.relative"},
    {"other", "relation.other"},
};
const struct codes relation_codes = {"relation", relation_list, COUNT(relation_list)};

static const struct code number_list[] = {
    {"mobile", "number.mobile"},
    {"home", "number.home"},
    {"work", "number.work"},
    {"other", "number.other"},
};
const struct codes number_codes = {"number", number_list, COUNT(number_list)};
/* clang-format on */

int clock_minute(const char *hhmm)
{
    if (hhmm == NULL || !str_is_digit(hhmm[0]) || !str_is_digit(hhmm[1]) ||
        hhmm[2] != ':' || !str_is_digit(hhmm[3]) || !str_is_digit(hhmm[4]) ||
        hhmm[5] != '\0')
        return -1;
    int hour = (hhmm[0] - '0') * 10 + hhmm[1] - '0';
    int minute = (hhmm[3] - '0') * 10 + hhmm[4] - '0';
    return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

bool contact_hours_hold(const struct contact_rules *r, int minute)
{
    int from = clock_minute(r->from), to = clock_minute(r->to);

    if (from < 0 || to < 0 || from == to)
        return true;
    if (from < to)
        return minute >= from && minute < to;
    return minute >= from || minute < to;
}

const char *contact_refusal(const struct contact_rules *r, enum channel channel,
                            int minute)
{
    if (channel == CHANNEL_TEXT && r->no_text)
        return "household.closed_text";
    if (channel == CHANNEL_EMAIL && r->no_email)
        return "household.closed_email";
    if (channel == CHANNEL_LETTER && r->no_letter)
        return "household.closed_letter";
    bool rings =
        channel == CHANNEL_PHONE || channel == CHANNEL_TEXT || channel == CHANNEL_VISIT;
    return rings && !contact_hours_hold(r, minute) ? "household.closed_now" : NULL;
}
