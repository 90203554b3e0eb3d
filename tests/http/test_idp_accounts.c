/* test_idp_accounts.c -- whose account it is whom an identity provider sends, what its
 * groups give, and what they never give; on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "idp_house.h"

#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "a long enough passphrase"

static void an_account_is_linked_by_address_and_known_by_subject(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_SUPERVISOR, "en");
    const struct local_answer *page = site_get(h->t, NULL, "/sign-in?next=/desk");

    assert_has(page, "Sign in with Testville");
    assert_has(page, "/sign-in/with/provider?next=%2Fdesk");
    assert_out(
        h,
        house_come(h, SIDE_CITY, &(struct token){.email = v->email, .unverified = true}),
        "account.idp.nobody");
    assert_in(h, house_come(h, SIDE_CITY, &(struct token){.email = v->email}));
    assert_in(h,
              house_come(h, SIDE_CITY, &(struct token){.email = "moved@city.example"}));
    assert_out(
        h, house_come(h, SIDE_CITY, &(struct token){.sub = "other", .email = v->email}),
        "account.idp.nobody");
    assert_int_equal(roles_of(h, v->email), 1u << ROLE_SUPERVISOR);
    visitor_disable(h->t, v);
    assert_out(h, house_come(h, SIDE_CITY, &(struct token){.email = v->email}),
               "account.idp.nobody");
    house_close(h);
}

struct gaining {
    struct user_id user;
    enum role role;
};

static struct err add_role(struct session *s, void *ctx)
{
    const struct gaining *r = ctx;
    const struct q_person_role_add_in in = {.person = r->user,
                                            .role = role_name(r->role)};
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_person_role_add, &in);
}

static void give(struct house *h, const struct visitor *v, enum role role)
{
    struct gaining r = {v->id, role};

    assert_ok(phone_run(h->t->phone, STORE_REGISTRY, add_role, &r));
}

static void groups_give_roles_and_take_them(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_INTAKE, "en");
    struct token says = {.email = v->email, .more = ",\"groups\":[\"Housing\",\"All\"]"};

    house_map(h, SIDE_CITY, "Housing", ROLE_SUPERVISOR);
    house_map(h, SIDE_CITY, "Clerks", ROLE_RECORDS);
    assert_in(h, house_come(h, SIDE_CITY, &says));
    assert_int_equal(roles_of(h, v->email), 1u << ROLE_SUPERVISOR);
    says.more = ",\"groups\":[\"Clerks\"]";
    assert_in(h, house_come(h, SIDE_CITY, &says));
    assert_int_equal(roles_of(h, v->email), 1u << ROLE_RECORDS);
    says.more = "";
    assert_out(h, house_come(h, SIDE_CITY, &says), "account.idp.no_role");
    assert_int_equal(roles_of(h, v->email), 0);
    house_close(h);
}

/* No group gives the administrator's role, so none takes it. */
static void what_no_group_gives_stays_as_it_was_given(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_ADMIN, "en");
    struct token says = {.email = v->email, .more = ",\"groups\":[\"Housing\"]"};

    house_map(h, SIDE_CITY, "Housing", ROLE_SUPERVISOR);
    assert_in(h, house_come(h, SIDE_CITY, &says));
    assert_int_equal(roles_of(h, v->email), 1u << ROLE_ADMIN | 1u << ROLE_SUPERVISOR);
    says.more = "";
    assert_in(h, house_come(h, SIDE_CITY, &says));
    assert_int_equal(roles_of(h, v->email), 1u << ROLE_ADMIN);
    house_close(h);
}

static size_t in_the_trail(struct house *h, const char *act)
{
    return times(dump_trail(h->t->phone, STORE_REGISTRY), act);
}

static void what_a_provider_changes_is_in_the_trail(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_INTAKE, "en");
    const char *clerk = ",\"groups\":[\"Clerks\"]";
    struct token known = {.email = v->email, .more = clerk};
    struct token fresh = {.sub = "new", .email = "new@city.example", .more = clerk};

    house_map(h, SIDE_CITY, "Clerks", ROLE_RECORDS);
    assert_in(h, house_come(h, SIDE_CITY, &known));
    assert_int_equal(in_the_trail(h, "account.idp-link"), 1);
    assert_int_equal(in_the_trail(h, "account.idp-roles"), 1);
    assert_int_equal(in_the_trail(h, "account.idp-add"), 0);
    assert_in(h, house_come(h, SIDE_CITY, &known)); /* nothing is new */
    assert_int_equal(in_the_trail(h, "account.idp-"), 2);
    assert_in(h, house_come(h, SIDE_CITY, &fresh));
    assert_int_equal(in_the_trail(h, "account.idp-add"), 1);
    assert_int_equal(in_the_trail(h, "account.idp-link"), 2);
    house_close(h);
}

