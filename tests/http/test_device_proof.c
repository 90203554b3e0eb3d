/* test_device_proof.c -- a phone's token is of no use without the phone's key; on both
 * engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pocket.h"

#include "core/build.h"

#include <stdio.h>
#include <string.h>

/* Linked with --wrap: signatures that were looked at. */
static int verified;
bool __real_p256_verify(const uint8_t point[POINT_LEN], struct bytes data,
                        const uint8_t signature[SIGNATURE_LEN]);
bool __wrap_p256_verify(const uint8_t point[POINT_LEN], struct bytes data,
                        const uint8_t signature[SIGNATURE_LEN]);
bool __wrap_p256_verify(const uint8_t point[POINT_LEN], struct bytes data,
                        const uint8_t signature[SIGNATURE_LEN])
{
    verified++;
    return __real_p256_verify(point, data, signature);
}

#define PASSWORD "a long enough passphrase"

static const char *door(const struct pocket *k, const char *bind)
{
    struct build b = {.arena = k->t->arena};

    build_text(&b, "{\"email\":\"");
    build_text(&b, k->me->email);
    build_text(&b, "\",\"password\":\"" PASSWORD "\",\"bind\":");
    build_text(&b, bind);
    build_text(&b, "}");
    return build_done(&b);
}

/* Signed in for the first time, and enrolled. */
static struct pocket pocket_new(struct world *w, const char *bind)
{
    struct pocket k = {.t = site_new(w), .token = "", .nonce = ""};

    k.me = visitor_new(k.t, ROLE_INSPECTOR, "en");
    visitor_password(k.t, k.me, PASSWORD);
    assert_ok(p256_make(&k.key));
    take_token(&k, site_post_json(k.t, NULL, "/api/v1/session", door(&k, bind)));
    assert_status(pocket_enrol(&k, bind), 200);
    return k;
}

static void a_copied_token_without_the_phones_key_opens_nothing(void **state)
{
    struct pocket k CLEANUP(pocket_free) = pocket_new(*state, "true");
    struct p256 other CLEANUP(p256_free) = {0};
    const struct ask own = {.method = "GET", .path = OWN, .body = ""};

    assert_status(token_alone(&k), 401);
    assert_int_not_equal(k.nonce[0], '\0'); /* and hears what to sign */
    assert_ok(p256_make(&other));
    struct proof thief = {"GET", OWN, "", &other, k.nonce};
    assert_status(pocket_send(&k, &own, &thief), 401);
    /* Another phone of the same person is another key. */
    const char *second = phone_json(&k, 2, &other, "true");
    assert_status(asks(&k, "POST", "/api/v1/devices", second), 200);
    thief.device = 2;
    assert_status(pocket_send(&k, &own, &thief), 401);
    assert_status(asks(&k, "GET", OWN, ""), 200);
    assert_status(asks(&k, "POST", "/api/v1/sync", "{}"), 422); /* let in, and nonsense */
}

static void a_proof_is_of_one_request_alone(void **state)
{
    struct pocket k CLEANUP(pocket_free) = pocket_new(*state, "true");
    const struct ask sync = {.method = "POST", .path = "/api/v1/sync", .body = "{}"};

    assert_status(token_alone(&k), 401);
    const struct proof others[] = {
        {"PUT", "/api/v1/sync", "{}", &k.key, k.nonce},
        {"POST", "/api/v1/devices", "{}", &k.key, k.nonce},
        {"POST", "/api/v1/sync", "{ }", &k.key, k.nonce},
        {"POST", "/api/v1/sync", "{}", &k.key, ""},
        {"POST", "/api/v1/sync", "{}", &k.key, "1795500000000.made-up"},
    };
    for (size_t i = 0; i < COUNT(others); i++)
        assert_status(pocket_send(&k, &sync, &others[i]), 401);
    assert_status(asks(&k, "POST", "/api/v1/sync", "{}"), 422);
}

static void a_proof_is_of_the_last_ten_minutes_by_our_clock(void **state)
{
    struct pocket k CLEANUP(pocket_free) = pocket_new(*state, "true");

    assert_status(token_alone(&k), 401);
    const struct proof then = {"GET", OWN, "", &k.key, k.nonce};
    const struct ask own = {.method = "GET", .path = OWN, .body = ""};
    site_clock(k.t, k.t->phone->now + 9 * MINUTE);
    assert_status(pocket_send(&k, &own, &then), 200);
    site_clock(k.t, k.t->phone->now + 11 * MINUTE);
    assert_status(pocket_send(&k, &own, &then), 401);
    assert_string_not_equal(k.nonce, then.nonce);
    assert_status(asks(&k, "GET", OWN, ""), 200);
}

static void a_signature_is_verified_once_a_request_and_again_with_the_next(void **state)
{
    struct pocket k CLEANUP(pocket_free) = pocket_new(*state, "true");

    assert_status(token_alone(&k), 401);
    verified = 0;
    assert_status(asks(&k, "POST", "/api/v1/sync", "{}"), 422); /* session and device */
    assert_int_equal(verified, 1);
    assert_status(asks(&k, "POST", "/api/v1/sync", "{}"), 422);
    assert_status(asks(&k, "GET", OWN, ""), 200);
    assert_int_equal(verified, 3);
    k.token = "";
    assert_status(asks(&k, "POST", "/api/v1/sync", "{}"), 422); /* by its key alone */
    assert_int_equal(verified, 4);
}

static void a_session_renewed_by_its_phone_is_bound_from_the_first(void **state)
{
    struct pocket k CLEANUP(pocket_free) = pocket_new(*state, "true");

    k.token = "";
    take_token(&k, asks(&k, "POST", "/api/v1/session", door(&k, "true")));
    assert_status(token_alone(&k), 401);
    assert_status(asks(&k, "GET", OWN, ""), 200);
}

static void a_phone_of_an_older_app_goes_on_by_its_token(void **state)
{
    struct pocket k CLEANUP(pocket_free) = pocket_new(*state, "false");

    assert_status(token_alone(&k), 200);
    assert_string_equal(k.nonce, "");
    k.token = "";
    take_token(&k, asks(&k, "POST", "/api/v1/session", door(&k, "true")));
    assert_status(token_alone(&k), 401); /* the newer app has signed in */
}

static void an_ended_phone_takes_its_session_along(void **state)
{
    struct pocket k CLEANUP(pocket_free) = pocket_new(*state, "true");

    assert_status(token_alone(&k), 401);
    assert_status(asks(&k, "GET", OWN, ""), 200);
    visitor_sign_in(k.t, k.me);
    const char *page = site_get(k.t, k.me, OWN)->body,
               *end = strstr(page, "/account/phones/");
    assert_non_null(end);
    end = arena_copy(k.t->arena, end, strcspn(end, "\""));
    assert_status(site_post(k.t, k.me, end, ""), 303);
    assert_status(asks(&k, "GET", OWN, ""), 401);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copied_token_without_the_phones_key_opens_nothing),
        cmocka_unit_test(a_proof_is_of_one_request_alone),
        cmocka_unit_test(a_proof_is_of_the_last_ten_minutes_by_our_clock),
        cmocka_unit_test(a_signature_is_verified_once_a_request_and_again_with_the_next),
        cmocka_unit_test(a_session_renewed_by_its_phone_is_bound_from_the_first),
        cmocka_unit_test(a_phone_of_an_older_app_goes_on_by_its_token),
        cmocka_unit_test(an_ended_phone_takes_its_session_along),
    };

    return world_run_ready("device_proof", tests, COUNT(tests));
}
