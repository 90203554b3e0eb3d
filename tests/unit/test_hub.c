/* test_hub.c -- every state, event and role of a matter before the Hub, against a second
 * table that was written apart from it; and what a sheet may say.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/hub.h"
#include "domain/hub_sheet.h"

#include <string.h>

/* By state: the events that are possible, and where each leads. */
static const struct {
    const char *state, *moves;
} expected[HUB_STATES] = {
    {"filter-1", "sheet>filter-1 accept>filter-2 decline>declined stop>stopped"},
    {"filter-2", "accept>filter-3 decline>declined show>filter-2 stop>stopped"},
    {"filter-3", "accept>filter-4 decline>declined show>filter-3 stop>stopped"},
    {"filter-4",
     "accept>together decline>declined show>filter-4 reveal>filter-4 stop>stopped lead>filter-4"},
    {"together", "show>together reveal>together close>closed stop>stopped lead>together"},
    {"declined", "stop>declined"},
    {"closed", "stop>closed"},
    {"stopped", "stop>stopped"},
};
static const char *const events[HUB_EVENTS] = {"sheet",  "accept", "decline", "show",
                                               "reveal", "close",  "stop",    "lead"};

static const char *where(enum hub_state now, enum hub_event ev, char out[32])
{
    char sought[16] = " ";
    const char *at;
    char moves[128] = " ";

    strcat(moves, expected[now].moves);
    strcat(strcat(sought, events[ev]), ">");
    at = strstr(moves, sought);
    if (at == NULL)
        return NULL;
    at += strlen(sought);
    memcpy(out, at, strcspn(at, " "));
    out[strcspn(at, " ")] = '\0';
    return out;
}

static void every_state_takes_exactly_its_events(void **state)
{
    enum hub_state next;
    char to[32];

    (void)state;
    for (int now = 0; now < HUB_STATES; now++) {
        assert_string_equal(hub_state_name((enum hub_state)now), expected[now].state);
        for (int ev = 0; ev < HUB_EVENTS; ev++) {
            const char *want = where((enum hub_state)now, (enum hub_event)ev, to);
            struct err e = hub_next((enum hub_state)now, (enum hub_event)ev, &next);

            assert_int_equal(e.kind, want ? OK : ERR_CONFLICT);
            assert_int_equal(hub_can((enum hub_state)now, (enum hub_event)ev), !!want);
            if (want)
                assert_string_equal(hub_state_name(next), want);
            else
                assert_int_equal(strncmp(e.msg, "hub.now_", 8), 0);
        }
    }
}

/* One of a case's people: the colleague's case, an own one, a nobody's; open or closed to
 * them; consented to or not. */
enum whose { OWN, NOBODYS, COLLEAGUES, WHOSE };

static bool may(enum role role, bool leaves, enum whose whose, bool blocked,
                bool consented)
{
    if (blocked || (leaves && !consented))
        return false;
    return role == ROLE_CARE_LEAD || (role == ROLE_CASE_MANAGER && whose != COLLEAGUES);
}

static void only_whoever_has_the_case_moves_it_and_nothing_leaves_without_consent(
    void **s)
{
    const struct user_id me = {.b = {1}}, other = {.b = {2}};

    (void)s;
    for (int n = 0; n < ROLES * HUB_EVENTS * WHOSE * 4; n++) {
        enum role role = (enum role)(n % ROLES);
        enum hub_event ev = (enum hub_event)(n / ROLES % HUB_EVENTS);
        enum whose whose = (enum whose)(n / ROLES / HUB_EVENTS % WHOSE);
        int bits = n / ROLES / HUB_EVENTS / WHOSE;
        bool leaves = ev == HUB_ON_ACCEPT || ev == HUB_ON_SHOW || ev == HUB_ON_REVEAL;
        const struct actor who = {.user = me, .roles = 1u << role};
        const struct subject on = {.assigned = whose == OWN ? me
                                               : whose == COLLEAGUES
                                                   ? other
                                                   : (struct user_id){{0}},
                                   .blocked = bits & 1,
                                   .consented = bits & 2};

        assert_int_equal(policy_check(&who, hub_act(ev), &on).kind == OK,
                         may(role, leaves, whose, on.blocked, on.consented));
    }
}

static void a_name_is_told_behind_the_third_filter_alone(void **state)
{
    (void)state;
    for (int now = 0; now < HUB_STATES; now++)
        assert_int_equal(hub_can((enum hub_state)now, HUB_ON_REVEAL),
                         now == HUB_FILTER_4 || now == HUB_TOGETHER);
    assert_int_equal(hub_filter(HUB_FILTER_1), 1);
    assert_int_equal(hub_filter(HUB_FILTER_4), 4);
    assert_int_equal(hub_filter(HUB_TOGETHER), 0);
}

static void no_other_consent_opens_the_hub(void **state)
{
    const struct day today = {20000};
    const struct consent_fact whole = {.full = true,
                                       .covers = true,
                                       .owner_agreed = true,
                                       .confirmed = true,
                                       .expires = {20100}};
    struct consent_fact c = whole;

    (void)state;
    for (int kind = 0; kind < CONSENT_KINDS; kind++)
        assert_int_equal(hub_judge((enum consent_kind)kind, &whole, false, today),
                         kind == CONSENT_HUB ? CONSENT_ALLOWS : CONSENT_MISSING);
    c.full = c.covers = c.confirmed = false;
    assert_int_equal(hub_judge(CONSENT_HUB, &c, false, today), CONSENT_ALLOWS);
    assert_int_equal(hub_judge(CONSENT_HUB, &c, true, today), CONSENT_SECOND);
    c.confirmed = true;
    assert_int_equal(hub_judge(CONSENT_HUB, &c, true, today), CONSENT_ALLOWS);
    c.withdrawn_at = 1;
    assert_int_equal(hub_judge(CONSENT_HUB, &c, false, today), CONSENT_MISSING);
    c = whole;
    c.expires.n = today.n - 1;
    assert_int_equal(hub_judge(CONSENT_HUB, &c, false, today), CONSENT_MISSING);
}

static void a_sealed_risk_or_a_child_wants_a_second_yes(void **state)
{
    struct hub_sheet s = {.age = HUB_AGE_25_39};
    size_t sealed = 0;

    (void)state;
    assert_false(hub_sheet_is_sealed(&s));
    for (size_t i = 0; i < hub_risks_len; i++) {
        struct hub_sheet one = s;

        one.risk[i] = true;
        assert_int_equal(hub_risk_count(&one), 1);
        assert_int_equal(hub_sheet_is_sealed(&one), hub_risks[i].of != HUB_OPEN);
        sealed += hub_risks[i].of != HUB_OPEN;
    }
    assert_true(sealed >= 5);
    assert_int_equal(hub_risk_find("drugs"), hub_risk_find("alcohol") + 1);
    assert_int_equal(hub_risk_find("12 Erie St"), -1);
    s.age = HUB_AGE_12_17;
    assert_true(hub_sheet_is_sealed(&s));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_takes_exactly_its_events),
        cmocka_unit_test(
            only_whoever_has_the_case_moves_it_and_nothing_leaves_without_consent),
        cmocka_unit_test(a_name_is_told_behind_the_third_filter_alone),
        cmocka_unit_test(no_other_consent_opens_the_hub),
        cmocka_unit_test(a_sealed_risk_or_a_child_wants_a_second_yes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
