/* test_str.c -- UTF-8, numbers, and texts under construction.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "core/build.h"
#include "core/fault.h"
#include "core/str.h"

static void only_well_formed_utf8_passes(void **state)
{
    static const char *const good[] = {
        "", "plain", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x8f\xa0", "\xf4\x8f\xbf\xbf"};
    static const char *const bad[] = {"\xc3",
                                      "\xa9",
                                      "\xc0\xaf",
                                      "\xe0\x80\xaf",
                                      "\xf0\x80\x80\xaf",
                                      "\xed\xa0\x80",
                                      "\xf4\x90\x80\x80",
                                      "\xff",
                                      "\xc3z",
                                      "\xe2\x82"};

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(utf8_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(utf8_valid(bad[i], strlen(bad[i])));
    assert_false(utf8_valid("a\0b", 3));
}

static void lengths_are_counted_in_characters(void **state)
{
    (void)state;
    assert_int_equal(utf8_len("caf\xc3\xa9"), 4);
    assert_int_equal(utf8_len("\xf0\x9f\x8f\xa0"), 1);
    assert_int_equal(utf8_len(""), 0);
}

static void numbers_are_plain_and_within_bounds(void **state)
{
    static const char *const bad[] = {
        "", "-1", "+1", "01", "1 ", " 1", "1a", "101", "99999999999999999999"};
    int64_t n = -1;

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(str_number(bad[i], 100, &n));
    assert_int_equal(n, -1);
    assert_true(str_number("0", 100, &n) && n == 0);
    assert_true(str_number("100", 100, &n) && n == 100);
    assert_true(str_number("3", 3, &n) && n == 3);
    assert_false(str_number("4", 3, &n));
    assert_false(str_number("12", 3, &n));
    assert_true(str_number("9223372036854775807", INT64_MAX, &n) && n == INT64_MAX);
    assert_false(str_number("9223372036854775808", INT64_MAX, &n));
}

static void a_text_grows_as_it_is_built(void **state)
{
    struct arena a = {0};
    struct build b = {.arena = &a};

    (void)state;
    assert_string_equal(build_done(&b), "");
    for (int i = 0; i < 1000; i++)
        build_text(&b, "0123456789");
    build_int(&b, INT64_MIN);
    build_char(&b, '|');
    build_int(&b, 0);
    assert_int_equal(strlen(build_done(&b)), 10000 + 20 + 2);
    assert_string_equal(build_done(&b) + 10000, "-9223372036854775808|0");
    arena_free(&a);
}

static void the_first_fault_of_a_field_stands(void **state)
{
    static const char *const names[FAULTS_MAX + 1] = {
        "a", "b", "c", "d", "e",  "f",  "g",  "h",  "i",  "j",  "k",
        "l", "m", "n", "o", "p",  "q",  "r",  "s",  "t",  "u",  "v",
        "w", "x", "y", "z", "aa", "bb", "cc", "dd", "ee", "ff", "gg"};
    struct faults f = {0};

    (void)state;
    fault_add(&f, "unit", "errors.too_long");
    fault_add(&f, "unit", "errors.required");
    assert_int_equal(f.len, 1);
    assert_string_equal(fault_of(&f, "unit"), "errors.too_long");
    assert_null(fault_of(&f, "note"));
    for (size_t i = 0; i < COUNT(names); i++)
        fault_add(&f, names[i], "errors.required");
    assert_int_equal(f.len, FAULTS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_well_formed_utf8_passes),
        cmocka_unit_test(lengths_are_counted_in_characters),
        cmocka_unit_test(numbers_are_plain_and_within_bounds),
        cmocka_unit_test(a_text_grows_as_it_is_built),
        cmocka_unit_test(the_first_fault_of_a_field_stands),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
