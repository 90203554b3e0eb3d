/* test_idp.c -- signing in by an organisation's own identity provider: each way to forge,
 * replay or mix up what comes back opens nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "idp_house.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void each_of_three_kinds_of_key_is_trusted(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_SUPERVISOR, "en");

    for (int key = KEY_RSA; key <= KEY_ED; key++)
        assert_in(h, house_come(h, SIDE_CITY,
                                &(struct token){.email = v->email,
                                                .key = (enum provider_key)key}));
    house_close(h);
}

static void what_is_forged_opens_nothing(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_SUPERVISOR, "en");
    const struct token forged[] = {
        {.alg = "none"},
        {.alg = "HS256", .kid = "rsa"},
        {.alg = "RS256", .kid = "rsa", .key = KEY_EC},
        {.alg = "ES256", .kid = "rsa"},
        {.alg = "PS256"},
        {.kid = "odd"},
        {.kid = "ec", .key = KEY_NEXT},
        {.head = ",\"crit\":[\"b64\"],\"b64\":true"},
        {.iss = "https://elsewhere.example"},
        {.iss = h->care.issuer},
        {.aud = "\"another\""},
        {.aud = "[]"},
        {.aud = "[\"another\"]"},
        {.aud = "[\"doorstep\",\"another\"]"},
        {.more = ",\"azp\":\"another\""},
        {.nonce = "guessed"},
        {.nonce = ""},
        {.exp = -61},
        {.iat = 120},
        {.iat = -700},
        {.more = ",\"nbf\":99999999999"},
        {.sub = ""},
    };

    for (size_t i = 0; i < COUNT(forged); i++) {
        struct token says = forged[i];

        says.email = v->email;
        const struct local_answer *a = house_come(h, SIDE_CITY, &says);
        if (a->status != 422)
            print_error("forged %zu\n", i);
        assert_out(h, a, "account.idp.token");
    }
    assert_in(h, house_come(h, SIDE_CITY,
                            &(struct token){.email = v->email,
                                            .aud = "[\"doorstep\",\"another\"]",
                                            .more = ",\"azp\":\"doorstep\""}));
    house_close(h);
}

static void a_state_opens_once_in_its_browser_and_for_ten_minutes(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_SUPERVISOR, "en");
    struct trip mine = house_go(h, SIDE_CITY), other = house_go(h, SIDE_CITY), bad = mine;

    provider_says(&h->city, &(struct token){.email = v->email});
    bad.state = other.state;
    assert_out(h, house_back(h, SIDE_CITY, &bad, house_code(h, &h->city, &bad)),
               "account.idp.state");
    bad.state = "";
    assert_out(h, house_back(h, SIDE_CITY, &bad, "x"), "account.idp.state");
    bad = mine;
    bad.cookie = "";
    assert_out(h, house_back(h, SIDE_CITY, &bad, house_code(h, &h->city, &mine)),
               "account.idp.state");
    assert_int_equal(provider_times(&h->city, &h->city.tokens), 0);
    assert_in(h, house_back(h, SIDE_CITY, &mine, house_code(h, &h->city, &mine)));
    /* Even when its provider would answer for it once more. */
    assert_out(h, house_back(h, SIDE_CITY, &mine, house_code(h, &h->city, &mine)),
               "account.idp.state");
    site_clock(h->t, h->t->phone->now + 10 * MINUTE);
    assert_out(h, house_back(h, SIDE_CITY, &other, house_code(h, &h->city, &other)),
               "account.idp.state");
    house_close(h);
}

static void a_code_is_exchanged_once_and_by_whom_it_was_made_for(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_SUPERVISOR, "en");
    struct trip first = house_go(h, SIDE_CITY), second = house_go(h, SIDE_CITY);

    provider_says(&h->city, &(struct token){.email = v->email});
    const char *code = arena_copy(h->t->arena, house_code(h, &h->city, &first), 20);
    /* Somebody else's code, in this browser: its verifier does not fit. */
    assert_out(h, house_back(h, SIDE_CITY, &second, code), "account.idp.refused");
    assert_in(h, house_back(h, SIDE_CITY, &first, code));
    second = house_go(h, SIDE_CITY);
    assert_out(h, house_back(h, SIDE_CITY, &second, code), "account.idp.refused");
    /* One attempt spends the state, however it ends. */
    assert_out(h, house_back(h, SIDE_CITY, &second, house_code(h, &h->city, &second)),
               "account.idp.state");
    house_close(h);
}

