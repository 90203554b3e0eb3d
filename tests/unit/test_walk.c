/* test_walk.c -- the order of a day's doors.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/walk.h"

#define ANY WALK_ANYTIME

static void check_walk(const struct walk_door *doors, size_t len, const size_t *want)
{
    size_t order[16];

    walk_order(doors, len, order);
    for (size_t i = 0; i < len; i++)
        assert_int_equal(order[i], want[i]);
}

static void doors_with_a_time_keep_it(void **state)
{
    static const struct walk_door doors[] = {{600, 9, 9}, {540, 1, 1}, {600, 2, 2}};

    (void)state;
    check_walk(doors, COUNT(doors), (const size_t[]){1, 0, 2});
}

static void others_go_where_the_way_is_shortest(void **state)
{
    static const struct walk_door doors[] = {
        {540, 0, 0}, {720, 1000, 0}, {ANY, 500, 0}, {ANY, 0, 40}, {ANY, 1000, 80}};

    (void)state;
    check_walk(doors, COUNT(doors), (const size_t[]){3, 0, 2, 1, 4});
}

static void a_street_without_times_is_walked_along(void **state)
{
    static const struct walk_door doors[] = {
        {ANY, 0, 0}, {ANY, 400, 0}, {ANY, 100, 0}, {ANY, 300, 0}, {ANY, 200, 0}};

    (void)state;
    check_walk(doors, COUNT(doors), (const size_t[]){0, 2, 4, 3, 1});
}

static void what_is_nowhere_comes_last(void **state)
{
    static const struct walk_door doors[] = {{ANY, WALK_NOWHERE, WALK_NOWHERE},
                                             {540, WALK_NOWHERE, WALK_NOWHERE},
                                             {ANY, 5, 5}};

    (void)state;
    check_walk(doors, COUNT(doors), (const size_t[]){1, 2, 0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doors_with_a_time_keep_it),
        cmocka_unit_test(others_go_where_the_way_is_shortest),
        cmocka_unit_test(a_street_without_times_is_walked_along),
        cmocka_unit_test(what_is_nowhere_comes_last),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
