/* test_side.c -- the wall between the two identity providers: no role that one of them
 * may open reaches over it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/side.h"

static bool may(unsigned roles, enum act act)
{
    for (int r = 0; r < ROLES; r++)
        if ((roles & 1u << r) && policy_needs((enum role)r, act) != NULL)
            return true;
    return false;
}

/* Acts by name, written here once more, so that a change of side.c alone is seen. */
static bool is_of(const char *name, const char *const *areas)
{
    for (; *areas != NULL; areas++)
        if (strncmp(name, *areas, strlen(*areas)) == 0)
            return true;
    return false;
}

static void no_role_of_the_citys_provider_has_an_act_of_care(void **state)
{
    static const char *const care[] = {
        "case.",    "referral.",  "hub.",    "callbacks.", "glass.",          "legal.",
        "reads.",   "ages.",      "learnt.", "agency.",    "report.internal", "resident.",
        "address.", "complaint.", "stop.",   NULL};

    (void)state;
    for (int act = 0; act < ACTS; act++)
        if (is_of(act_name((enum act)act), care) &&
            may(side_roles(SIDE_CITY), (enum act)act))
            fail_msg("the city's provider reaches %s", act_name((enum act)act));
}

static void no_role_of_the_providers_provider_has_an_act_of_inspections(void **state)
{
    static const char *const inspections[] = {"inspection.view",
                                              "inspection.record",
                                              "inspection.time",
                                              "inspection.ask",
                                              "inspection.import",
                                              "visit.",
                                              "delivery.",
                                              "form.",
                                              "field.",
                                              "sync",
                                              "plan.",
                                              "zone.",
                                              "time.",
                                              "paper.",
                                              "records.",
                                              "training.",
                                              NULL};

    (void)state;
    for (int act = 0; act < ACTS; act++)
        if (is_of(act_name((enum act)act), inspections) &&
            may(side_roles(SIDE_PROVIDER), (enum act)act))
            fail_msg("the provider's reaches %s", act_name((enum act)act));
}

static void no_group_gives_a_role_that_gives_roles(void **state)
{
    (void)state;
    for (int side = 0; side < SIDES; side++) {
        unsigned grants = side_grants((enum side)side);

        assert_false(may(grants, ACT_USER_MANAGE));
        assert_false(may(grants, ACT_READY_MANAGE));
        assert_int_equal(grants & ~side_roles((enum side)side), 0);
    }
}

static unsigned of(const enum role *roles, size_t len)
{
    unsigned bits = 0;

    for (size_t i = 0; i < len; i++)
        bits |= 1u << roles[i];
    return bits;
}

static void each_side_has_these_roles(void **state)
{
    static const enum role city[] = {ROLE_INSPECTOR, ROLE_SUPERVISOR, ROLE_INTAKE,
                                     ROLE_LEADER, ROLE_RECORDS};
    static const enum role provider[] = {ROLE_CASE_MANAGER, ROLE_CARE_LEAD, ROLE_PROVIDER,
                                         ROLE_EVALUATOR};

    (void)state;
    assert_int_equal(side_grants(SIDE_CITY), of(city, COUNT(city)));
    assert_int_equal(side_roles(SIDE_CITY), of(city, COUNT(city)) | 1u << ROLE_ADMIN);
    assert_int_equal(side_roles(SIDE_PROVIDER), of(provider, COUNT(provider)));
    assert_int_equal(side_grants(SIDE_PROVIDER), of(provider, COUNT(provider)));
}

static void nobody_decides_about_homes_and_reads_what_households_confide(void **state)
{
    static const enum role deciders[] = {ROLE_INSPECTOR, ROLE_SUPERVISOR, ROLE_RECORDS};
    static const enum role confided[] = {ROLE_CASE_MANAGER, ROLE_CARE_LEAD, ROLE_PROVIDER,
                                         ROLE_PRIVACY};

    (void)state;
    for (size_t i = 0; i < COUNT(deciders); i++)
        for (size_t j = 0; j < COUNT(confided); j++)
            if (!side_crosses(1u << deciders[i] | 1u << confided[j]))
                fail_msg("%s and %s in one", role_name(deciders[i]),
                         role_name(confided[j]));
    for (int r = 0; r < ROLES; r++)
        assert_false(side_crosses(1u << r));
    assert_false(side_crosses(1u << ROLE_INSPECTOR | 1u << ROLE_SUPERVISOR));
    assert_false(side_crosses(1u << ROLE_CASE_MANAGER | 1u << ROLE_CARE_LEAD));
    assert_false(side_crosses(1u << ROLE_ADMIN | 1u << ROLE_LEADER));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_role_of_the_citys_provider_has_an_act_of_care),
        cmocka_unit_test(no_role_of_the_providers_provider_has_an_act_of_inspections),
        cmocka_unit_test(no_group_gives_a_role_that_gives_roles),
        cmocka_unit_test(each_side_has_these_roles),
        cmocka_unit_test(nobody_decides_about_homes_and_reads_what_households_confide),
    };

    return cmocka_run_group_tests_name("side", tests, NULL, NULL);
}
