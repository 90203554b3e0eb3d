/* test_differ.c -- different values of one field: what is shown, what is asked.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/differ.h"

#define N(n)    \
    {           \
        {       \
            (n) \
        }       \
    }
#define SAIDS 4
#define SETTLES 3

/* Two phones, the first twice; a third later. */
static const struct said saids[SAIDS] = {
    {N(1), N(100), 10, "occupied"},
    {N(2), N(101), 20, "vacant"},
    {N(3), N(100), 30, "unknown"},
    {N(4), N(102), 30, "vacant"},
};

static void of_one_phone_only_the_newest_counts(void **state)
{
    struct differ d = {saids, 3, NULL, 0};

    (void)state;
    assert_false(differ_stands(&d, 0));
    assert_int_equal(differ_shown(&d), 2);
    assert_true(differ_open(&d));
}

static void two_phones_that_agree_ask_nothing(void **state)
{
    const struct said same[] = {{N(2), N(101), 20, "vacant"},
                                {N(4), N(102), 30, "vacant"}};
    struct differ d = {same, 2, NULL, 0};

    (void)state;
    assert_false(differ_open(&d));
    assert_int_equal(differ_shown(&d), 1);
}

static void what_is_chosen_stands_until_something_new_is_said(void **state)
{
    const struct settled chosen[] = {{N(9), N(2), N(3), 40}};
    struct differ d = {saids, 3, chosen, 1};

    (void)state;
    assert_int_equal(differ_shown(&d), 1);
    assert_false(differ_open(&d));
}

static void of_two_choices_the_later_decides(void **state)
{
    const struct settled chosen[] = {{N(9), N(2), N(3), 50}, {N(8), N(3), N(2), 60}};
    struct differ d = {saids, 3, chosen, 2};

    (void)state;
    assert_int_equal(differ_shown(&d), 2);
    assert_false(differ_open(&d));
}

/* Phone 100's word was settled; it says the same again, not knowing of the choice. */
static void the_same_words_of_one_phone_raise_no_settled_question(void **state)
{
    static const struct said again[] = {{N(2), N(101), 20, "vacant"},
                                        {N(3), N(100), 30, "unknown"},
                                        {N(5), N(100), 50, "unknown"}};
    static const struct said other[] = {{N(2), N(101), 20, "vacant"},
                                        {N(3), N(100), 30, "unknown"},
                                        {N(5), N(100), 50, "occupied"}};
    static const struct settled chosen[] = {{N(9), N(2), N(3), 40}};
    static const struct settled both[] = {{N(9), N(2), N(3), 40}, {N(8), N(5), N(2), 51}};
    struct differ d = {again, 3, chosen, 1}, seen = {again, 3, both, 2},
                  fresh = {other, 3, chosen, 1};

    (void)state;
    assert_int_equal(differ_shown(&d), 0);
    assert_false(differ_open(&d));
    /* Whoever says it again and knows of the choice, chooses with it. */
    assert_int_equal(differ_shown(&seen), 2);
    assert_false(differ_open(&seen));
    assert_true(differ_open(&fresh)); /* something new is asked about */
}

/* The n-th order of the numbers below len. */
static void order_nth(unsigned n, size_t len, size_t *out)
{
    bool used[8] = {false};

    for (size_t left = len; left > 0; left--) {
        size_t nth = n % left, i = 0;

        n /= (unsigned)left;
        while (used[i] || nth-- > 0)
            i++;
        used[i] = true;
        out[len - left] = i;
    }
}

static void every_order_gives_the_same(void **state)
{
    static const struct settled chosen[SETTLES] = {
        {N(9), N(2), N(3), 50}, {N(8), N(3), N(2), 60}, {N(7), N(2), N(3), 60}};
    struct differ straight = {saids, SAIDS, chosen, SETTLES};
    struct id want = saids[differ_shown(&straight)].op;

    (void)state;
    for (unsigned o = 0; o < 24 * 6; o++) {
        struct said s[SAIDS];
        struct settled c[SETTLES];
        size_t by[SAIDS];

        order_nth(o % 24, SAIDS, by);
        for (size_t i = 0; i < SAIDS; i++)
            s[i] = saids[by[i]];
        order_nth(o / 24, SETTLES, by);
        for (size_t i = 0; i < SETTLES; i++)
            c[i] = chosen[by[i]];
        struct differ d = {s, SAIDS, c, SETTLES};
        assert_true(id_same(s[differ_shown(&d)].op, want));
        assert_int_equal(differ_open(&d), differ_open(&straight));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_one_phone_only_the_newest_counts),
        cmocka_unit_test(two_phones_that_agree_ask_nothing),
        cmocka_unit_test(what_is_chosen_stands_until_something_new_is_said),
        cmocka_unit_test(of_two_choices_the_later_decides),
        cmocka_unit_test(the_same_words_of_one_phone_raise_no_settled_question),
        cmocka_unit_test(every_order_gives_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
