/* test_policy.c -- the rights table, word for word, and what its facts mean.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "domain/policy.h"

static const struct user_id me = {{1}}, other = {{2}};
static const struct id my_link = {{3}}, other_link = {{4}};

static struct actor person(enum role role)
{
    return (struct actor){.user = me, .roles = 1u << role};
}

/* Every pair of role and act stands in tests/golden/rights.txt; a change of rights is
 * a change of that file, to be read by people. */
static void the_rights_are_those_of_the_golden_file(void **state)
{
    static char want[65536], have[65536];
    size_t at = 0;
    FILE *f = fopen(GOLDEN_DIR "/rights.txt", "r");

    (void)state;
    assert_non_null(f);
    want[fread(want, 1, sizeof want - 1, f)] = '\0';
    fclose(f);
    for (int role = 0; role < ROLES; role++)
        for (int act = 0; act < ACTS; act++) {
            const char *needs = policy_needs((enum role)role, (enum act)act);
            at += (size_t)snprintf(have + at, sizeof have - at, "%-12s %-18s %s\n",
                                   role_name((enum role)role), act_name((enum act)act),
                                   needs == NULL ? "never" : needs);
        }
    if (getenv("DOORSTEP_GOLDEN") != NULL) {
        f = fopen(GOLDEN_DIR "/rights.txt", "w");
        assert_non_null(f);
        fputs(have, f);
        fclose(f);
        return;
    }
    assert_string_equal(have, want);
}

static void nobody_may_do_anything_but_the_public(void **state)
{
    struct actor nobody = {0}, all_roles = {.roles = (1u << ROLES) - 1};
    struct subject theirs = {.author = other, .assigned = other, .consented = true};

    (void)state;
    for (int act = ACT_PUBLIC + 1; act < ACTS; act++) {
        assert_err(policy_check(&nobody, (enum act)act, &theirs), ERR_FORBIDDEN);
        assert_err(policy_check(&all_roles, (enum act)act, &theirs), ERR_FORBIDDEN);
    }
    assert_ok(policy_check(&nobody, ACT_PUBLIC, NULL));
}

static void an_unset_author_is_not_nobody(void **state)
{
    struct actor inspector = person(ROLE_INSPECTOR);
    struct actor link_only = {.link = my_link, .roles = 1u << ROLE_INSPECTOR};
    struct subject blank = {0};

    (void)state;
    assert_err(policy_check(&inspector, ACT_REQUEST_OWN, &blank), ERR_FORBIDDEN);
    assert_err(policy_check(&link_only, ACT_REQUEST_OWN, &blank), ERR_FORBIDDEN);
    assert_err(policy_check(&inspector, ACT_REQUEST_OWN, NULL), ERR_FORBIDDEN);
}

