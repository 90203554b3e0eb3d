/* test_passkey.c -- passkeys: making one, coming in by it, and all that must not; on both
 * engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "authenticator.h"
#include "site.h"

#include "base/json.h"
#include "queries_site.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "a long enough passphrase"

struct user {
    struct site *t;
    struct visitor *me;
    struct authenticator key;
    char recovery[40];
};

static const char *challenge(struct site *t, const struct visitor *who, const char *name)
{
    const char *path = who != NULL ? "/account/passkeys/challenge" : "/sign-in/challenge";
    const struct local_answer *a = site_get(t, who, path);
    struct json body;

    assert_status(a, 200);
    assert_ok(json_read(t->arena, a->body, strlen(a->body), &body));
    assert_string_equal(json_text(&body, "rp"), "doorstep.example");
    return json_text(&body, name);
}

static const struct local_answer *add(const struct user *u, struct authenticator *key,
                                      const char *name, const char *proof)
{
    char form[4000];

    snprintf(form, sizeof form, "name=%s&%s&%s", name, proof,
             authenticator_make(key, challenge(u->t, u->me, "create")));
    return site_post(u->t, u->me, "/account/passkeys", form);
}

static struct user bare(struct world *w, enum role role, enum passkey_kind kind)
{
    struct user u = {.t = site_new(w)};

    u.me = visitor_new(u.t, role, "en");
    visitor_password(u.t, u.me, PASSWORD);
    visitor_sign_in(u.t, u.me);
    u.key = authenticator_new(u.t->arena, kind);
    return u;
}

/* Somebody with a password and one passkey, signed in. */
static struct user user_new(struct world *w, enum role role, enum passkey_kind kind)
{
    struct user u = bare(w, role, kind);
    const struct local_answer *a = add(&u, &u.key, "blue", "present=" PASSWORD);

    assert_status(a, 200);
    assert_has(a, sentence(u.t, "en", "account.recovery.title"));
    const char *at = strstr(a->body, "<li><code>");
    assert_non_null(at);
    at += strlen("<li><code>");
    snprintf(u.recovery, sizeof u.recovery, "%.*s", (int)strcspn(at, "<"), at);
    return u;
}

static const struct local_answer *come_with(const struct user *u, const char *claim)
{
    char form[4000];

    snprintf(form, sizeof form, "%s&next=/people", claim);
    return site_post(u->t, NULL, "/sign-in/passkey", form);
}

static const struct local_answer *come(struct user *u)
{
    return come_with(u, authenticator_sign(&u->key, challenge(u->t, NULL, "prove")));
}

static void assert_in(const struct local_answer *a)
{
    assert_status(a, 303);
    assert_string_equal(local_header(a, "Location"), "/people");
    assert_non_null(strstr(local_header(a, "Set-Cookie"), "__Host-doorstep="));
}

static void assert_out(struct user *u, const struct local_answer *a)
{
    assert_status(a, 422);
    assert_string_equal(local_header(a, "Set-Cookie"), "");
    assert_has(a, sentence(u->t, "en", "account.passkey.opens_nothing"));
}

static void a_passkey_opens_alone(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_ES256);

    assert_in(come(&u));
    assert_in(come(&u));
    assert_non_null(
        strstr(dump_trail(u.t->phone, STORE_REGISTRY), "account.passkey-add"));
    authenticator_free(&u.key);
}

static void passkeys_of_other_kinds_open_as_well(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_EDDSA);
    struct authenticator rsa = authenticator_new(u.t->arena, PASSKEY_RS256);

    assert_in(come(&u));
    assert_status(add(&u, &rsa, "old computer",
                      authenticator_sign(&u.key, challenge(u.t, u.me, "prove"))),
                  303);
    assert_in(come_with(&u, authenticator_sign(&rsa, challenge(u.t, NULL, "prove"))));
    authenticator_free(&rsa);
    authenticator_free(&u.key);
}

