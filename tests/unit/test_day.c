/* test_day.c -- days, business days, and local time around the changes of the clocks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>

#include "core/zone.h"

static void every_day_of_three_centuries_comes_back(void **state)
{
    struct day d = day_of("1900-01-01"), last = day_of("2199-12-31");
    int year = 1900, month = 1, dom = 1;

    (void)state;
    for (int weekday = 0; d.n <= last.n; d.n++, weekday = (weekday + 1) % 7) {
        char text[DAY_TEXT];
        struct day again;
        int y, m, o;

        day_split(d, &y, &m, &o);
        if (d.n > day_of("1900-01-01").n)
            assert_true(y * 400 + m * 32 + o > year * 400 + month * 32 + dom);
        year = y, month = m, dom = o;
        assert_int_equal(day_make(y, m, o).n, d.n);
        assert_int_equal(day_weekday(d), weekday); /* 1900-01-01 was a Monday */
        day_format(d, text);
        assert_true(day_parse(text, 10, &again));
        assert_int_equal(again.n, d.n);
    }
}

static void days_that_do_not_exist_are_refused(void **state)
{
    static const char *const bad[] = {
        "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31",
        "2026-4-01",  "2026-04-1 ", "1899-12-31", "2200-01-01", "2026/04/01",
        "20260401",   "",           "2026-04-00", "+026-04-01", "2026-04-011",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct day d = {7};
        assert_false(day_parse(bad[i], strlen(bad[i]), &d));
        assert_int_equal(d.n, 7);
    }
    assert_int_equal(day_of("1970-01-01").n, 0);
    assert_int_equal(day_of("2024-02-29").n + 1, day_of("2024-03-01").n);
}

static void a_time_behind_a_day_is_whole_or_refused(void **state)
{
    static const struct {
        const char *text;
        int second;
    } good[] = {
        {"2023-02-22", -1},
        {"2023-02-22 00:00", 0},
        {"2023-02-22T16:34", 59640},
        {"2023-02-22 16:34:56", 59696},
        {"2023-02-22T23:59:59.000", 86399},
    };
    static const char *const bad[] = {
        "2023-02-22 ",         "2023-02-22 24:00",     "2023-02-22 16:60",
        "2023-02-22 -1:-5",    "2023-02-22 16:34:60",  "2023-02-22 16:3",
        "2023-02-22 16:34:5",  "2023-02-22T16:34:56Z", "2023-02-22 16:34 pm",
        "2023-02-22 + 1:+2:3", "2023-02-30 16:34",     "2023-02-2",
        "2023-02-22x16:34",    "2023-02-22T16:34:",    "",
    };
    struct day d;
    int second;

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(day_time_parse(good[i].text, &d, &second));
        assert_int_equal(d.n, day_of("2023-02-22").n);
        assert_int_equal(second, good[i].second);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(day_time_parse(bad[i], &d, &second));
}

static void an_unset_day_prints_as_nothing(void **state)
{
    (void)state;
    assert_false(day_is_set(DAY_NONE));
    assert_day(DAY_NONE, "");
}

static void business_days_skip_weekends_and_holidays(void **state)
{
    struct day list[] = {day_of("2026-11-26"), day_of("2026-12-25"),
                         day_of("2027-01-01")};
    struct holidays h = {list, COUNT(list)};
    static const struct {
        const char *from;
        int n;
        const char *to;
    } table[] = {
        {"2026-11-24", 0, "2026-11-24"},  {"2026-11-24", 1, "2026-11-25"},
        {"2026-11-25", 1, "2026-11-27"}, /* over Thanksgiving */
        {"2026-11-27", 1, "2026-11-30"},  {"2026-11-28", 1, "2026-11-30"},
        {"2026-11-29", 0, "2026-11-29"},  {"2026-12-24", 1, "2026-12-28"},
        {"2026-12-31", 1, "2027-01-04"}, /* over the year's end */
        {"2026-12-18", 10, "2027-01-05"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++)
        assert_day(day_add_business(day_of(table[i].from), table[i].n, &h), table[i].to);
}

/* Boston: EST, EDT from 2026-03-08 07:00Z, EST from 2026-11-01 06:00Z. */
static const struct zone_change boston_changes[] = {
    {0, -18000}, {INT64_C(1772953200000), -14400}, {INT64_C(1793512800000), -18000}};
static const struct zone boston = {boston_changes, COUNT(boston_changes)};

static void the_clocks_go_forward_and_back(void **state)
{
    static const struct {
        int64_t at;
        const char *day;
        int minute;
    } table[] = {
        {INT64_C(1772953199999), "2026-03-08", 119}, /* 01:59:59.999 */
        {INT64_C(1772953200000), "2026-03-08", 180}, /* 03:00 */
        {INT64_C(1793512799999), "2026-11-01", 119}, /* the first 01:59 */
        {INT64_C(1793512800000), "2026-11-01", 60},  /* the second 01:00 */
        {INT64_C(1798779599999), "2026-12-31", 1439},
        {INT64_C(1798779600000), "2027-01-01", 0},
        {-1, "1969-12-31", 1139},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        assert_day(zone_day(&boston, table[i].at), table[i].day);
        assert_int_equal(zone_minute_of_day(&boston, table[i].at), table[i].minute);
    }
}

static void a_day_starts_at_its_first_instant(void **state)
{
    /* Clocks that jump at midnight: forward (no midnight), back (two of them). */
    static const struct zone_change forward[] = {{0, 0}, {INT64_C(86400000) * 10, 3600}};
    static const struct zone_change back[] = {{0, 3600}, {INT64_C(86400000) * 10, 0}};
    struct zone jumps = {forward, 2}, repeats = {back, 2};

    (void)state;
    for (struct day d = day_of("2026-01-01"); d.n < day_of("2027-02-01").n; d.n++) {
        int64_t start = zone_start_ms(&boston, d);
        assert_int_equal(zone_day(&boston, start).n, d.n);
        assert_int_equal(zone_day(&boston, start - 1).n, d.n - 1);
        assert_int_equal(zone_minute_of_day(&boston, start), 0);
    }
    assert_int_equal(zone_start_ms(&jumps, (struct day){10}), INT64_C(86400000) * 10);
    assert_int_equal(zone_start_ms(&repeats, (struct day){10}),
                     INT64_C(86400000) * 10 - 3600000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_three_centuries_comes_back),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(a_time_behind_a_day_is_whole_or_refused),
        cmocka_unit_test(an_unset_day_prints_as_nothing),
        cmocka_unit_test(business_days_skip_weekends_and_holidays),
        cmocka_unit_test(the_clocks_go_forward_and_back),
        cmocka_unit_test(a_day_starts_at_its_first_instant),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
