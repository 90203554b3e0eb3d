/* test_device_proof.c -- a phone's token is of no use without the phone's key; on both
 * engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "base/crypto.h"
#include "base/json.h"
#include "core/build.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "a long enough passphrase"
#define OWN "/account" /* what a session alone opens */

struct pocket {
    struct site *t;
    struct visitor *me;
    struct p256 key;
    const char *token, *nonce;
};

static void pocket_free(struct pocket *k)
{
    p256_free(&k->key);
}

/* What is signed, and with which key and nonce; NULL: with none. */
struct proof {
    const char *method, *path, *body;
    const struct p256 *key;
    const char *nonce;
    int device; /* 0: the first */
};

static const char *signature(struct site *t, const struct proof *p)
{
    struct sha256 sha = sha256_of(p->body, strlen(p->body));
    struct build b = {.arena = t->arena};
    uint8_t raw[SIGNATURE_LEN];

    build_text(&b, p->method);
    build_text(&b, "\n");
    build_text(&b, p->path);
    build_text(&b, "\n1\n"); /* the phone's clock is at its wits' end */
    build_text(&b, hex(t->arena, (struct bytes){sha.b, SHA256_LEN}));
    if (p->nonce[0] != '\0')
        build_text(&b, "\n");
    build_text(&b, p->nonce);
    const char *text = build_done(&b);
    assert_ok(
        p256_sign(p->key, (struct bytes){(const uint8_t *)text, strlen(text)}, raw));
    return base64url(t->arena, (struct bytes){raw, SIGNATURE_LEN});
}

static const char *bearer(const struct pocket *k)
{
    struct build b = {.arena = k->t->arena};

    build_text(&b, "Bearer ");
    build_text(&b, k->token);
    return k->token[0] != '\0' ? build_done(&b) : NULL;
}

static const struct local_answer *send(struct pocket *k, const struct ask *what,
                                       const struct proof *p)
{
    struct ask ask = *what;
    bool with = p != NULL;
    const struct pair more[] = {
        {"Authorization", bearer(k)},
        {"Cookie", NULL},
        {"Content-Type", "application/json"},
        {"Doorstep-Device",
         with ? name_id(k->t->arena, 'd', p->device > 0 ? p->device : 1) : NULL},
        {"Doorstep-Time", with ? "1" : NULL},
        {"Doorstep-Nonce", with ? p->nonce : NULL},
        {"Doorstep-Signature", with ? signature(k->t, p) : NULL},
    };

    memcpy(ask.more, more, sizeof more);
    const struct local_answer *a = site_ask(k->t, &ask);
    if (local_header(a, "Doorstep-Nonce")[0] != '\0')
        k->nonce = local_header(a, "Doorstep-Nonce");
    return a;
}

/* What a phone does: it signs what it asks. */
static const struct local_answer *asks(struct pocket *k, const char *method,
                                       const char *path, const char *body)
{
    const struct proof p = {method, path, body, &k->key, k->nonce};

    return send(k, &(struct ask){.method = method, .path = path, .body = body}, &p);
}

static const struct local_answer *token_alone(struct pocket *k)
{
    return send(k, &(struct ask){.method = "GET", .path = OWN, .body = ""}, NULL);
}

static void take_token(struct pocket *k, const struct local_answer *a)
{
    struct json body;

    assert_status(a, 200);
    assert_ok(json_read(k->t->arena, a->body, a->body_len, &body));
    k->token = json_text(&body, "token");
}

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

static const char *phone_json(const struct pocket *k, int device, const struct p256 *key,
                              const char *bind)
{
    char body[400];

    snprintf(body, sizeof body, "{\"id\":\"%s\",\"public_key\":\"%s\",\"bind\":%s}",
             name_id(k->t->arena, 'd', device),
             base64url(k->t->arena, (struct bytes){key->point, POINT_LEN}), bind);
    return arena_copy(k->t->arena, body, strlen(body));
}

/* Signed in for the first time, and enrolled. */
static struct pocket pocket_new(struct world *w, const char *bind)
{
    struct pocket k = {.t = site_new(w), .token = "", .nonce = ""};

    k.me = visitor_new(k.t, ROLE_INSPECTOR, "en");
    visitor_password(k.t, k.me, PASSWORD);
    assert_ok(p256_make(&k.key));
    take_token(&k, site_post_json(k.t, NULL, "/api/v1/session", door(&k, bind)));
    const struct ask enrol = {.method = "POST",
                              .path = "/api/v1/devices",
                              .body = phone_json(&k, 1, &k.key, bind)};
    assert_status(send(&k, &enrol, NULL), 200);
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
    assert_status(send(&k, &own, &thief), 401);
    /* Another phone of the same person is another key. */
    const char *second = phone_json(&k, 2, &other, "true");
    assert_status(asks(&k, "POST", "/api/v1/devices", second), 200);
    thief.device = 2;
    assert_status(send(&k, &own, &thief), 401);
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
        assert_status(send(&k, &sync, &others[i]), 401);
    assert_status(asks(&k, "POST", "/api/v1/sync", "{}"), 422);
}

static void a_proof_is_of_the_last_ten_minutes_by_our_clock(void **state)
{
    struct pocket k CLEANUP(pocket_free) = pocket_new(*state, "true");

    assert_status(token_alone(&k), 401);
    const struct proof then = {"GET", OWN, "", &k.key, k.nonce};
    const struct ask own = {.method = "GET", .path = OWN, .body = ""};
    site_clock(k.t, k.t->phone->now + 9 * MINUTE);
    assert_status(send(&k, &own, &then), 200);
    site_clock(k.t, k.t->phone->now + 11 * MINUTE);
    assert_status(send(&k, &own, &then), 401);
    assert_string_not_equal(k.nonce, then.nonce);
    assert_status(asks(&k, "GET", OWN, ""), 200);
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
        cmocka_unit_test(a_session_renewed_by_its_phone_is_bound_from_the_first),
        cmocka_unit_test(a_phone_of_an_older_app_goes_on_by_its_token),
        cmocka_unit_test(an_ended_phone_takes_its_session_along),
    };

    return world_run_ready("device_proof", tests, COUNT(tests));
}
