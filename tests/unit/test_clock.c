/* test_clock.c -- promises and deadlines over weekends, holidays and changing clocks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>

#include "core/str.h"
#include "domain/clock.h"
#include "domain/deadline.h"
#include "domain/holiday.h"

/* Boston 2026 and 2027. */
static const struct zone_change changes[] = {
    {0, -18000},
    {INT64_C(1772953200000), -14400}, /* 8 March 2026 */
    {INT64_C(1793512800000), -18000}, /* 1 November 2026 */
    {INT64_C(1805007600000), -14400}, /* 14 March 2027 */
    {INT64_C(1825567200000), -18000}, /* 7 November 2027 */
};
static struct day days[8 * HOLIDAYS_A_YEAR];
static struct calendar boston = {.zone = {changes, COUNT(changes)}};

static int setup(void **state)
{
    (void)state;
    boston.holidays = (struct holidays){days, holidays_make(2024, 2031, days)};
    return hours_parse(HOURS_DEFAULT, &boston.hours) ? 0 : -1;
}

/* "2026-11-24 15:30", local. */
static int64_t at(const char *text)
{
    struct day d;
    int minute = ((text[11] - '0') * 10 + text[12] - '0') * 60 + (text[14] - '0') * 10 +
                 text[15] - '0';

    assert_true(day_parse(text, 10, &d));
    return zone_at_ms(&boston.zone, d, minute);
}

static void assert_at(int64_t ms, const char *want)
{
    char have[32], day[DAY_TEXT];
    int minute = zone_minute_of_day(&boston.zone, ms);

    day_format(zone_day(&boston.zone, ms), day);
    snprintf(have, sizeof have, "%s %02d:%02d", day, minute / 60, minute % 60);
    assert_string_equal(have, want);
}

static void holidays_are_those_of_massachusetts(void **state)
{
    static const char *const kept[] = {
        /* 2021: the first Juneteenth, on a Saturday; Independence Day on a Sunday */
        "2021-01-01",
        "2021-01-18",
        "2021-02-15",
        "2021-04-19",
        "2021-05-31",
        "2021-06-19",
        "2021-07-05",
        "2021-09-06",
        "2021-10-11",
        "2021-11-11",
        "2021-11-25",
        "2021-12-25",
        /* 2022: Juneteenth and Christmas on Sundays */
        "2022-01-01",
        "2022-01-17",
        "2022-02-21",
        "2022-04-18",
        "2022-05-30",
        "2022-06-20",
        "2022-07-04",
        "2022-09-05",
        "2022-10-10",
        "2022-11-11",
        "2022-11-24",
        "2022-12-26",
        /* 2023: New Year on a Sunday */
        "2023-01-02",
        "2023-01-16",
        "2023-02-20",
        "2023-04-17",
        "2023-05-29",
        "2023-06-19",
        "2023-07-04",
        "2023-09-04",
        "2023-10-09",
        "2023-11-11",
        "2023-11-23",
        "2023-12-25",
    };
    struct day have[COUNT(kept)];

    (void)state;
    assert_int_equal(holidays_make(2021, 2023, have), COUNT(kept));
    for (size_t i = 0; i < COUNT(kept); i++)
        assert_day(have[i], kept[i]);
    assert_int_equal(holidays_make(2020, 2020, have), HOLIDAYS_A_YEAR - 1);
}

static void holidays_go_in_order_and_know_their_names(void **state)
{
    static struct day all[210 * HOLIDAYS_A_YEAR];
    size_t n = holidays_make(1990, 2199, all);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        assert_true(i == 0 || all[i - 1].n < all[i].n);
        assert_non_null(holiday_msgid(all[i]));
    }
    assert_string_equal(holiday_msgid(day_of("2026-06-19")), "holiday.juneteenth");
    assert_string_equal(holiday_msgid(day_of("2026-04-20")), "holiday.patriots");
    assert_null(holiday_msgid(day_of("2020-06-19")));
    assert_null(holiday_msgid(day_of("2022-06-19"))); /* kept on the Monday */
}