/* Each lie about the site or the person, one at a time. */
static void another_site_or_nobody_in_person_opens_nothing(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_ES256);
    const struct authenticator right = u.key;
    struct authenticator lies[] = {right, right, right, right, right, right, right};

    lies[0].origin = "https://doorstep.example.evil.example";
    lies[1].origin = "http://doorstep.example";
    lies[2].rp = "evil.example";
    lies[3].flags = FLAG_PRESENT;
    lies[4].flags = FLAG_VERIFIED;
    lies[5].crossed = "true";
    lies[6].type = "webauthn.create";
    for (size_t i = 0; i < COUNT(lies); i++) {
        uint32_t counter = u.key.counter;

        u.key = lies[i];
        u.key.counter = counter;
        assert_out(&u, come(&u));
        counter = u.key.counter;
        u.key = right;
        u.key.counter = counter;
    }
    assert_in(come(&u));
    authenticator_free(&u.key);
}

static void a_challenge_is_ours_for_this_and_is_answered_once(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_ES256);
    struct visitor *other = visitor_new(u.t, ROLE_ADMIN, "en");
    const char *claim = authenticator_sign(&u.key, challenge(u.t, NULL, "prove"));

    assert_in(come_with(&u, claim));
    assert_out(&u, come_with(&u, claim));
    assert_out(&u, come_with(&u, authenticator_sign(&u.key, "AAAAAAAAAAAAAAAAAAAAAA")));
    assert_out(&u,
               come_with(&u, authenticator_sign(&u.key, challenge(u.t, u.me, "prove"))));
    assert_out(&u,
               come_with(&u, authenticator_sign(&u.key, challenge(u.t, u.me, "create"))));
    const char *late = challenge(u.t, NULL, "prove");
    const char *theirs = challenge(u.t, other, "create");
    char form[4000];
    struct authenticator mine = authenticator_new(u.t->arena, PASSKEY_ES256);
    snprintf(form, sizeof form, "name=x&%s&%s",
             authenticator_sign(&u.key, challenge(u.t, u.me, "prove")),
             authenticator_make(&mine, theirs));
    assert_status(site_post(u.t, u.me, "/account/passkeys", form), 422);
    /* Of the same person, and for something else. */
    snprintf(form, sizeof form, "name=x&%s&%s",
             authenticator_sign(&u.key, challenge(u.t, u.me, "prove")),
             authenticator_make(&mine, challenge(u.t, u.me, "prove")));
    assert_status(site_post(u.t, u.me, "/account/passkeys", form), 422);
    assert_status(
        add(&u, &mine, "x", authenticator_sign(&u.key, challenge(u.t, u.me, "create"))),
        422);
    site_clock(u.t, u.t->phone->now + 5 * MINUTE);
    assert_out(&u, come_with(&u, authenticator_sign(&u.key, late)));
    assert_in(come(&u));
    authenticator_free(&mine);
    authenticator_free(&u.key);
}

static void an_unknown_key_and_a_forged_signature_open_nothing(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_ES256);
    struct authenticator other = authenticator_new(u.t->arena, PASSKEY_ES256);

    assert_out(&u,
               come_with(&u, authenticator_sign(&other, challenge(u.t, NULL, "prove"))));
    memcpy(other.id, u.key.id, sizeof other.id);
    other.counter = 50;
    assert_out(&u,
               come_with(&u, authenticator_sign(&other, challenge(u.t, NULL, "prove"))));
    assert_out(&u, come_with(&u, "key_id=&key_client=&key_data=&key_signature="));
    assert_in(come(&u));
    authenticator_free(&other);
    authenticator_free(&u.key);
}

/* Two of one key: the one that is behind gives both away. */
static void a_key_that_counts_backwards_opens_nothing_any_more(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_ES256);
    struct authenticator copied = u.key;

    assert_in(come(&u));
    assert_in(come(&u));
    assert_out(&u,
               come_with(&u, authenticator_sign(&copied, challenge(u.t, NULL, "prove"))));
    assert_out(&u, come(&u));
    assert_has(site_get(u.t, u.me, "/account"),
               sentence(u.t, "en", "account.passkey.doubted"));
    assert_non_null(
        strstr(dump_trail(u.t->phone, STORE_REGISTRY), "account.passkey-doubted"));
    authenticator_free(&u.key);
}

static void a_key_that_does_not_count_opens_every_time(void **state)
{
    struct user u = bare(*state, ROLE_ADMIN, PASSKEY_ES256);

    u.key.counter = 0;
    assert_status(add(&u, &u.key, "blue", "present=" PASSWORD), 200);
    for (int i = 0; i < 3; i++) {
        u.key.counter = 0;
        assert_in(come(&u));
    }
    authenticator_free(&u.key);
}

