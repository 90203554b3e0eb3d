/* test_taker.c -- whose yeses at doors are unlike everybody else's.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/taker.h"

static void five_quick_yeses_are_the_least_that_say_something(void **state)
{
    (void)state;
    assert_true(taker_is_quick(&(struct taker){.timed = 5, .quick = 3}));
    assert_false(taker_is_quick(&(struct taker){.timed = 4, .quick = 4}));
    assert_false(taker_is_quick(&(struct taker){.timed = 6, .quick = 3})); /* half */
    assert_false(taker_is_quick(&(struct taker){.yeses = 40}));
}

/* One among the others, who have 20 yeses at 100 visits. */
static bool often(int64_t yeses, int64_t visits)
{
    const struct taker t = {.yeses = yeses, .visits = visits};
    const struct taker all = {.yeses = 20 + yeses, .visits = 100 + visits};

    return taker_is_often(&t, &all);
}

/* By hand: 12 of 25 is 2.87 standard errors over 20 of 100 (0.28 / 0.0976), 13 of 25 is
 * 3.24 (0.32 / 0.0986). */
static void a_share_three_standard_errors_over_the_others_stands_out(void **state)
{
    (void)state;
    assert_false(often(12, 25));
    assert_true(often(13, 25));
    assert_true(often(25, 25));
    assert_true(often(60, 25)); /* several households of a visit */
    assert_false(often(0, 25)); /* whoever asks nobody forges nothing */
    assert_false(often(5, 25));
}

static void few_visits_say_nothing_of_how_often(void **state)
{
    (void)state;
    assert_false(often(19, 19));
    assert_true(often(20, 20));
    assert_false(taker_is_often(&(struct taker){.yeses = 20, .visits = 20},
                                &(struct taker){.yeses = 20, .visits = 39}));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_quick_yeses_are_the_least_that_say_something),
        cmocka_unit_test(a_share_three_standard_errors_over_the_others_stands_out),
        cmocka_unit_test(few_visits_say_nothing_of_how_often),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