static void hours_are_read_or_refused(void **state)
{
    static const char *const bad[] = {"",
                                      "sometimes",
                                      "mo 09:00",
                                      "mo 17:00-09:00",
                                      "mo-xx 09:00-17:00",
                                      "fr-mo 09:00-17:00",
                                      "mo 9:00-17:00",
                                      "mo 09:00-25:00",
                                      "mo 09:60-17:00",
                                      "mo 09:00-17:00;",
                                      "mo 09:00-17:00 x"};
    struct hours h;

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(hours_parse(bad[i], &h));
    assert_true(hours_parse(" mo-th 08:30-17:00; fr 08:30-12:00 ; su 00:00-24:00", &h));
    assert_int_equal(h.open[0], 510);
    assert_int_equal(h.close[4], 720);
    assert_int_equal(h.close[5], 0);
    assert_int_equal(h.close[6], 1440);
}

static void promises_run_in_open_hours(void **state)
{
    static const struct {
        enum urgency urgency;
        const char *asked, *acknowledge, *contact, *day;
    } table[] = {
        /* an ordinary Tuesday */
        {URGENCY_TODAY, "2026-11-17 10:00", "2026-11-18 17:00", "2026-11-18 17:00",
         "2026-11-18"},
        {URGENCY_ROUTINE, "2026-11-17 10:00", "2026-11-20 17:00", "2026-11-20 17:00",
         "2026-11-20"},
        {URGENCY_CRISIS, "2026-11-17 10:00", "2026-11-17 12:00", "2026-11-17 12:00",
         "2026-11-17"},
        /* after closing it counts as the next morning */
        {URGENCY_TODAY, "2026-11-17 17:00", "2026-11-19 17:00", "2026-11-19 17:00",
         "2026-11-19"},
        {URGENCY_TODAY, "2026-11-17 16:59", "2026-11-18 17:00", "2026-11-18 17:00",
         "2026-11-18"},
        {URGENCY_TODAY, "2026-11-17 06:00", "2026-11-18 17:00", "2026-11-18 17:00",
         "2026-11-18"},
        /* a crisis near closing goes on in the morning, over Thanksgiving */
        {URGENCY_CRISIS, "2026-11-25 16:30", "2026-11-27 10:30", "2026-11-27 10:30",
         "2026-11-27"},
        {URGENCY_CRISIS, "2026-11-17 15:00", "2026-11-17 17:00", "2026-11-17 17:00",
         "2026-11-17"},
        /* weekends and holidays */
        {URGENCY_TODAY, "2026-11-20 18:00", "2026-11-24 17:00", "2026-11-24 17:00",
         "2026-11-24"},
        {URGENCY_ROUTINE, "2026-11-24 12:00", "2026-11-30 17:00", "2026-11-30 17:00",
         "2026-11-30"},
        {URGENCY_TODAY, "2026-04-17 12:00", "2026-04-21 17:00", "2026-04-21 17:00",
         "2026-04-21"},
        {URGENCY_TODAY, "2026-06-18 12:00", "2026-06-22 17:00", "2026-06-22 17:00",
         "2026-06-22"},
        /* the year's end */
        {URGENCY_ROUTINE, "2026-12-30 12:00", "2027-01-05 17:00", "2027-01-05 17:00",
         "2027-01-05"},
        {URGENCY_TODAY, "2026-12-31 18:00", "2027-01-05 17:00", "2027-01-05 17:00",
         "2027-01-05"},
        /* the weekends when the clocks change */
        {URGENCY_TODAY, "2026-03-06 12:00", "2026-03-09 17:00", "2026-03-09 17:00",
         "2026-03-09"},
        {URGENCY_CRISIS, "2026-10-30 16:00", "2026-11-02 10:00", "2026-11-02 10:00",
         "2026-11-02"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        struct promise p = promise_make(&boston, &care_policy_default, table[i].urgency,
                                        at(table[i].asked));
        assert_at(p.acknowledge_by_ms, table[i].acknowledge);
        assert_at(p.contact_by_ms, table[i].contact);
        assert_day(p.day, table[i].day);
    }
}

static void the_door_knows_when_the_provider_is_open(void **state)
{
    static const struct {
        const char *now;
        bool open;
        const char *opens;
    } table[] = {
        {"2026-11-17 09:00", true, "2026-11-17 09:00"},
        {"2026-11-17 08:59", false, "2026-11-17 09:00"},
        {"2026-11-17 17:00", false, "2026-11-18 09:00"},
        {"2026-11-26 12:00", false, "2026-11-27 09:00"}, /* Thanksgiving */
        {"2026-12-25 12:00", false, "2026-12-28 09:00"},
        {"2027-03-13 12:00", false, "2027-03-15 09:00"}, /* summer time begins between */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        assert_int_equal(calendar_is_open(&boston, at(table[i].now)), table[i].open);
        assert_at(calendar_opens_ms(&boston, at(table[i].now)), table[i].opens);
    }
}

static void violations_get_their_day(void **state)
{
    static const struct {
        const char *seen;
        bool endangering;
        const char *by;
    } table[] = {
        {"2026-11-24 15:30", true, "2026-11-25"},
        {"2026-11-27 15:30", true, "2026-11-28"}, /* 24 hours do not stop for a weekend */
        {"2026-10-31 23:30", true, "2026-11-01"}, /* a day of 25 hours */
        {"2026-03-07 23:30", true, "2026-03-09"}, /* a day of 23 */
        {"2026-12-31 10:00", true, "2027-01-01"},
        {"2026-11-24 15:30", false,
         "2026-12-23"}, /* 20 business days, less Thanksgiving */
        {"2026-12-10 09:00", false, "2027-01-11"}, /* Christmas, New Year */
        {"2026-06-10 09:00", false, "2026-07-09"}, /* Juneteenth; 4 July is a Saturday */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++)
        assert_day(correct_by(&boston.zone, &boston.holidays, at(table[i].seen),
                              table[i].endangering),
                   table[i].by);
}

static void inspections_and_hearings_have_theirs(void **state)
{
    (void)state;
    assert_day(inspect_by(&boston.zone, &boston.holidays, at("2026-11-25 16:00"), true),
               "2026-11-27");
    assert_day(inspect_by(&boston.zone, &boston.holidays, at("2026-11-25 16:00"), false),
               "2026-12-03");
    assert_day(hearing_by(day_of("2026-12-28")), "2027-01-04");
    assert_true(is_heat_season(day_of("2026-09-15")));
    assert_false(is_heat_season(day_of("2026-09-14")));
    assert_true(is_heat_season(day_of("2026-05-31")));
    assert_false(is_heat_season(day_of("2026-06-01")));
    assert_true(is_heat_season(day_of("2026-01-01")));
}

static void limits_say_that_counsel_has_to_confirm_them(void **state)
{
    (void)state;
    assert_string_equal(order_limit_on(day_of("2026-01-01"))->status,
                        "to be confirmed by the city's counsel");
    assert_int_equal(order_limit_on(day_of("1950-01-01"))->endangering_hours, 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holidays_are_those_of_massachusetts),
        cmocka_unit_test(holidays_go_in_order_and_know_their_names),
        cmocka_unit_test(hours_are_read_or_refused),
        cmocka_unit_test(promises_run_in_open_hours),
        cmocka_unit_test(the_door_knows_when_the_provider_is_open),
        cmocka_unit_test(violations_get_their_day),
        cmocka_unit_test(inspections_and_hearings_have_theirs),
        cmocka_unit_test(limits_say_that_counsel_has_to_confirm_them),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}
