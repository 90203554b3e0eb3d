/* test_measure.c -- what answers come to, and what an instrument file may say.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "core/str.h"
#include "domain/evaluation.h"
#include "domain/limits.h"

static const struct instrument *named(const char *name)
{
    const struct instrument *i = instrument_named(name);

    assert_non_null(i);
    return i;
}

static int score(const char *name, const char *answers)
{
    const struct instrument *i = named(name);
    struct answers a = measure_read(i, answers);

    return measure_score(i, &a);
}

static void either_statement_often_or_sometimes_true_is_a_risk(void **state)
{
    static const struct {
        const char *answers;
        int score;
    } cases[] = {
        {"worried=often;ran-out=never", 1},
        {"worried=never;ran-out=sometimes", 1},
        {"worried=never;ran-out=never", 0},
        {"worried=sometimes", 1},
        {"worried=never", NO_SCORE},
        {"", NO_SCORE},
        {"worried=perhaps;other=often", NO_SCORE},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(score("hunger-vital-sign", cases[i].answers), cases[i].score);
}

static void the_fullest_room_counts(void **state)
{
    (void)state;
    assert_int_equal(score("clutter-image-rating", "kitchen=3;hall=7;bedroom=1"), 7);
    assert_int_equal(score("clutter-image-rating", "kitchen=9"), 9);
    assert_int_equal(score("clutter-image-rating", ""), NO_SCORE);
    assert_int_equal(score("clutter-image-rating", "kitchen=10;attic=2"), NO_SCORE);
}

static void answers_are_written_and_read_back(void **state)
{
    const struct instrument *i = named("clutter-image-rating");
    struct arena a = {0};
    struct answers first = measure_read(i, "hall=2;kitchen=9;");

    (void)state;
    const char *text = measure_write(i, &first, &a);
    assert_string_equal(text, "kitchen=9;hall=2;");
    struct answers again = measure_read(i, text);
    assert_memory_equal(&first, &again, sizeof first);
    arena_free(&a);
}

static void every_instrument_has_its_words_in_every_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < instruments_len; i++)
        for (size_t l = 0; l < LANGS; l++) {
            const char *lang = lang_codes.list[l].word;

            assert_non_null(measure_words(&instruments[i], lang, "hint", NULL));
            for (size_t n = 0; n < instruments[i].items_len; n++)
                assert_non_null(measure_words(&instruments[i], lang, "item",
                                              instruments[i].items[n]));
            assert_true(instruments[i].source[0] != '\0');
        }
}

/* So many cases whose score fell, and so many where it rose. */
static struct report_line line_of(int64_t less, int64_t more, enum edition_kind kind,
                                  const char *id)
{
    static struct evaluation e;
    static struct report_line lines[REPORT_LINES];

    e = (struct evaluation){.whole = true};
    for (int64_t n = 0; n < less; n++)
        evaluation_measure(&e, &instruments[0], 1, 0);
    for (int64_t n = 0; n < more; n++)
        evaluation_measure(&e, &instruments[0], 0, 1);
    evaluation_measure(&e, &instruments[0], 1, NO_SCORE);
    size_t len = evaluation_lines(&e, kind, LIMIT_SMALL, lines);
    for (size_t i = 0; i < len; i++)
        if (str_same(lines[i].id, id))
            return lines[i];
    fail();
    return lines[0];
}

static void in_public_a_change_of_few_households_is_not_told(void **state)
{
    const char *less = "measure.hunger-vital-sign.less";
    struct report_line l = line_of(12, 3, EDITION_INTERNAL, less);

    (void)state;
    assert_int_equal(l.numerator, 12);
    assert_int_equal(l.denominator, 15);
    assert_int_equal(l.unknown, 1);
    assert_false(l.suppressed);
    assert_true(line_of(10, 0, EDITION_PUBLIC, less).suppressed);
    /* 12 of 15 would tell the 3. */
    assert_true(line_of(12, 3, EDITION_PUBLIC, less).suppressed);
    assert_false(line_of(30, 11, EDITION_PUBLIC, less).suppressed);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(either_statement_often_or_sometimes_true_is_a_risk),
        cmocka_unit_test(the_fullest_room_counts),
        cmocka_unit_test(answers_are_written_and_read_back),
        cmocka_unit_test(every_instrument_has_its_words_in_every_language),
        cmocka_unit_test(in_public_a_change_of_few_households_is_not_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
