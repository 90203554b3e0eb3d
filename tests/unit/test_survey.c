/* test_survey.c -- the three questions are told as counts of at least four people, and
 * practice comes round by the calendar.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/survey.h"
#include "domain/training.h"

#include <string.h>

static struct day on(const char *text)
{
    struct day d;

    assert_true(day_parse(text, strlen(text), &d));
    return d;
}

static void a_quarter_is_named_by_its_year(void **state)
{
    static const char *const table[][2] = {
        {"2026-01-01", "2026-1"}, {"2026-03-31", "2026-1"}, {"2026-04-01", "2026-2"},
        {"2026-09-30", "2026-3"}, {"2026-12-31", "2026-4"},
    };
    char quarter[QUARTER_TEXT];

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        quarter_format(on(table[i][0]), quarter);
        assert_string_equal(quarter, table[i][1]);
    }
}

static void counts_are_grouped_and_fewer_than_four_are_not_shown(void **state)
{
    static const struct survey_count counts[] = {
        {"2026-3", "first", "carry", 5, 4}, {"2026-3", "first", "sure", 1, 1},
        {"2026-3", "first", "sure", 4, 3},  {"2026-3", "first", "time", 2, 4},
        {"2026-3", "later", "carry", 1, 3}, {"2026-3", "later", "sure", 1, 3},
        {"2026-3", "later", "time", 1, 3},  {"2026-2", "first", "sure", 1, 9},
    };
    struct survey_group groups[COUNT(counts)];

    (void)state;
    assert_int_equal(survey_groups(counts, COUNT(counts), groups), 3);
    assert_int_equal(survey_people(&groups[0]), 4);
    assert_true(survey_shown(&groups[0]));
    assert_int_equal(groups[0].n[SURVEY_SURE][0], 1);
    assert_int_equal(groups[0].n[SURVEY_SURE][3], 3);
    assert_int_equal(groups[0].n[SURVEY_CARRY][4], 4);
    assert_int_equal(groups[1].wave, SURVEY_LATER);
    assert_int_equal(survey_people(&groups[1]), 3);
    assert_false(survey_shown(&groups[1]));
    assert_false(survey_shown(&groups[2])); /* a question of it nobody answered */
}

static void practice_is_due_as_many_months_later(void **state)
{
    static const struct {
        const char *done, *due;
        int months;
    } table[] = {
        {"2026-11-26", "2027-11-26", 12}, {"2028-02-29", "2029-02-28", 12},
        {"2026-08-31", "2027-02-28", 6},  {"2026-12-31", "2027-01-31", 1},
        {"2026-11-30", "2029-11-30", 36},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++)
        assert_int_equal(practice_due(on(table[i].done), table[i].months).n,
                         on(table[i].due).n);
    assert_false(day_is_set(practice_due(DAY_NONE, 12)));
}

static void practice_is_due_from_its_day_on(void **state)
{
    struct day due = on("2027-11-26");

    (void)state;
    assert_int_equal(practice_state_on(on("2027-11-25"), due), PRACTICE_DONE);
    assert_int_equal(practice_state_on(due, due), PRACTICE_DUE);
    assert_int_equal(practice_state_on(due, DAY_NONE), PRACTICE_NEVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quarter_is_named_by_its_year),
        cmocka_unit_test(counts_are_grouped_and_fewer_than_four_are_not_shown),
        cmocka_unit_test(practice_is_due_as_many_months_later),
        cmocka_unit_test(practice_is_due_from_its_day_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