static void an_account_is_made_only_for_a_group_that_gives_a_role(void **state)
{
    struct house *h = house_open(*state);
    struct token says = {.email = "new@city.example", .more = ",\"groups\":[\"Clerks\"]"};

    assert_out(h, house_come(h, SIDE_CITY, &says), "account.idp.nobody");
    house_map(h, SIDE_CITY, "Housing", ROLE_INSPECTOR);
    assert_out(h, house_come(h, SIDE_CITY, &says), "account.idp.nobody");
    assert_false(is_known(h, "new@city.example"));
    house_map(h, SIDE_CITY, "Clerks", ROLE_RECORDS);
    says.unverified = true;
    assert_out(h, house_come(h, SIDE_CITY, &says), "account.idp.nobody");
    assert_false(is_known(h, "new@city.example"));
    house_set(h,
              &(struct setting_up){SIDE_CITY, &h->city, .near = true, .trusted = true});
    says.more = ",\"groups\":[\"Clerks\"],\"email_verified\":false";
    assert_out(h, house_come(h, SIDE_CITY, &says), "account.idp.nobody");
    assert_false(is_known(h, "new@city.example"));
    says.more = ",\"groups\":[\"Clerks\"]";
    assert_in(h, house_come(h, SIDE_CITY, &says));
    assert_int_equal(roles_of(h, "new@city.example"), 1u << ROLE_RECORDS);
    says.sub = "another";
    says.email = "no address";
    assert_out(h, house_come(h, SIDE_CITY, &says), "account.idp.nobody");
    assert_false(is_known(h, "no address"));
    house_close(h);
}

/* Whatever stands in the table: it may have been written by hand. */
static void no_group_gives_a_role_across_the_wall(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_INTAKE, "en");
    struct visitor *lead = visitor_new(h->t, ROLE_CASE_MANAGER, "en");
    const char *all = ",\"groups\":[\"All\"]";

    for (int role = 0; role < ROLES; role++) {
        house_map(h, SIDE_CITY, "All", (enum role)role);
        house_map(h, SIDE_PROVIDER, "All", (enum role)role);
    }
    assert_in(h,
              house_come(h, SIDE_CITY, &(struct token){.email = v->email, .more = all}));
    assert_int_equal(roles_of(h, v->email), side_grants(SIDE_CITY));
    assert_in(h, house_come(h, SIDE_PROVIDER,
                            &(struct token){.email = lead->email, .more = all}));
    assert_int_equal(roles_of(h, lead->email), side_grants(SIDE_PROVIDER));
    house_close(h);
}

static void no_provider_opens_an_account_of_the_other_side(void **state)
{
    struct house *h = house_open(*state);
    static const enum role care[] = {ROLE_CASE_MANAGER, ROLE_CARE_LEAD, ROLE_PROVIDER,
                                     ROLE_EVALUATOR, ROLE_PRIVACY};
    struct visitor *both = visitor_new(h->t, ROLE_INTAKE, "en");

    for (size_t i = 0; i < COUNT(care); i++) {
        struct visitor *v = visitor_new(h->t, care[i], "en");

        assert_out(
            h,
            house_come(h, SIDE_CITY, &(struct token){.sub = v->email, .email = v->email}),
            "account.idp.side");
    }
    for (int role = 0; role < ROLE_AGENCY; role++) {
        struct visitor *v = visitor_new(h->t, (enum role)role, "en");

        if ((side_roles(SIDE_PROVIDER) & 1u << role) == 0)
            assert_out(h,
                       house_come(h, SIDE_PROVIDER,
                                  &(struct token){.sub = v->email, .email = v->email}),
                       "account.idp.side");
    }
    assert_in(h, house_come(h, SIDE_CITY, &(struct token){.email = both->email}));
    give(h, both, ROLE_CASE_MANAGER);
    assert_out(h, house_come(h, SIDE_CITY, &(struct token){.email = both->email}),
               "account.idp.side");
    house_close(h);
}

