/* test_suppress.c -- small numbers stay hidden, also from subtraction.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/limits.h"
#include "domain/suppress.h"

enum { MAX = LIMIT_SMALL };

static void small_is_one_to_ten(void **state)
{
    (void)state;
    assert_false(is_small(0, MAX));
    assert_true(is_small(1, MAX));
    assert_true(is_small(10, MAX));
    assert_false(is_small(11, MAX));
    assert_true(is_small_part(30, 35, MAX));
    assert_true(is_small_part(5, 35, MAX));
    assert_false(is_small_part(0, 35, MAX));
    assert_false(is_small_part(35, 35, MAX));
    assert_false(is_small(5, 0)); /* a city without the rule */
    assert_false(percent_allowed(19));
    assert_true(percent_allowed(20));
}

static void a_sum_does_not_give_a_part_away(void **state)
{
    static const struct {
        int64_t n[5];
        size_t len;
        bool hidden[5];
    } table[] = {
        {{20, 30, 40}, 3, {false, false, false}},
        {{5, 30, 40}, 3, {true, true, false}}, /* the smallest other goes too */
        {{5, 6, 40}, 3, {true, true, false}},
        {{1, 1, 40}, 3, {true, true, true}}, /* 1 and 1 follow from their sum */
        {{5, 0, 0, 40}, 4, {true, false, false, true}},
        {{5, 0, 0}, 3, {true, true, true}}, /* zeros serve when nothing else is left */
        {{0, 0, 0}, 3, {false, false, false}},
        {{7}, 1, {true}},
        {{11, 12, 3, 90, 4}, 5, {true, false, true, false, true}}, /* 7 is a narrow sum */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        struct cell cells[5];
        for (size_t n = 0; n < table[i].len; n++)
            cells[n] = (struct cell){table[i].n[n], false};
        suppress_parts(cells, table[i].len, MAX, 0);
        for (size_t n = 0; n < table[i].len; n++)
            assert_int_equal(cells[n].hidden, table[i].hidden[n]);
    }
}

/* How many ways there are to fill the hidden cells of a line so that its sum holds. */
static int64_t ways(int64_t sum, int hidden)
{
    int64_t n = 0;

    if (hidden == 0)
        return sum == 0;
    if (hidden == 1)
        return sum >= 0;
    for (int64_t first = 0; first <= sum && n < 100; first++)
        n += ways(sum - first, hidden - 1);
    return n;
}

static uint32_t seed = 7;
static int64_t random_below(int64_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (int64_t)(seed >> 8) % n;
}

static void no_sum_leaves_a_single_answer(void **state)
{
    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct cell cells[8];
        size_t len = 2 + (size_t)random_below(6);
        int64_t most = 1 + random_below(60), sum = 0;
        int hidden = 0;

        for (size_t i = 0; i < len; i++)
            cells[i] = (struct cell){random_below(most), false};
        suppress_parts(cells, len, MAX, 0);
        for (size_t i = 0; i < len; i++) {
            assert_true(cells[i].hidden || !is_small(cells[i].n, MAX));
            hidden += cells[i].hidden;
            sum += cells[i].hidden ? cells[i].n : 0;
        }
        assert_true(hidden == 0 || ways(sum, hidden) > 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_is_one_to_ten),
        cmocka_unit_test(a_sum_does_not_give_a_part_away),
        cmocka_unit_test(no_sum_leaves_a_single_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
