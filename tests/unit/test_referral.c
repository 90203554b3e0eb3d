/* test_referral.c -- the whole life of what was sent: every state, every event, on
 * everybody's word, written out here a second time.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/referral.h"

#include <string.h>

/* A letter for each event in the order of codes.h: accept refuse waitlist documents apply
 * start update end withdraw reopen. */
static const char letters[] = "arwdpsuexo";

/* state: what may happen, and what becomes of it: "a>accepted". */
static const struct {
    const char *state, *agency, *manager, *resident, *becomes;
} lives[] = {
    {"sent", "arwdsu", "arwdpsux", "sx",
     "a>accepted r>refused w>waitlisted d>documents p>applied s>started u>sent x>withdrawn"},
    {"documents", "arwdsu", "arwdpsux", "sx",
     "a>accepted r>refused w>waitlisted d>documents p>applied s>started u>documents "
     "x>withdrawn"},
    {"applied", "arwdsu", "arwdpsux", "sx",
     "a>accepted r>refused w>waitlisted d>documents p>applied s>started u>applied "
     "x>withdrawn"},
    {"waitlisted", "arwsu", "arwsux", "sx",
     "a>accepted r>refused w>waitlisted s>started u>waitlisted x>withdrawn"},
    {"accepted", "arwsue", "arwsuex", "sex",
     "a>accepted r>refused w>waitlisted s>started u>accepted e>ended x>withdrawn"},
    {"started", "asue", "asuex", "sex",
     "a>started s>started u>started e>ended x>withdrawn"},
    {"ended", "ue", "ueo", "e", "u>ended e>ended o>sent"},
    {"refused", "r", "rxo", "x", "r>refused x>withdrawn o>sent"},
    {"withdrawn", "", "x", "x", "x>withdrawn"},
};

/* Of an agency that only counts, everything that is its own word is gone. */
static const char never_counted[] = "arwdu";

static bool has(const char *list, char letter)
{
    return strchr(list, letter) != NULL;
}

static void check_state(size_t at, enum referral_state state)
{
    const char *words[SAID_BYS] = {lives[at].agency, lives[at].manager,
                                   lives[at].resident};

    for (int ev = 0; ev < REFERRAL_EVENTS; ev++)
        for (int who = 0; who < SAID_BYS; who++) {
            bool may = has(words[who], letters[ev]);
            bool counted = may && who != SAID_AGENCY &&
                           !has(never_counted, letters[ev]) &&
                           (!has("se", letters[ev]) || who == SAID_RESIDENT);

            assert_int_equal(
                referral_may(state, (enum referral_event)ev, (enum said_by)who), may);
            assert_int_equal(
                referral_may_counted(state, (enum referral_event)ev, (enum said_by)who),
                counted);
        }
}

static void everything_that_may_happen_is_written_here_twice(void **state)
{
    (void)state;
    assert_int_equal(COUNT(lives), REFERRAL_STATES);
    assert_int_equal(strlen(letters), REFERRAL_EVENTS);
    for (size_t i = 0; i < COUNT(lives); i++) {
        enum referral_state now;

        assert_true(referral_state_parse(lives[i].state, &now));
        check_state(i, now);
    }
}

/* "a>accepted": the state that a letter's event leads to, or NULL. */
static const char *becomes(const char *list, char letter)
{
    for (const char *at = list; (at = strchr(at, letter)) != NULL; at++)
        if (at[1] == '>' && (at == list || at[-1] == ' '))
            return at + 2;
    return NULL;
}

static void what_becomes_of_it_is_written_here_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(lives); i++)
        for (int ev = 0; ev < REFERRAL_EVENTS; ev++) {
            const char *to = becomes(lives[i].becomes, letters[ev]);
            enum referral_state now, next = REFERRAL_STATES;

            assert_true(referral_state_parse(lives[i].state, &now));
            assert_err(referral_next(now, (enum referral_event)ev, &next),
                       to ? OK : ERR_CONFLICT);
            if (!to) {
                assert_int_equal(next, REFERRAL_STATES);
                continue;
            }
            const char *name = referral_state_name(next);
            assert_memory_equal(to, name, strlen(name));
            assert_true(to[strlen(name)] == ' ' || to[strlen(name)] == '\0');
        }
}

static void what_can_happen_is_somebodys_word(void **state)
{
    (void)state;
    for (int now = 0; now < REFERRAL_STATES; now++)
        for (int ev = 0; ev < REFERRAL_EVENTS; ev++) {
            bool any = false;

            for (int who = 0; who < SAID_BYS; who++)
                any |= referral_may((enum referral_state)now, (enum referral_event)ev,
                                    (enum said_by)who);
            assert_int_equal(
                any, referral_can((enum referral_state)now, (enum referral_event)ev));
        }
}

static void what_is_over_only_the_case_manager_opens_again(void **state)
{
    (void)state;
    assert_true(referral_may(REFERRAL_REFUSED, REFERRAL_REOPEN, SAID_MANAGER));
    assert_false(referral_may(REFERRAL_REFUSED, REFERRAL_REOPEN, SAID_AGENCY));
    for (int who = 0; who < SAID_BYS; who++)
        assert_false(
            referral_may(REFERRAL_WITHDRAWN, REFERRAL_REOPEN, (enum said_by)who));
}

static void a_way_says_where_it_begins_and_who_owes_an_answer(void **state)
{
    static const struct {
        enum way way;
        enum referral_state begins;
        bool tells_all, awaits;
    } table[] = {
        {WAY_LINK, REFERRAL_SENT, false, true},
        {WAY_PHONE, REFERRAL_SENT, true, true},
        {WAY_PRINT, REFERRAL_SENT, true, true},
        {WAY_OWN, REFERRAL_ACCEPTED, true, false},
        {WAY_APPLY, REFERRAL_DOCUMENTS, true, false},
    };

    (void)state;
    assert_int_equal(COUNT(table), WAYS);
    for (size_t i = 0; i < COUNT(table); i++) {
        assert_int_equal(referral_begins(table[i].way), table[i].begins);
        assert_int_equal(way_tells_all(table[i].way), table[i].tells_all);
        assert_int_equal(way_awaits(table[i].way), table[i].awaits);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_that_may_happen_is_written_here_twice),
        cmocka_unit_test(what_becomes_of_it_is_written_here_twice),
        cmocka_unit_test(what_can_happen_is_somebodys_word),
        cmocka_unit_test(what_is_over_only_the_case_manager_opens_again),
        cmocka_unit_test(a_way_says_where_it_begins_and_who_owes_an_answer),
    };

    return cmocka_run_group_tests_name("referral", tests, NULL, NULL);
}
