/* test_phone_entry.c -- a phone is signed in without a password, by a passkey or by the
 * organisation's provider, and its token is bound to its key; on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "authenticator.h"
#include "idp_house.h"
#include "pocket.h"

#include "base/json.h"
#include "core/build.h"
#include "core/str.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "a long enough passphrase"
#define BY_PASSKEY "/api/v1/session/passkey"
#define BY_PROVIDER "/api/v1/session/provider"
#define BY_CODE "/api/v1/session/code"

static struct pocket pocket_of(struct site *t, struct visitor *me)
{
    struct pocket k = {.t = t, .me = me, .token = "", .nonce = ""};

    assert_ok(p256_make(&k.key));
    return k;
}

static const struct local_answer *unsigned_ask(struct pocket *k, const char *path,
                                               const char *body)
{
    return pocket_send(k, &(struct ask){.method = "POST", .path = path, .body = body},
                       NULL);
}

/* The token that was given, and the phone its person's: nothing opens without its key. */
static void assert_bound_at_once(struct pocket *k)
{
    assert_status(token_alone(k), 401);
    assert_status(asks(k, "GET", OWN, ""), 200);
}

static void assert_bound_by_enrolment(struct pocket *k)
{
    assert_status(token_alone(k), 200);
    assert_status(pocket_enrol(k, "true"), 200);
    assert_bound_at_once(k);
}

static const char *challenge(struct site *t, const struct visitor *who, const char *name)
{
    const struct local_answer *a = site_get(
        t, who, who != NULL ? "/account/passkeys/challenge" : "/sign-in/challenge");
    struct json body;

    assert_status(a, 200);
    assert_ok(json_read(t->arena, a->body, strlen(a->body), &body));
    return json_text(&body, name);
}

/* Gives `me` the passkey; returns the first of her recovery codes. */
static const char *add(struct site *t, struct visitor *me, struct authenticator *key)
{
    char form[4000];

    visitor_password(t, me, PASSWORD);
    visitor_sign_in(t, me);
    snprintf(form, sizeof form, "name=blue&present=" PASSWORD "&%s",
             authenticator_make(key, challenge(t, me, "create")));
    const struct local_answer *a = site_post(t, me, "/account/passkeys", form);
    assert_status(a, 200);
    const char *at = strstr(a->body, "<li><code>");
    assert_non_null(at);
    at += strlen("<li><code>");
    return arena_copy(t->arena, at, strcspn(at, "<"));
}

/* "key_id=x&key_client=y" as members, without the "key_". */
static const char *claim(struct pocket *k, struct authenticator *key)
{
    struct build b = {.arena = k->t->arena};

    build_text(&b, "{\"bind\":true");
    for (const char *at = authenticator_sign(key, challenge(k->t, NULL, "prove"));
         *at != '\0'; at += strspn(at, "&")) {
        size_t name = strcspn(at, "=") - 4, value;

        build_text(&b, ",\"");
        build_bytes(&b, at + 4, name);
        build_text(&b, "\":\"");
        at += 4 + name + 1;
        value = strcspn(at, "&");
        build_bytes(&b, at, value);
        build_text(&b, "\"");
        at += value;
    }
    build_text(&b, "}");
    return build_done(&b);
}

static void a_passkey_opens_a_phone_and_its_token_is_bound(void **state)
{
    struct site *t = site_new(*state);
    struct pocket k CLEANUP(pocket_free) =
        pocket_of(t, visitor_new(t, ROLE_INSPECTOR, "en"));
    struct authenticator key = authenticator_new(t->arena, PASSKEY_ES256);

    add(t, k.me, &key);
    const struct local_answer *a = unsigned_ask(&k, BY_PASSKEY, claim(&k, &key));
    assert_has(a, k.me->email); /* a phone knows by it whose vault it is */
    take_token(&k, a);
    assert_bound_by_enrolment(&k);
    k.token = "";
    take_token(&k, asks(&k, "POST", BY_PASSKEY, claim(&k, &key)));
    assert_bound_at_once(&k);
    authenticator_free(&key);
}