static const struct local_answer *password(const struct user *u, const char *typed)
{
    char form[200];

    snprintf(form, sizeof form, "email=%s&password=%s&next=/people", u->me->email, typed);
    return site_post(u->t, NULL, "/sign-in", form);
}

static const struct local_answer *send_code(const struct user *u,
                                            const struct local_answer *a,
                                            const char *code)
{
    const char *at = strstr(a->body, "name=\"step\" value=\"");
    char form[300];

    assert_non_null(at);
    at += strlen("name=\"step\" value=\"");
    snprintf(form, sizeof form, "step=%.*s&code=%s&next=/people", (int)strcspn(at, "\""),
             at, code);
    return site_post(u->t, NULL, "/sign-in/code", form);
}

/* Nor does a new one, by an administrator's link. */
static void beside_a_passkey_the_password_alone_opens_nothing(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_ES256);
    const struct local_answer *a = password(&u, PASSWORD);

    assert_status(a, 200);
    assert_string_equal(local_header(a, "Set-Cookie"), "");
    assert_status(send_code(&u, a, "000000"), 422);
    visitor_password(u.t, u.me, "another long passphrase");
    a = password(&u, "another long passphrase");
    assert_status(a, 200);
    assert_string_equal(local_header(a, "Set-Cookie"), "");
    assert_status(send_code(&u, a, u.recovery), 303);
    assert_status(send_code(&u, a, u.recovery), 422);
    assert_in(come(&u));
    authenticator_free(&u.key);
}

static void ten_wrong_passwords_keep_nobody_out_who_has_a_passkey(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_ES256);

    for (int i = 0; i < 11; i++)
        assert_status(password(&u, "not this one at all"), 422);
    assert_status(password(&u, PASSWORD), 422);
    assert_in(come(&u));
    authenticator_free(&u.key);
}

static void a_new_one_is_asked_for_by_its_person_and_on_this_site(void **state)
{
    struct user u = bare(*state, ROLE_ADMIN, PASSKEY_ES256);
    const struct authenticator right = u.key;

    assert_has(add(&u, &u.key, "blue", "present=not this one at all"),
               sentence(u.t, "en", "account.own.present_wrong"));
    u.key.flags = FLAG_PRESENT;
    assert_has(add(&u, &u.key, "blue", "present=" PASSWORD),
               sentence(u.t, "en", "account.passkey.refused"));
    u.key = right;
    u.key.rp = "evil.example";
    assert_status(add(&u, &u.key, "blue", "present=" PASSWORD), 422);
    u.key = right;
    u.key.origin = "https://evil.example";
    assert_status(add(&u, &u.key, "blue", "present=" PASSWORD), 422);
    u.key = right;
    assert_out(&u, come(&u));
    assert_status(password(&u, PASSWORD), 303); /* and nothing was set up */
    authenticator_free(&u.key);
}

static const char *end_of(const struct user *u, const char *name)
{
    const char *page = site_get(u->t, u->me, "/account")->body;
    const char *at = strstr(page, name);
    char path[100];

    assert_non_null(at);
    at = strstr(at, "/account/passkeys/");
    assert_non_null(at);
    snprintf(path, sizeof path, "%.*s/end", (int)strcspn(at, "\""), at);
    return arena_copy(u->t->arena, path, strlen(path));
}

static void one_of_several_is_removed_by_whoever_proves_to_be_its_person(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_ES256);
    struct authenticator red = authenticator_new(u.t->arena, PASSKEY_ES256);

    assert_status(
        add(&u, &red, "red", authenticator_sign(&u.key, challenge(u.t, u.me, "prove"))),
        303);
    const char *end = end_of(&u, "<strong>red");
    assert_status(site_post(u.t, u.me, end, "present=" PASSWORD), 422);
    assert_status(site_post(u.t, u.me, end, "present=nope&code=nope"), 422);
    const char *stale = authenticator_sign(&red, challenge(u.t, NULL, "prove"));
    assert_status(site_post(u.t, u.me, end, stale), 422);
    assert_in(come_with(&u, authenticator_sign(&red, challenge(u.t, NULL, "prove"))));
    assert_status(site_post(u.t, u.me, end,
                            authenticator_sign(&u.key, challenge(u.t, u.me, "prove"))),
                  303);
    assert_out(&u,
               come_with(&u, authenticator_sign(&red, challenge(u.t, NULL, "prove"))));
    assert_in(come(&u));
    authenticator_free(&red);
    authenticator_free(&u.key);
}

