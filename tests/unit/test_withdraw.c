/* test_withdraw.c -- who must hear that sharing stopped, and when silence is a task.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/withdraw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void our_own_programme_is_us_and_is_told_nothing(void **state)
{
    (void)state;
    assert_false(notice_is_owed(&(struct receiver){.own = true, .reachable = true}));
    assert_true(notice_is_owed(&(struct receiver){.reachable = true}));
    assert_true(notice_is_owed(&(struct receiver){.aggregate_only = true}));
}

static void an_agency_that_only_counts_is_told_and_never_asked(void **state)
{
    struct receiver counts = {.aggregate_only = true, .reachable = true};

    (void)state;
    assert_int_equal(notice_way_of(&counts), NOTICE_NONE);
    assert_false(notice_is_task(NOTICE_NONE, (struct day){10}, false, (struct day){900}));
    assert_int_equal(notice_way_of(&(struct receiver){.reachable = true}), NOTICE_MAIL);
    assert_int_equal(notice_way_of(&(struct receiver){0}), NOTICE_PHONE);
}

static void silence_is_a_task_from_its_day_on_and_a_call_at_once(void **state)
{
    struct day due = {10};

    (void)state;
    assert_false(notice_is_task(NOTICE_MAIL, due, false, (struct day){9}));
    assert_true(notice_is_task(NOTICE_MAIL, due, false, due));
    assert_true(notice_is_task(NOTICE_PHONE, due, false, (struct day){1}));
    assert_false(notice_is_task(NOTICE_PHONE, due, true, (struct day){99}));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_own_programme_is_us_and_is_told_nothing),
        cmocka_unit_test(an_agency_that_only_counts_is_told_and_never_asked),
        cmocka_unit_test(silence_is_a_task_from_its_day_on_and_a_call_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
