/* Addresses as people write them (domain/address.h).
 * SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "domain/address.h"

static struct arena arena;

static struct address read_ok(const char *number, const char *street, const char *unit)
{
    struct address_parts parts = {number, street, unit, "02121"};
    struct address out;

    assert_null(address_read(&arena, &parts, &out));
    return out;
}

static void numbers_of_every_kind_are_read(void **state)
{
    static const struct {
        const char *written, *spelled;
        int64_t low, high;
    } table[] = {
        {"116", "116", 116, 116},       {"1-11", "1-11", 1, 11},
        {"1 - 11", "1-11", 1, 11},      {"41-41a", "41-41A", 41, 41},
        {"289 b", "289 B", 289, 289},   {"51I-51L", "51I-51L", 51, 51},
        {"12 1/2", "12 1/2", 12, 12},   {"12\xc2\xbd", "12 1/2", 12, 12},
        {"108-10", "108-10", 108, 110}, {"1001-7", "1001-7", 1001, 1007},
        {"45-12", "45-12", 45, 45},     {" 7 ", "7", 7, 7},
    };
    (void)state;

    for (size_t i = 0; i < COUNT(table); i++) {
        struct address at = read_ok(table[i].written, "Erie ST", "");
        assert_string_equal(at.number, table[i].spelled);
        assert_int_equal(at.low, table[i].low);
        assert_int_equal(at.high, table[i].high);
    }
}

static void two_spellings_of_one_address_meet(void **state)
{
    static const char *const same[][3] = {
        {"1-11", "Erie ST", "Apt. 2-B"},
        {"1 - 11", "erie street", "#2b"},
        {"1-11", "ERIE Str.", "Unit 2 B"},
    };
    (void)state;

    for (size_t i = 0; i < COUNT(same); i++)
        assert_string_equal(read_ok(same[i][0], same[i][1], same[i][2]).key,
                            "1-11|erie st|2b|02121");
    assert_string_equal(read_ok("3", "Saint Mary's Court", "").street_key, "st marys ct");
    assert_string_equal(read_ok("3", "N. Harvard Av", "").street_key, "n harvard ave");
    assert_string_not_equal(read_ok("3", "Erie St", "").key,
                            read_ok("3", "Erie Ave", "").key);
    assert_string_not_equal(read_ok("3", "Erie St", "").key,
                            read_ok("3A", "Erie St", "").key);
}

static void what_is_no_address_says_why(void **state)
{
    static const struct {
        struct address_parts parts;
        const char *why;
    } table[] = {
        {{"", "Erie ST", "", ""}, "the house number is missing"},
        {{"rear", "Erie ST", "", ""},
         "the house number does not begin with 1 to 9 digits"},
        {{"1234567890", "Erie ST", "", ""},
         "the house number does not begin with 1 to 9 digits"},
        {{"5", "", "", ""}, "the street is missing"},
        {{"5", " . ", "", ""}, "the street is missing"},
        {{"12345678901234567890123456789012345678901", "Erie", "", ""},
         "the house number is longer than 40 bytes"},
        {{"5", "Erie", "12345678901234567890123456789012345678901", ""},
         "street, unit or postcode is longer than 120, 40 or 20 bytes"},
    };
    struct address out;
    (void)state;

    for (size_t i = 0; i < COUNT(table); i++)
        assert_string_equal(address_read(&arena, &table[i].parts, &out), table[i].why);
}

static void a_number_lies_in_a_range_on_its_side_of_the_street(void **state)
{
    struct address range = read_ok("1-11", "Erie St", "");
    (void)state;

    assert_true(address_within(&(struct address){.low = 5, .high = 5}, &range));
    assert_false(address_within(&(struct address){.low = 6, .high = 6}, &range));
    assert_false(address_within(&(struct address){.low = 13, .high = 13}, &range));
    range = read_ok("35-36", "Erie St", "");
    assert_true(address_within(&(struct address){.low = 36, .high = 36}, &range));
}

static void one_line_comes_apart(void **state)
{
    static const char *const table[][4] = {
        {"1-11 Erie St", "1-11", "Erie St", ""},
        {"12 1/2 Main Street, Apt 3", "12 1/2", "Main Street", " Apt 3"},
        {"51I-51L Erie ST #4", "51I-51L", "Erie ST ", "4"},
        {"7 Unitarian Way unit 2", "7", "Unitarian Way", " 2"},
        {"1 A St", "1", "A St", ""},
    };
    struct address_parts out;
    (void)state;

    for (size_t i = 0; i < COUNT(table); i++) {
        assert_true(address_split(&arena, table[i][0], &out));
        assert_string_equal(out.number, table[i][1]);
        assert_string_equal(out.street, table[i][2]);
        assert_string_equal(out.unit, table[i][3]);
    }
    assert_false(address_split(&arena, "Erie St", &out));
    assert_false(address_split(&arena, "12", &out));
    assert_false(address_split(&arena, "", &out));
}

static int drop(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_every_kind_are_read),
        cmocka_unit_test(two_spellings_of_one_address_meet),
        cmocka_unit_test(what_is_no_address_says_why),
        cmocka_unit_test(a_number_lies_in_a_range_on_its_side_of_the_street),
        cmocka_unit_test(one_line_comes_apart),
    };
    return cmocka_run_group_tests_name("address", tests, NULL, drop);
}
