/* test_visit.c -- what must be known before a report is signed, and the shorter of two
 * clocks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "core/str.h"
#include "domain/deadline.h"
#include "domain/visit.h"

#define MAX 10

/* The message of the fault of a field, or "". */
static const char *fault_of_field(const struct field *list, const char *name)
{
    struct fields f = {list, 0};
    struct faults faults = {0};

    while (f.len < MAX && list[f.len].name != NULL)
        f.len++;
    visit_check(&f, &faults);
    for (size_t i = 0; i < faults.len; i++)
        if (str_same(faults.of[i].field, name))
            return faults.of[i].msg;
    return "";
}

static void a_child_and_an_old_house_need_a_word_on_lead(void **state)
{
    static const struct {
        const char *child, *year, *lead, *want;
    } table[] = {
        {"yes", "1977", "", "errors.required"},
        {"yes", "1977", "not-needed", "errors.lead_needed"},
        {"yes", "1977", "ordered", ""},
        {"yes", "1977", "year-unknown", "errors.year_known"},
        {"yes", "1978", "", ""},
        {"yes", "", "", "errors.required"},
        {"yes", "", "year-unknown", ""},
        {"unknown", "1900", "", "errors.required"},
        {"unknown", "1900", "compliance", ""},
        {"no", "1900", "", ""},
        {"no", "", "not-needed", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        const struct field list[MAX] = {{"occupancy", "occupied"},
                                        {"child", table[i].child},
                                        {"year_built", table[i].year},
                                        {"lead", table[i].lead},
                                        {NULL, NULL}};
        assert_string_equal(fault_of_field(list, "lead"), table[i].want);
    }
}

static void a_year_that_is_none_is_said_before_signing(void **state)
{
    static const char *const years[][2] = {
        {"3020", "errors.bad_year"}, {"19", "errors.bad_year"}, {"1926", ""}, {"", ""}};

    (void)state;
    for (size_t i = 0; i < COUNT(years); i++) {
        const struct field list[MAX] = {
            {"occupancy", "vacant"}, {"year_built", years[i][0]}, {NULL, NULL}};
        assert_string_equal(fault_of_field(list, "year_built"), years[i][1]);
    }
}

static void nobody_asks_for_a_child_where_nobody_lives(void **state)
{
    static const struct field vacant[MAX] = {{"occupancy", "vacant"}, {NULL, NULL}};
    static const struct field lived_in[MAX] = {{"occupancy", "occupied"}, {NULL, NULL}};

    (void)state;
    assert_string_equal(fault_of_field(vacant, "child"), "");
    assert_string_equal(fault_of_field(lived_in, "child"), "errors.required");
}

static void an_occupant_who_is_there_is_told_of_the_right(void **state)
{
    static const struct field there[MAX] = {
        {"present", "owner"}, {"present", "occupant"}, {NULL, NULL}};
    static const struct field away[MAX] = {{"present", "owner"}, {NULL, NULL}};

    (void)state;
    assert_string_equal(fault_of_field(there, "told_right"), "errors.required");
    assert_string_equal(fault_of_field(away, "told_right"), "");
}

static void a_specialist_is_called_for_a_reason(void **state)
{
    static const struct field called[MAX] = {{"specialist", "fire"}, {NULL, NULL}};
    static const struct field nobody[MAX] = {{"specialist", "none"}, {NULL, NULL}};

    (void)state;
    assert_string_equal(fault_of_field(called, "why"), "errors.required");
    assert_string_equal(fault_of_field(nobody, "why"), "");
}

static void nspire_gives_hours_or_days(void **state)
{
    static const int days[SEVERITIES] = {1, 1, 30, 60};
    const struct zone utc = {.changes = &(struct zone_change){INT64_MIN / 2, 0},
                             .len = 1};
    const int64_t noon = INT64_C(1764072000000); /* 2025-11-25 12:00 UTC */

    (void)state;
    for (int s = 0; s < SEVERITIES; s++)
        assert_int_equal(nspire_by(&utc, noon, (enum severity)s).n,
                         zone_day(&utc, noon).n + days[s]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_and_an_old_house_need_a_word_on_lead),
        cmocka_unit_test(a_year_that_is_none_is_said_before_signing),
        cmocka_unit_test(nobody_asks_for_a_child_where_nobody_lives),
        cmocka_unit_test(an_occupant_who_is_there_is_told_of_the_right),
        cmocka_unit_test(a_specialist_is_called_for_a_reason),
        cmocka_unit_test(nspire_gives_hours_or_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