static void what_opens_no_desk_opens_no_phone(void **state)
{
    struct site *t = site_new(*state);
    struct pocket k CLEANUP(pocket_free) =
        pocket_of(t, visitor_new(t, ROLE_INSPECTOR, "en"));
    struct authenticator key = authenticator_new(t->arena, PASSKEY_ES256);

    add(t, k.me, &key);
    const char *once = claim(&k, &key);
    take_token(&k, unsigned_ask(&k, BY_PASSKEY, once));
    k.token = "";
    assert_status(unsigned_ask(&k, BY_PASSKEY, once), 401);
    assert_status(unsigned_ask(&k, BY_PASSKEY, "{\"id\":3,\"client\":\"%\"}"), 401);
    key.flags = FLAG_PRESENT;
    assert_status(unsigned_ask(&k, BY_PASSKEY, claim(&k, &key)), 401);
    key.flags |= FLAG_VERIFIED;
    visitor_disable(t, k.me);
    assert_status(unsigned_ask(&k, BY_PASSKEY, claim(&k, &key)), 401);
    authenticator_free(&key);
}

static void where_the_provider_alone_signs_in_no_passkey_opens(void **state)
{
    struct house *h = house_open(*state);
    struct pocket k CLEANUP(pocket_free) =
        pocket_of(h->t, visitor_new(h->t, ROLE_INSPECTOR, "en"));
    struct authenticator key = authenticator_new(h->t->arena, PASSKEY_ES256);
    struct visitor *keeper = visitor_new(h->t, ROLE_ADMIN, "en");

    add(h->t, k.me, &key);
    house_passwords_off(h, SIDE_CITY, keeper->id);
    assert_status(unsigned_ask(&k, BY_PASSKEY, claim(&k, &key)), 401);
    house_passwords_off(h, SIDE_CITY, k.me->id); /* who keeps it comes by hers */
    take_token(&k, unsigned_ask(&k, BY_PASSKEY, claim(&k, &key)));
    authenticator_free(&key);
    house_close(h);
}

/* What a phone sends that came back with this. */
static const char *came(struct house *h, const struct trip *trip, const char *code,
                        const char *side)
{
    char body[1500];

    snprintf(body, sizeof body,
             "{\"side\":\"%s\",\"code\":\"%s\",\"state\":\"%s\",\"bind\":true}", side,
             code, trip->state);
    return arena_copy(h->t->arena, body, strlen(body));
}

/* She set out from the phone, signed in there, and is on the way back. */
static struct trip set_out(struct house *h, struct pocket *k, const char *next,
                           const char **code)
{
    struct trip trip = house_go_to(h, SIDE_CITY, next);

    provider_says(&h->city, &(struct token){.email = k->me->email});
    *code = house_code(h, &h->city, &trip);
    k->cookie = trip.cookie;
    return trip;
}

static void whom_a_provider_vouches_for_signs_in_on_her_phone(void **state)
{
    struct house *h = house_open(*state);
    struct pocket k CLEANUP(pocket_free) =
        pocket_of(h->t, visitor_new(h->t, ROLE_INSPECTOR, "en"));
    const char *code;
    struct trip trip = set_out(h, &k, "/field/en", &code);
    const struct local_answer *a = house_back(h, SIDE_CITY, &trip, code);

    assert_status(a, 303);
    assert_string_equal(local_header(a, "Set-Cookie"), ""); /* a desk was not opened */
    const char *to = local_header(a, "Location");
    assert_true(str_starts(to, "/field/en#/back/side=city&code="));
    assert_non_null(strstr(to, trip.state));
    a = unsigned_ask(&k, BY_PROVIDER, came(h, &trip, code, "city"));
    assert_has(a, k.me->email);
    take_token(&k, a);
    assert_bound_by_enrolment(&k);
    const char *first = k.token;
    k.token = "";
    assert_status(unsigned_ask(&k, BY_PROVIDER, came(h, &trip, code, "city")), 401);
    for (int shown = 0; shown <= 1; shown++) { /* a second factor there */
        trip = set_out(h, &k, "/field/en", &code);
        provider_says(&h->city,
                      &(struct token){.email = k.me->email,
                                      .more = shown ? ",\"amr\":[\"mfa\"]" : ""});
        k.token = "";
        take_token(&k, asks(&k, "POST", BY_PROVIDER, came(h, &trip, code, "city")));
        assert_string_not_equal(first, k.token);
        assert_bound_at_once(&k);
    }
    house_close(h);
}