static void nobody_removes_or_uses_a_passkey_of_somebody_else(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN, PASSKEY_ES256);
    struct visitor *other = visitor_new(u.t, ROLE_ADMIN, "en");
    const char *end = end_of(&u, "<strong>blue");
    char form[200];

    visitor_password(u.t, other, PASSWORD);
    visitor_sign_in(u.t, other);
    assert_status(site_post(u.t, other, end, "present=" PASSWORD), 404);
    assert_status(site_post(u.t, other, end,
                            authenticator_sign(&u.key, challenge(u.t, other, "prove"))),
                  404);
    struct user them = {.t = u.t, .me = other};
    struct authenticator theirs = authenticator_new(u.t->arena, PASSKEY_ES256);
    assert_status(add(&them, &theirs, "red",
                      authenticator_sign(&u.key, challenge(u.t, other, "prove"))),
                  422);
    authenticator_free(&theirs);
    snprintf(form, sizeof form, "%.*s", (int)(strlen(end) - strlen("/end")), end);
    assert_status(site_get(u.t, other, form), 404);
    assert_status(site_get(u.t, u.me, form), 200);
    assert_in(come(&u));
    authenticator_free(&u.key);
}

static void an_administrator_ends_lost_passkeys_with_the_second_step(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER, PASSKEY_ES256);
    struct visitor *admin = visitor_new(u.t, ROLE_ADMIN, "en");
    char id[ID_TEXT], path[100];

    id_format(id_of(u.me->id), id);
    snprintf(path, sizeof path, "/people/%s/second-step", id);
    assert_status(site_post(u.t, admin, path, ""), 303);
    assert_out(&u, come(&u));
    assert_status(password(&u, PASSWORD), 303);
    authenticator_free(&u.key);
}

static void who_left_comes_in_by_no_passkey(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER, PASSKEY_ES256);

    visitor_disable(u.t, u.me);
    assert_out(&u, come(&u));
    authenticator_free(&u.key);
}

static struct err want_of_admins(struct session *s, void *ctx)
{
    const struct q_site_setting_in in = {.name = "second_step", .value = "admin"};
    struct db *db;

    (void)ctx;
    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_site_setting, &in);
}

static void a_passkey_is_the_second_step_that_a_city_wants(void **state)
{
    struct user u = bare(*state, ROLE_ADMIN, PASSKEY_ES256);

    assert_ok(phone_run(u.t->phone, STORE_REGISTRY, want_of_admins, NULL));
    assert_status(site_get(u.t, u.me, "/people"), 303);
    assert_status(add(&u, &u.key, "blue", "present=" PASSWORD), 200);
    assert_status(site_get(u.t, u.me, "/people"), 200);
    authenticator_free(&u.key);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_passkey_opens_alone),
        cmocka_unit_test(a_challenge_is_ours_for_this_and_is_answered_once),
        cmocka_unit_test(a_key_that_counts_backwards_opens_nothing_any_more),
        cmocka_unit_test(beside_a_passkey_the_password_alone_opens_nothing),
        cmocka_unit_test(one_of_several_is_removed_by_whoever_proves_to_be_its_person),
        cmocka_unit_test(nobody_removes_or_uses_a_passkey_of_somebody_else),
        cmocka_unit_test(an_administrator_ends_lost_passkeys_with_the_second_step),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(passkeys_of_other_kinds_open_as_well),
        cmocka_unit_test(another_site_or_nobody_in_person_opens_nothing),
        cmocka_unit_test(an_unknown_key_and_a_forged_signature_open_nothing),
        cmocka_unit_test(a_key_that_does_not_count_opens_every_time),
        cmocka_unit_test(ten_wrong_passwords_keep_nobody_out_who_has_a_passkey),
        cmocka_unit_test(a_new_one_is_asked_for_by_its_person_and_on_this_site),
        cmocka_unit_test(who_left_comes_in_by_no_passkey),
        cmocka_unit_test(a_passkey_is_the_second_step_that_a_city_wants),
    };

    return world_run_ready("passkeys", tests, COUNT(tests)) +
           world_run_once("passkeys", once, COUNT(once));
}
