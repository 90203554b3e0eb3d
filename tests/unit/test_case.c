/* test_case.c -- the lives of cases and referrals, and how they may end.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/casefile.h"
#include "domain/referral.h"

static void a_case_moves_by_what_happens(void **state)
{
    static const struct {
        enum case_state from;
        enum case_event ev;
        int to; /* -1: refused */
    } table[] = {
        {CASE_SUBMITTED, CASE_ON_ACKNOWLEDGE, CASE_ACKNOWLEDGED},
        {CASE_SUBMITTED, CASE_ON_REACH, CASE_CONTACTED}, /* warm hand-off */
        {CASE_SUBMITTED, CASE_ON_ATTEMPT, CASE_ATTEMPTED},
        {CASE_SUBMITTED, CASE_ON_ASSESS, -1},
        {CASE_SUBMITTED, CASE_ON_CONNECT, -1},
        {CASE_ACKNOWLEDGED, CASE_ON_ACKNOWLEDGE, CASE_ACKNOWLEDGED}, /* double click */
        {CASE_ATTEMPTED, CASE_ON_ACKNOWLEDGE, CASE_ATTEMPTED},
        {CASE_ATTEMPTED, CASE_ON_REACH, CASE_CONTACTED},
        {CASE_CONTACTED, CASE_ON_ATTEMPT,
         CASE_CONTACTED}, /* nobody home the second time */
        {CASE_CONTACTED, CASE_ON_ASSESS, CASE_ASSESSED},
        {CASE_CONTACTED, CASE_ON_CONNECT, CASE_CONNECTED},
        {CASE_ASSESSED, CASE_ON_CONNECT, CASE_CONNECTED},
        {CASE_CONNECTED, CASE_ON_ASSESS, CASE_CONNECTED},
        {CASE_CONNECTED, CASE_ON_CLOSE, CASE_CLOSED},
        {CASE_CLOSED, CASE_ON_REACH, -1},
        {CASE_CLOSED, CASE_ON_CONNECT, -1},
        {CASE_CLOSED, CASE_ON_REOPEN, CASE_ACKNOWLEDGED},
        {CASE_CONTACTED, CASE_ON_REOPEN, -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        enum case_state to = CASE_STATES;
        struct err e = casefile_next(table[i].from, table[i].ev, &to);
        assert_err(e, table[i].to < 0 ? ERR_CONFLICT : OK);
        assert_int_equal(to, table[i].to < 0 ? (int)CASE_STATES : table[i].to);
        assert_int_equal(casefile_can(table[i].from, table[i].ev), table[i].to >= 0);
    }
}

/* In whatever order news arrives, what is known is not lost but by reopening. */
static void news_out_of_order_never_moves_a_case_back(void **state)
{
    (void)state;
    for (int s = 0; s < CASE_STATES; s++)
        for (int e = 0; e < CASE_ON_REOPEN; e++) {
            enum case_state to;
            if (casefile_next((enum case_state)s, (enum case_event)e, &to).kind == OK)
                assert_true((int)to >= s);
        }
}

static void the_referrer_hears_four_words(void **state)
{
    static const char *const words[CASE_STATES] = {"received",  "received",  "received",
                                                   "contacted", "contacted", "connected",
                                                   "closed"};

    (void)state;
    assert_int_equal(COARSES, 4);
    for (int s = 0; s < CASE_STATES; s++)
        assert_string_equal(coarse_name(coarse_of((enum case_state)s)), words[s]);
    assert_int_equal(coarse_of_days(false, false, false), COARSE_RECEIVED);
    assert_int_equal(coarse_of_days(true, false, false), COARSE_CONTACTED);
    assert_int_equal(coarse_of_days(true, true, false), COARSE_CONNECTED);
    assert_int_equal(coarse_of_days(false, false, true), COARSE_CLOSED);
}

