/* test_household.c -- by which ways and when a household may be reached, and the words on
 * a help card.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/card_word.h"
#include "domain/household.h"

#include <string.h>

static void a_closed_way_stays_closed_and_the_others_open(void **state)
{
    const struct contact_rules all = {
        .no_text = true, .no_email = true, .no_letter = true};
    const struct contact_rules none = {0};

    (void)state;
    for (enum channel c = 0; c < CHANNELS; c++) {
        bool closed = c == CHANNEL_TEXT || c == CHANNEL_EMAIL || c == CHANNEL_LETTER;

        assert_int_equal(contact_refusal(&all, c, 600) != NULL, closed);
        assert_null(contact_refusal(&none, c, 600));
    }
}

static void hours_hold_from_their_first_minute_to_the_last_but_one(void **state)
{
    const struct contact_rules day = {.from = "09:00", .to = "17:30"};
    const struct contact_rules night = {.from = "22:00", .to = "02:00"};
    const struct contact_rules half = {.from = "09:00"};

    (void)state;
    for (int m = 0; m < 24 * 60; m++) {
        assert_int_equal(contact_hours_hold(&day, m), m >= 540 && m < 1050);
        assert_int_equal(contact_hours_hold(&night, m), m >= 1320 || m < 120);
        assert_true(contact_hours_hold(&half, m));
        assert_int_equal(contact_refusal(&day, CHANNEL_PHONE, m) == NULL,
                         m >= 540 && m < 1050);
        assert_null(contact_refusal(&day, CHANNEL_LETTER, m)); /* letters ring nobody */
    }
}

static void a_time_of_day_is_five_signs(void **state)
{
    static const char *const bad[] = {NULL,    "",      "9:00",  "24:00",
                                      "12:60", "12-30", "12:300"};

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(clock_minute(bad[i]), -1);
    assert_int_equal(clock_minute("00:00"), 0);
    assert_int_equal(clock_minute("23:59"), 1439);
}

static void a_card_says_the_same_words_however_its_code_is_typed(void **state)
{
    char a[CARD_WORD_TEXT], b[CARD_WORD_TEXT];

    (void)state;
    assert_true(card_word("7K3M9QXA", a));
    assert_true(card_word("7k3m 9qxa", b));
    assert_string_equal(a, b);
    assert_string_equal(a, "kiwi puma"); /* printed cards are out there */
    assert_false(card_word("7K3M", a));
    assert_false(card_word(NULL, a));
}

static void the_words_of_cards_are_spread_over_all_there_are(void **state)
{
    char code[9] = "AAAAAAAA", word[CARD_WORD_TEXT], firsts[27] = {0};
    int kinds = 0;

    (void)state;
    for (int i = 0; i < 32 * 32; i++) {
        code[7] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[i % 32];
        code[3] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[i / 32];
        assert_true(card_word(code, word));
        assert_true(strlen(word) < CARD_WORD_TEXT);
        if (!firsts[word[0] - 'a'])
            kinds++;
        firsts[word[0] - 'a'] = 1;
    }
    assert_int_equal(kinds, 16); /* letters that the list's words begin with */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_closed_way_stays_closed_and_the_others_open),
        cmocka_unit_test(hours_hold_from_their_first_minute_to_the_last_but_one),
        cmocka_unit_test(a_time_of_day_is_five_signs),
        cmocka_unit_test(a_card_says_the_same_words_however_its_code_is_typed),
        cmocka_unit_test(the_words_of_cards_are_spread_over_all_there_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
