/* test_callback.c -- by what chance a consent is called back, and when it is given up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/callback.h"
#include "domain/receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void of_a_hundred_chances_as_many_are_drawn_as_the_city_says(void **state)
{
    (void)state;
    for (int64_t percent = 0; percent <= 100; percent += 5) {
        int drawn = 0;

        for (uint32_t i = 0; i < 100; i++) /* the middle of each hundredth */
            drawn += callback_is_drawn((uint32_t)((((uint64_t)i * 2 + 1) << 32) / 200),
                                       percent);
        assert_int_equal(drawn, percent);
    }
    assert_false(callback_is_drawn(0, 0));
    assert_true(callback_is_drawn(UINT32_MAX, 100));
}

static void the_third_try_is_the_last(void **state)
{
    (void)state;
    assert_int_equal(callback_after_tries(2), CALLBACK_WAITS);
    assert_int_equal(callback_after_tries(3), CALLBACK_UNREACHED);
}

static void a_telephone_hears_of_a_receipt_by_the_households_word_alone(void **state)
{
    const struct contact_rules any = {0}, closed = {.no_text = true};
    const struct contact_rules mornings = {.from = "09:00", .to = "12:00"};

    (void)state;
    assert_null(receipt_text_refusal(&any, "yes", "617 555 0100", 600));
    assert_non_null(receipt_text_refusal(&any, "yes", NULL, 600));
    assert_non_null(receipt_text_refusal(&any, "no", "617 555 0100", 600));
    assert_non_null(receipt_text_refusal(&any, NULL, "617 555 0100", 600));
    assert_non_null(receipt_text_refusal(&closed, "yes", "617 555 0100", 600));
    assert_non_null(receipt_text_refusal(&mornings, "yes", "617 555 0100", 800));
    assert_null(receipt_text_refusal(&mornings, "yes", "617 555 0100", 600));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_hundred_chances_as_many_are_drawn_as_the_city_says),
        cmocka_unit_test(the_third_try_is_the_last),
        cmocka_unit_test(a_telephone_hears_of_a_receipt_by_the_households_word_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
