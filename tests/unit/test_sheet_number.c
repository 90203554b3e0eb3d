/* test_sheet_number.c -- the number of a paper form: what a hand gets wrong is noticed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/sheet_number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void a_printed_number_is_read_as_it_was_made(void **state)
{
    char made[SHEET_NUMBER_TEXT], shown[SHEET_NUMBER_SHOWN], read[SHEET_NUMBER_TEXT];

    (void)state;
    for (uint64_t random = 1; random < UINT64_MAX / 7; random = random * 7 + 5) {
        sheet_number_make(random, made);
        sheet_number_show(made, shown);
        assert_true(shown[5] == ' ' && strlen(shown) == SHEET_NUMBER_LEN + 1);
        assert_true(sheet_number_read(shown, read));
        assert_string_equal(read, made);
    }
}

static void one_wrong_digit_is_no_number(void **state)
{
    char made[SHEET_NUMBER_TEXT], read[SHEET_NUMBER_TEXT];

    (void)state;
    sheet_number_make(4839201170, made);
    for (int at = 0; at < SHEET_NUMBER_LEN; at++) {
        char right = made[at];

        for (char c = '0'; c <= '9'; c++) {
            made[at] = c;
            assert_int_equal(sheet_number_read(made, read), c == right);
        }
        made[at] = right;
    }
}

static void two_digits_that_changed_places_are_no_number(void **state)
{
    char made[SHEET_NUMBER_TEXT], read[SHEET_NUMBER_TEXT];

    (void)state;
    sheet_number_make(1203948576, made);
    for (int at = 0; at + 1 < SHEET_NUMBER_LEN; at++) {
        char first = made[at];

        made[at] = made[at + 1];
        made[at + 1] = first;
        assert_int_equal(sheet_number_read(made, read), first == made[at]);
        made[at + 1] = made[at];
        made[at] = first;
    }
}

static void what_is_shorter_longer_or_of_letters_is_no_number(void **state)
{
    static const char *const none[] = {
        "", "0", "000000000", "00000000000", "7K3M9QXA00", "18 Lantern St"};
    char read[SHEET_NUMBER_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(sheet_number_read(none[i], read));
    assert_true(sheet_number_read("00000-00000", read));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_printed_number_is_read_as_it_was_made),
        cmocka_unit_test(one_wrong_digit_is_no_number),
        cmocka_unit_test(two_digits_that_changed_places_are_no_number),
        cmocka_unit_test(what_is_shorter_longer_or_of_letters_is_no_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