static void what_came_back_is_good_where_she_set_out_from_alone(void **state)
{
    struct house *h = house_open(*state);
    struct pocket k CLEANUP(pocket_free) =
        pocket_of(h->t, visitor_new(h->t, ROLE_INSPECTOR, "en"));
    const char *code;
    struct trip trip = set_out(h, &k, "/people", &code);

    assert_status(unsigned_ask(&k, BY_PROVIDER, came(h, &trip, code, "city")), 401);
    assert_in(h, house_back(h, SIDE_CITY, &trip, code));
    trip = set_out(h, &k, "/field/en", &code);
    k.cookie = NULL; /* another browser */
    assert_status(unsigned_ask(&k, BY_PROVIDER, came(h, &trip, code, "city")), 401);
    k.cookie = trip.cookie;
    assert_status(unsigned_ask(&k, BY_PROVIDER, came(h, &trip, code, "provider")), 401);
    assert_status(unsigned_ask(&k, BY_PROVIDER, came(h, &trip, "another", "city")), 401);
    house_close(h);
}

static const char *step_and(struct pocket *k, const char *step, const char *code)
{
    struct build b = {.arena = k->t->arena};

    build_text(&b, "{\"bind\":true,\"step\":\"");
    build_text(&b, step);
    build_text(&b, "\",\"code\":\"");
    build_text(&b, code);
    build_text(&b, "\"}");
    return build_done(&b);
}

static void a_second_factor_of_ours_is_asked_of_a_phone_too(void **state)
{
    struct house *h = house_open(*state);
    struct pocket k CLEANUP(pocket_free) =
        pocket_of(h->t, visitor_new(h->t, ROLE_INSPECTOR, "en"));
    struct authenticator key = authenticator_new(h->t->arena, PASSKEY_ES256);
    const char *recovery = add(h->t, k.me, &key), *code;
    struct trip trip = set_out(h, &k, "/field/en", &code);
    const struct local_answer *a =
        unsigned_ask(&k, BY_PROVIDER, came(h, &trip, code, "city"));
    struct json body;

    assert_status(a, 200);
    assert_lacks(a, "token");
    assert_ok(json_read(h->t->arena, a->body, a->body_len, &body));
    const char *step = json_text(&body, "step");
    assert_status(unsigned_ask(&k, BY_CODE, step_and(&k, step, "000000")), 401);
    assert_status(unsigned_ask(&k, BY_CODE, step_and(&k, "made.up", recovery)), 401);
    take_token(&k, unsigned_ask(&k, BY_CODE, step_and(&k, step, recovery)));
    assert_bound_by_enrolment(&k);
    /* From then on this phone's own key is the second factor. */
    k.token = "";
    trip = set_out(h, &k, "/field/en", &code);
    take_token(&k, asks(&k, "POST", BY_PROVIDER, came(h, &trip, code, "city")));
    assert_bound_at_once(&k);
    authenticator_free(&key);
    house_close(h);
}

static void a_phone_is_told_which_organisations_sign_in(void **state)
{
    struct house *h = house_open(*state);
    const struct local_answer *a = site_get(h->t, NULL, "/api/v1/session/ways");
    assert_has(a, "\"side\":\"city\"");
    assert_has(a, "\"side\":\"provider\"");
    assert_lacks(a, h->city.issuer);
    house_close(h);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_passkey_opens_a_phone_and_its_token_is_bound),
        cmocka_unit_test(what_opens_no_desk_opens_no_phone),
        cmocka_unit_test(where_the_provider_alone_signs_in_no_passkey_opens),
        cmocka_unit_test(whom_a_provider_vouches_for_signs_in_on_her_phone),
        cmocka_unit_test(what_came_back_is_good_where_she_set_out_from_alone),
        cmocka_unit_test(a_second_factor_of_ours_is_asked_of_a_phone_too),
        cmocka_unit_test(a_phone_is_told_which_organisations_sign_in),
    };

    return world_run_ready("a phone's sign-in", tests, COUNT(tests));
}
