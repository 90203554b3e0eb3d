/* test_household.c -- by which ways and when a household may be reached, and the words on
 * a help card.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/card_word.h"
#include "domain/home_visit.h"
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

/* Walked whole: every state by every event. */
static void a_visit_goes_in_and_comes_out_and_nothing_else(void **state)
{
    static const char *const want[HOME_VISIT_STATES] = {"1.3", "12.", ".2.", "..3"};

    (void)state;
    for (enum home_visit_state s = 0; s < HOME_VISIT_STATES; s++)
        for (enum home_visit_event ev = 0; ev < HOME_VISIT_EVENTS; ev++) {
            enum home_visit_state to;
            struct err e = home_visit_next(s, ev, &to);

            if (want[s][ev] == '.')
                assert_err(e, ERR_CONFLICT);
            else
                assert_int_equal((int)to, want[s][ev] - '0');
        }
}

static void somebody_is_missed_from_the_minute_that_grace_ends(void **state)
{
    const int64_t end = 1000000, grace = HOME_VISIT_GRACE_MS;

    (void)state;
    for (enum home_visit_state s = 0; s < HOME_VISIT_STATES; s++) {
        bool inside = s == HOME_VISIT_INSIDE;

        assert_false(home_visit_late(s, end, end));
        assert_int_equal(home_visit_late(s, end, end + 1), inside);
        assert_false(home_visit_alarms(s, end, 0, end + grace));
        assert_int_equal(home_visit_alarms(s, end, 0, end + grace + 1), inside);
        assert_false(home_visit_alarms(s, end, 5, end + grace + 1)); /* told before */
        assert_false(home_visit_alarms(s, 0, 0, end));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_closed_way_stays_closed_and_the_others_open),
        cmocka_unit_test(hours_hold_from_their_first_minute_to_the_last_but_one),
        cmocka_unit_test(a_time_of_day_is_five_signs),
        cmocka_unit_test(a_card_says_the_same_words_however_its_code_is_typed),
        cmocka_unit_test(a_visit_goes_in_and_comes_out_and_nothing_else),
        cmocka_unit_test(somebody_is_missed_from_the_minute_that_grace_ends),
        cmocka_unit_test(the_words_of_cards_are_spread_over_all_there_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
