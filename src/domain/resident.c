/* resident.c -- see resident.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/resident.h"

/* clang-format off */
static const struct code told_list[TOLDS] = {
    [TOLD_NOBODY_CALLED] = {"nobody-called", "resident.told_nobody"},
    [TOLD_CORRECT]       = {"correct", "resident.told_correct"},
    [TOLD_COMPLAINT]     = {"complaint", "resident.told_complaint"},
    [TOLD_STOP]          = {"stop", "resident.told_stop"},
};
static const int most_a_day[TOLDS] = {
    [TOLD_NOBODY_CALLED] = 1, [TOLD_CORRECT] = 5, [TOLD_COMPLAINT] = 5, [TOLD_STOP] = 5,
};
/* clang-format on */
const struct codes told_codes = {"told", told_list, COUNT(told_list)};

const char *told_name(enum told t)
{
    require(t < TOLDS);
    return told_list[t].word;
}

const char *told_msgid(enum told t)
{
    require(t < TOLDS);
    return told_list[t].msgid;
}

bool told_parse(const char *word, enum told *out)
{
    int at = codes_find(&told_codes, word);

    if (at < 0)
        return false;
    *out = (enum told)at;
    return true;
}

struct day promised_day(const struct promised *p, const struct zone *zone)
{
    if (p->closed)
        return DAY_NONE;
    if (p->reached || p->contact_by == 0)
        return p->next_day;
    return zone_day(zone, p->contact_by);
}

bool promised_is_late(const struct promised *p, const struct zone *zone, int64_t now)
{
    struct day by = promised_day(p, zone);

    if (!day_is_set(by))
        return false;
    if (!p->reached && p->contact_by != 0)
        return p->contact_by < now;
    return by.n < zone_day(zone, now).n;
}

bool told_may_again(enum told what, int64_t n)
{
    require(what < TOLDS);
    return n < most_a_day[what];
}

bool misses_brake(int64_t n)
{
    return n >= MISS_MAX;
}