static void one_organisations_provider_does_not_answer_for_another(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_SUPERVISOR, "en");
    struct trip care = house_go(h, SIDE_PROVIDER), city = house_go(h, SIDE_CITY);
    char query[1400];

    provider_says(&h->city, &(struct token){.email = v->email});
    /* Begun at the one, and sent on to the other. */
    assert_out(h, house_back(h, SIDE_CITY, &care, house_code(h, &h->city, &care)),
               "account.idp.state");
    assert_int_equal(provider_times(&h->city, &h->city.tokens), 0);
    snprintf(query, sizeof query, "code=%s&state=%s&iss=%s",
             house_code(h, &h->city, &city), city.state, h->care.issuer);
    assert_out(
        h,
        site_ask(h->t, &(struct ask){.method = "GET",
                                     .path = house_path(h, "back", SIDE_CITY, query),
                                     .more = {{"Cookie", city.cookie}}}),
        "account.idp.token");
    assert_int_equal(provider_times(&h->city, &h->city.tokens), 0);
    house_close(h);
}

static void an_unknown_key_is_asked_for_once_a_minute(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_SUPERVISOR, "en");
    struct token says = {.email = v->email, .key = KEY_NEXT};

    assert_in(h, house_come(h, SIDE_CITY, &(struct token){.email = v->email}));
    assert_int_equal(provider_times(&h->city, &h->city.sets), 1);
    for (int i = 0; i < 3; i++)
        assert_out(h, house_come(h, SIDE_CITY, &says), "account.idp.token");
    assert_int_equal(provider_times(&h->city, &h->city.sets), 1);
    site_clock(h->t, h->t->phone->now + MINUTE);
    for (int i = 0; i < 3; i++)
        assert_out(h, house_come(h, SIDE_CITY, &says), "account.idp.token");
    assert_int_equal(provider_times(&h->city, &h->city.sets), 2);
    h->city.rotated = true;
    site_clock(h->t, h->t->phone->now + MINUTE);
    assert_in(h, house_come(h, SIDE_CITY, &says));
    house_close(h);
}

static void a_document_of_another_issuer_is_not_believed(void **state)
{
    struct house *h = house_open(*state);

    h->city.another = "https://elsewhere.example";
    const struct local_answer *a = site_get(h->t, NULL, "/sign-in/with/city");
    assert_status(a, 503);
    assert_string_equal(local_header(a, "Location"), "");
    h->city.another = NULL;
    assert_non_null(house_go(h, SIDE_CITY).state);
    house_close(h);
}

static void an_inner_provider_is_not_asked_unless_that_was_allowed(void **state)
{
    struct house *h = house_open(*state);

    house_set(h, &(struct setting_up){SIDE_CITY, &h->city});
    const struct local_answer *a = site_get(h->t, NULL, "/sign-in/with/city");
    assert_status(a, 503);
    assert_has(a, sentence(h->t, "en", "account.idp.away"));
    assert_int_equal(provider_times(&h->city, &h->city.asked), 0);
    house_close(h);
}

static void a_secret_that_others_can_read_is_not_used(void **state)
{
    struct house *h = house_open(*state);
    struct visitor *v = visitor_new(h->t, ROLE_SUPERVISOR, "en");
    char path[80];

    snprintf(path, sizeof path, "%s/city.secret", h->secrets);
    assert_int_equal(chmod(path, 0640), 0);
    assert_out(h, house_come(h, SIDE_CITY, &(struct token){.email = v->email}),
               "account.idp.secret");
    assert_int_equal(provider_times(&h->city, &h->city.tokens), 0);
    house_close(h);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_opens_once_in_its_browser_and_for_ten_minutes),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(each_of_three_kinds_of_key_is_trusted),
        cmocka_unit_test(what_is_forged_opens_nothing),
        cmocka_unit_test(a_code_is_exchanged_once_and_by_whom_it_was_made_for),
        cmocka_unit_test(one_organisations_provider_does_not_answer_for_another),
        cmocka_unit_test(an_unknown_key_is_asked_for_once_a_minute),
        cmocka_unit_test(a_document_of_another_issuer_is_not_believed),
        cmocka_unit_test(an_inner_provider_is_not_asked_unless_that_was_allowed),
        cmocka_unit_test(a_secret_that_others_can_read_is_not_used),
    };

    return world_run_ready("identity providers", tests, COUNT(tests)) +
           world_run_once("identity providers", once, COUNT(once));
}