static void unable_to_reach_has_a_minimum(void **state)
{
    static const struct {
        enum channel tries[4];
        int n;
        unsigned missing;
    } table[] = {
        {{0}, 0, REACH_ATTEMPTS | REACH_CHANNELS | REACH_VISIT},
        {{CHANNEL_PHONE, CHANNEL_PHONE, CHANNEL_PHONE}, 3, REACH_CHANNELS | REACH_VISIT},
        {{CHANNEL_PHONE, CHANNEL_TEXT, CHANNEL_PHONE}, 3, REACH_VISIT},
        {{CHANNEL_PHONE, CHANNEL_VISIT}, 2, REACH_ATTEMPTS},
        {{CHANNEL_VISIT, CHANNEL_VISIT, CHANNEL_VISIT}, 3, REACH_CHANNELS},
        {{CHANNEL_PHONE, CHANNEL_PHONE, CHANNEL_LETTER}, 3, 0},
        {{CHANNEL_PHONE, CHANNEL_VISIT, CHANNEL_TEXT, CHANNEL_PHONE}, 4, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        struct close_facts f = {.state = CASE_ATTEMPTED};
        for (int n = 0; n < table[i].n; n++)
            reach_add(&f.reach, table[i].tries[n]);
        assert_int_equal(reach_missing(&f.reach, &care_policy_default), table[i].missing);
        assert_err(close_check(&f, &care_policy_default, CLOSE_UNABLE_TO_REACH),
                   table[i].missing == 0 ? OK : ERR_INVALID);
        f.override_given = true;
        assert_ok(close_check(&f, &care_policy_default, CLOSE_UNABLE_TO_REACH));
    }
}

static void a_close_reason_must_be_true(void **state)
{
    static const struct {
        enum close_reason reason;
        struct close_facts f;
        const char *msg; /* NULL: it may */
    } table[] = {
        {CLOSE_CONNECTED_ALL, {.services = 1, .contacted = true}, NULL},
        {CLOSE_CONNECTED_ALL, {.contacted = true}, "case.close_no_service"},
        {CLOSE_CONNECTED_ALL, {.services = 1, .open_needs = 1}, "case.close_open_needs"},
        {CLOSE_CONNECTED_SOME, {.services = 1, .open_needs = 2}, NULL},
        {CLOSE_CONNECTED_SOME, {.open_needs = 2}, "case.close_no_service"},
        {CLOSE_DECLINED_BEFORE_CONTACT, {.contacted = true}, "case.close_was_contacted"},
        {CLOSE_DECLINED_BEFORE_CONTACT, {.contacted = false}, NULL},
        {CLOSE_DECLINED_AFTER_CONTACT, {.contacted = false}, "case.close_not_contacted"},
        {CLOSE_DECLINED_AFTER_CONTACT, {.contacted = true}, NULL},
        {CLOSE_UNABLE_TO_REACH,
         {.contacted = true, .override_given = true},
         "case.close_was_contacted"},
        {CLOSE_DUPLICATE, {.contacted = false}, NULL},
        {CLOSE_DECEASED, {.contacted = false}, NULL},
        {CLOSE_CONSENT_WITHDRAWN, {.contacted = true}, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        struct err e = close_check(&table[i].f, &care_policy_default, table[i].reason);
        assert_err(e, table[i].msg == NULL ? OK : ERR_INVALID);
        if (table[i].msg != NULL)
            assert_string_equal(e.msg, table[i].msg);
    }
    for (int r = 0; r < CLOSE_REASONS; r++) {
        struct close_facts closed = {
            .state = CASE_CLOSED, .services = 1, .contacted = true};
        assert_err(close_check(&closed, &care_policy_default, (enum close_reason)r),
                   ERR_CONFLICT);
    }
}

static void declining_is_a_contact_and_a_message_is_none(void **state)
{
    (void)state;
    for (int o = 0; o < OUTCOMES; o++) {
        bool contact = o == OUTCOME_REACHED || o == OUTCOME_DECLINED;
        assert_int_equal(outcome_is_contact((enum outcome)o), contact);
        assert_int_equal(outcome_event((enum outcome)o),
                         contact ? CASE_ON_REACH : CASE_ON_ATTEMPT);
    }
}

static void sealed_needs_stand_under_other(void **state)
{
    (void)state;
    for (int n = 0; n < NEEDS; n++)
        if (need_is_sealed((enum need)n))
            assert_int_equal(need_group_of((enum need)n), GROUP_OTHER);
    assert_int_equal(BROADS, 4);
    assert_int_equal(GROUPS, 4);
    assert_string_equal(broad_name(close_broad(CLOSE_MOVED)), "other");
    assert_string_equal(need_group_name(need_group_of(NEED_RENT)), "home");
}

static void an_answer_can_be_given_twice_but_not_taken_back(void **state)
{
    static const struct {
        enum referral_state from;
        enum referral_event ev;
        int to;
    } table[] = {
        {REFERRAL_SENT, REFERRAL_ACCEPT, REFERRAL_ACCEPTED},
        {REFERRAL_SENT, REFERRAL_REFUSE, REFERRAL_REFUSED},
        {REFERRAL_SENT, REFERRAL_START, REFERRAL_STARTED}, /* began without a word */
        {REFERRAL_SENT, REFERRAL_ASK_DOCUMENTS, REFERRAL_DOCUMENTS},
        {REFERRAL_SENT, REFERRAL_UPDATE, REFERRAL_SENT},
        {REFERRAL_SENT, REFERRAL_END, -1},
        {REFERRAL_DOCUMENTS, REFERRAL_APPLY, REFERRAL_APPLIED},
        {REFERRAL_APPLIED, REFERRAL_REFUSE, REFERRAL_REFUSED}, /* denied */
        {REFERRAL_ACCEPTED, REFERRAL_ACCEPT, REFERRAL_ACCEPTED},
        {REFERRAL_ACCEPTED, REFERRAL_START, REFERRAL_STARTED},
        {REFERRAL_WAITLISTED, REFERRAL_START, REFERRAL_STARTED},
        {REFERRAL_STARTED, REFERRAL_ACCEPT, REFERRAL_STARTED}, /* late news */
        {REFERRAL_STARTED, REFERRAL_REFUSE, -1},
        {REFERRAL_STARTED, REFERRAL_END, REFERRAL_ENDED},
        {REFERRAL_REFUSED, REFERRAL_REFUSE, REFERRAL_REFUSED},
        {REFERRAL_REFUSED, REFERRAL_ACCEPT, -1},
        {REFERRAL_WITHDRAWN, REFERRAL_START, -1},
        {REFERRAL_STARTED, REFERRAL_WITHDRAW, REFERRAL_WITHDRAWN},
        {REFERRAL_ENDED, REFERRAL_WITHDRAW, -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        enum referral_state to = REFERRAL_STATES;
        struct err e = referral_next(table[i].from, table[i].ev, &to);
        assert_err(e, table[i].to < 0 ? ERR_CONFLICT : OK);
        assert_int_equal(to, table[i].to < 0 ? (int)REFERRAL_STATES : table[i].to);
    }
}

static void an_agency_cannot_withdraw_or_apply(void **state)
{
    (void)state;
    assert_true(referral_event_is(REFERRAL_ACCEPT, SAID_AGENCY));
    assert_true(referral_event_is(REFERRAL_START, SAID_AGENCY));
    assert_false(referral_event_is(REFERRAL_WITHDRAW, SAID_AGENCY));
    assert_false(referral_event_is(REFERRAL_APPLY, SAID_AGENCY));
    assert_true(referral_is_over(REFERRAL_REFUSED));
    assert_false(referral_is_over(REFERRAL_STARTED));
    assert_true(referral_is_silent(REFERRAL_SENT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_moves_by_what_happens),
        cmocka_unit_test(news_out_of_order_never_moves_a_case_back),
        cmocka_unit_test(the_referrer_hears_four_words),
        cmocka_unit_test(unable_to_reach_has_a_minimum),
        cmocka_unit_test(a_close_reason_must_be_true),
        cmocka_unit_test(declining_is_a_contact_and_a_message_is_none),
        cmocka_unit_test(sealed_needs_stand_under_other),
        cmocka_unit_test(an_answer_can_be_given_twice_but_not_taken_back),
        cmocka_unit_test(an_agency_cannot_withdraw_or_apply),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
