/* test_password.c -- what may be chosen as a password (NIST SP 800-63B-4, 3.1.1).
 * SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/password.h"

#include <string.h>

static const char *fault_beside(const char *password, size_t min)
{
    return password_fault(
        password, &(struct password_rule){
                      .min = min, .email = "rosa.diaz@x.example", .city = "Harborview"});
}

static const char *fault(const char *password)
{
    return fault_beside(password, PASSWORD_MIN);
}

static void alone_it_has_fifteen_letters(void **state)
{
    (void)state;
    assert_string_equal(fault("kettle lantern"), "account.password.short");
    assert_null(fault("kettle lantern "));
    assert_null(fault("kettle lanterns"));
}

static void beside_a_second_factor_it_has_eight(void **state)
{
    (void)state;
    assert_string_equal(fault_beside("kettle7", PASSWORD_MIN_SECOND),
                        "account.password.short_second");
    assert_null(fault_beside("kettle7q", PASSWORD_MIN_SECOND));
    assert_true(password_is_short("kettle7q"));
    assert_false(password_is_short("kettle lanterns"));
}

/* "é" two by two, with a space between words: long and in no list. */
static const char *of_letters(struct arena *a, size_t letters)
{
    char *out = arena_alloc(a, letters * 2 + 1);
    size_t n = 0;

    for (size_t i = 0; i < letters; i++)
        if (i % 7 == 3) {
            memcpy(out + n, "\xc3\xa9", 2);
            n += 2;
        } else {
            out[n++] = (char)('a' + i * i * 5 % 23);
        }
    out[n] = '\0';
    return out;
}

static void two_hundred_letters_of_any_script_are_taken(void **state)
{
    struct arena a = {0};

    (void)state;
    assert_null(fault(of_letters(&a, 64)));
    assert_null(fault(of_letters(&a, 200)));
    assert_string_equal(fault(of_letters(&a, 201)), "account.password.long");
    arena_free(&a);
}

static void no_rule_asks_for_kinds_of_letters(void **state)
{
    (void)state;
    assert_null(fault("correct horse battery staple"));
    assert_null(fault("the tide goes out at noon"));
}

static void what_everybody_tries_is_refused(void **state)
{
    static const char *const tried[] = {
        "passwordpassword",    "Password1234567",    "aaaaaaaaaaaaaaaaa",
        "abcdefghijklmnopqrs", "12345678901234567",  "qwertyuiopqwertyuiop",
        "Harborview 2026",     "doorstep inspector", "abcabcabcabcabcabc",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(tried); i++)
        assert_string_equal(fault(tried[i]), "account.password.weak");
    assert_string_equal(fault("rosa.diaz likes the sea"), "account.password.known");
}

static void beside_a_second_factor_the_list_holds_too(void **state)
{
    static const char *const listed[] = {"trustno1", "Superman", "baseball", "1qaz2wsx",
                                         "Superman2026!"};

    (void)state;
    for (size_t i = 0; i < COUNT(listed); i++)
        assert_string_equal(fault_beside(listed[i], PASSWORD_MIN_SECOND),
                            "account.password.weak");
}

static void every_letter_counts_when_it_is_compared(void **state)
{
    struct arena a = {0};
    const char *kept;
    char one[81], other[81];
    bool same;

    (void)state;
    memset(one, 'k', 80);
    one[80] = '\0';
    memcpy(other, one, sizeof one);
    other[79] = 'l';
    assert_int_equal(password_hash(&a, one, &kept).kind, OK);
    assert_int_equal(strncmp(kept, "$argon2id$v=19$m=19456,t=2,p=1$", 31), 0);
    assert_int_equal(password_check(kept, one, &same).kind, OK);
    assert_true(same);
    assert_int_equal(password_check(kept, other, &same).kind, OK);
    assert_false(same);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alone_it_has_fifteen_letters),
        cmocka_unit_test(beside_a_second_factor_it_has_eight),
        cmocka_unit_test(two_hundred_letters_of_any_script_are_taken),
        cmocka_unit_test(no_rule_asks_for_kinds_of_letters),
        cmocka_unit_test(what_everybody_tries_is_refused),
        cmocka_unit_test(beside_a_second_factor_the_list_holds_too),
        cmocka_unit_test(every_letter_counts_when_it_is_compared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