static struct err put_setting(struct session *s, void *ctx)
{
    const struct q_setting_put_in in = {"second_step", ctx};
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_setting_put, &in);
}

static void ask_second(struct house *h, const char *roles)
{
    assert_ok(
        phone_run(h->t->phone, STORE_REGISTRY, put_setting, (void *)(uintptr_t)roles));
}

static void a_second_factor_shown_there_counts(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_SUPERVISOR, "en");
    static const struct {
        const char *more;
        bool counts;
    } shown[] = {
        {"", false},
        {",\"amr\":[\"pwd\"]", false},
        {",\"amr\":[\"otp\"]", false},
        {",\"amr\":[\"mfa\"]", true},
        {",\"amr\":[\"pwd\",\"otp\"]", true},
        {",\"acr\":\"gold\"", true},
        {",\"acr\":\"silver\"", false},
    };

    house_set(h, &(struct setting_up){SIDE_CITY, &h->city, .near = true, .acr = "gold"});
    ask_second(h, "supervisor");
    for (size_t i = 0; i < COUNT(shown); i++) {
        const struct local_answer *a = house_come(
            h, SIDE_CITY, &(struct token){.email = v->email, .more = shown[i].more});
        const char *cookie = session_of(h, a);

        assert_non_null(cookie);
        a = site_ask(h->t, &(struct ask){.method = "GET",
                                         .path = "/desk",
                                         .more = {{"Cookie", cookie}}});
        assert_status(a, shown[i].counts ? 200 : 303);
        if (!shown[i].counts)
            assert_string_equal(local_header(a, "Location"), "/account/second-step");
    }
    house_close(h);
}

static const struct local_answer *by_password(struct house *h, const struct visitor *v,
                                              bool phone)
{
    char form[200];

    if (phone)
        snprintf(form, sizeof form, "{\"email\":\"%s\",\"password\":\"%s\"}", v->email,
                 PASSWORD);
    else
        snprintf(form, sizeof form, "email=%s&password=%s", v->email, PASSWORD);
    return phone ? site_post_json(h->t, NULL, "/api/v1/session", form)
                 : site_post(h->t, NULL, "/sign-in", form);
}

static void where_passwords_are_off_only_the_keepers_opens(void **state)
{
    struct house *h = house_open(*state);
    static const enum role roles[] = {ROLE_ADMIN,   ROLE_ADMIN,        ROLE_SUPERVISOR,
                                      ROLE_RECORDS, ROLE_CASE_MANAGER, ROLE_PRIVACY};
    struct visitor *v[COUNT(roles)];

    for (size_t i = 0; i < COUNT(roles); i++) {
        v[i] = visitor_new(h->t, roles[i], "en");
        visitor_password(h->t, v[i], PASSWORD);
        assert_status(by_password(h, v[i], false), 303);
    }
    house_passwords_off(h, SIDE_CITY, v[0]->id);
    assert_status(by_password(h, v[0], false), 303);
    for (size_t i = 1; i <= 3; i++)
        assert_out(h, by_password(h, v[i], false), "account.idp.only");
    assert_status(by_password(h, v[4], false), 303); /* of the other side */
    assert_status(by_password(h, v[5], false), 303); /* of neither */
    for (size_t i = 0; i < COUNT(v); i++)            /* a phone opens by no other way */
        assert_status(by_password(h, v[i], true), i >= 1 && i <= 3 ? 422 : 200);
    house_close(h);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_account_is_linked_by_address_and_known_by_subject),
        cmocka_unit_test(groups_give_roles_and_take_them),
        cmocka_unit_test(what_no_group_gives_stays_as_it_was_given),
        cmocka_unit_test(what_a_provider_changes_is_in_the_trail),
        cmocka_unit_test(an_account_is_made_only_for_a_group_that_gives_a_role),
        cmocka_unit_test(no_group_gives_a_role_across_the_wall),
        cmocka_unit_test(no_provider_opens_an_account_of_the_other_side),
        cmocka_unit_test(where_passwords_are_off_only_the_keepers_opens),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(a_second_factor_shown_there_counts),
    };

    return world_run_ready("identity providers' accounts", tests, COUNT(tests)) +
           world_run_once("identity providers' accounts", once, COUNT(once));
}