static void facts_decide_within_a_role(void **state)
{
    static const struct {
        enum role role;
        enum act act;
        struct subject on;
        enum err_kind want;
    } table[] = {
        {ROLE_INSPECTOR, ACT_REQUEST_OWN, {.author = {{1}}}, OK},
        {ROLE_INSPECTOR,
         ACT_REQUEST_OWN,
         {.author = {{2}}, .assigned = {{1}}},
         ERR_FORBIDDEN},
        {ROLE_INSPECTOR, ACT_CASE_VIEW, {.author = {{1}}}, ERR_FORBIDDEN},
        {ROLE_INSPECTOR,
         ACT_INSPECTION_RECORD,
         {.author = {{2}}, .assigned = {{2}}},
         ERR_FORBIDDEN},
        {ROLE_INSPECTOR, ACT_INSPECTION_RECORD, {.assigned = {{1}}}, OK},
        {ROLE_INSPECTOR, ACT_INSPECTION_RECORD, {.blocked = false}, OK},
        {ROLE_SUPERVISOR, ACT_CASE_LIST, {.blocked = false}, ERR_FORBIDDEN},
        {ROLE_CASE_MANAGER, ACT_CASE_VIEW, {.assigned = {{1}}}, OK},
        {ROLE_CASE_MANAGER, ACT_CASE_VIEW, {.blocked = false}, OK},
        {ROLE_CASE_MANAGER, ACT_CASE_VIEW, {.assigned = {{2}}}, ERR_FORBIDDEN},
        {ROLE_CASE_MANAGER,
         ACT_CASE_VIEW,
         {.assigned = {{1}}, .blocked = true},
         ERR_FORBIDDEN},
        {ROLE_CASE_MANAGER, ACT_REFERRAL_SEND, {.assigned = {{1}}}, ERR_FORBIDDEN},
        {ROLE_CASE_MANAGER,
         ACT_REFERRAL_SEND,
         {.assigned = {{1}}, .consented = true},
         OK},
        {ROLE_CARE_LEAD, ACT_CASE_VIEW, {.assigned = {{2}}}, OK},
        {ROLE_CARE_LEAD, ACT_CASE_VIEW, {.blocked = true}, ERR_FORBIDDEN},
        {ROLE_LEADER, ACT_REPORT_PUBLIC, {.blocked = false}, OK},
        {ROLE_LEADER, ACT_REPORT_INTERNAL, {.blocked = false}, ERR_FORBIDDEN},
        {ROLE_ADMIN, ACT_CASE_LIST, {.blocked = false}, ERR_FORBIDDEN},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        struct actor who = person(table[i].role);
        assert_err(policy_check(&who, table[i].act, &table[i].on), table[i].want);
    }
}

static void a_link_opens_its_own_referral_and_nothing_else(void **state)
{
    struct actor agency = {.link = my_link, .roles = 1u << ROLE_AGENCY};
    struct subject mine = {.link = my_link, .consented = true};
    struct subject withdrawn = {.link = my_link};
    struct subject theirs = {.link = other_link, .consented = true};

    (void)state;
    assert_ok(policy_check(&agency, ACT_REFERRAL_ANSWER, &mine));
    assert_err(policy_check(&agency, ACT_REFERRAL_ANSWER, &withdrawn), ERR_FORBIDDEN);
    assert_err(policy_check(&agency, ACT_REFERRAL_ANSWER, &theirs), ERR_FORBIDDEN);
    assert_ok(policy_check(&agency, ACT_STOP_CONFIRM, &withdrawn));
    assert_err(policy_check(&agency, ACT_STOP_CONFIRM, &theirs), ERR_FORBIDDEN);
    for (int act = ACT_PUBLIC + 1; act < ACTS; act++)
        if (act != ACT_REFERRAL_ANSWER && act != ACT_STOP_CONFIRM)
            assert_err(policy_check(&agency, (enum act)act, &mine), ERR_FORBIDDEN);
}

static void several_roles_add_up(void **state)
{
    struct actor both = {.user = me,
                         .roles = 1u << ROLE_CARE_LEAD | 1u << ROLE_EVALUATOR};

    (void)state;
    assert_ok(policy_check(&both, ACT_CASE_LIST, NULL));
    assert_ok(policy_check(&both, ACT_REPORT_INTERNAL, NULL));
    assert_err(policy_check(&both, ACT_USER_MANAGE, NULL), ERR_FORBIDDEN);
}

static void role_words_come_back(void **state)
{
    enum role out;

    (void)state;
    for (int i = 0; i < ROLES; i++) {
        assert_true(role_parse(role_name((enum role)i), &out));
        assert_int_equal(out, i);
    }
    assert_false(role_parse("root", &out));
    assert_false(role_parse("", &out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rights_are_those_of_the_golden_file),
        cmocka_unit_test(nobody_may_do_anything_but_the_public),
        cmocka_unit_test(an_unset_author_is_not_nobody),
        cmocka_unit_test(facts_decide_within_a_role),
        cmocka_unit_test(a_link_opens_its_own_referral_and_nothing_else),
        cmocka_unit_test(several_roles_add_up),
        cmocka_unit_test(role_words_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
