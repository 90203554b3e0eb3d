/* test_own.c -- "Your sign-in": where it is open and ending that, another password; on
 * both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "app/device_app.h"
#include "base/crypto.h"
#include "base/json.h"
#include "store/outbox_store.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "a long enough passphrase"
#define BETTER "quite another long passphrase"

struct user {
    struct site *t;
    struct visitor *me, before; /* before: the same person in an older session */
};

static struct user user_new(struct world *w, enum role role)
{
    struct user u = {.t = site_new(w)};

    u.me = visitor_new(u.t, role, "en");
    visitor_password(u.t, u.me, PASSWORD);
    visitor_sign_in(u.t, u.me);
    u.before = *u.me;
    visitor_sign_in(u.t, u.me);
    return u;
}

static const char *phone_token(const struct user *u)
{
    struct json body;
    char form[200];

    snprintf(form, sizeof form, "{\"email\":\"%s\",\"password\":\"" PASSWORD "\"}",
             u->me->email);
    const struct local_answer *a = site_post_json(u->t, NULL, "/api/v1/session", form);
    assert_status(a, 200);
    assert_ok(json_read(u->t->arena, a->body, strlen(a->body), &body));
    return json_text(&body, "token");
}

static int bearer_asks(const struct user *u, const char *token)
{
    char value[100];

    snprintf(value, sizeof value, "Bearer %s", token);
    const struct ask ask = {.method = "GET",
                            .path = "/account",
                            .more = {{"Authorization", value}, {"Cookie", NULL}}};
    return site_ask(u->t, &ask)->status;
}

/* The first address on the page that ends something of this kind. */
static const char *end_of(const struct user *u, const char *page, const char *kind)
{
    const char *at = strstr(page, kind);

    assert_non_null(at);
    return arena_copy(u->t->arena, at, strcspn(at, "\""));
}

static void each_session_is_listed_and_one_is_this_one(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);

    (void)phone_token(&u);
    const struct local_answer *a = site_get(u.t, u.me, "/account");
    assert_status(a, 200);
    assert_int_equal(times(a->body, "<li class=\"ds-list__row\">"), 3);
    assert_int_equal(times(a->body, "data-state=\"here\""), 1);
    assert_int_equal(times(a->body, "/account/sessions/"), 2 + 1); /* and all others */
    assert_has(a, sentence(u.t, "en", "account.own.phone"));
    assert_lacks(a, u.me->token);
}

static void one_session_ends_at_its_next_request(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    const char *end =
        end_of(&u, site_get(u.t, u.me, "/account")->body, "/account/sessions/0");

    assert_status(site_get(u.t, &u.before, "/cases"), 200);
    assert_status(site_post(u.t, u.me, end, ""), 303);
    assert_status(site_get(u.t, &u.before, "/cases"), 401);
    assert_status(site_get(u.t, u.me, "/cases"), 200);
}

static void all_others_end_and_this_one_goes_on(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    const char *token = phone_token(&u);

    assert_int_equal(bearer_asks(&u, token), 200);
    assert_status(site_post(u.t, u.me, "/account/sessions/end", ""), 303);
    assert_int_equal(bearer_asks(&u, token), 401);
    assert_status(site_get(u.t, &u.before, "/cases"), 401);
    assert_status(site_get(u.t, u.me, "/cases"), 200);
}

static void nobody_ends_a_session_or_a_phone_of_somebody_else(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    struct visitor *other = visitor_new(u.t, ROLE_CASE_MANAGER, "en");
    const char *end =
        end_of(&u, site_get(u.t, u.me, "/account")->body, "/account/sessions/0");

    assert_status(site_post(u.t, other, end, ""), 303);
    assert_status(site_get(u.t, &u.before, "/cases"), 200);
    assert_lacks(site_get(u.t, other, "/account"), end);
}

static struct err enrol(struct session *s, void *ctx)
{
    const struct user *u = ctx;
    const struct device_new in = {.id = id_to(device, id_mint(s->now)),
                                  .public_key = {4}};

    s->actor.user = u->me->id;
    return device_enrol(s, &in);
}

static void a_lost_phone_is_ended_by_its_person_alone(void **state)
{
    struct user u = user_new(*state, ROLE_INSPECTOR);
    struct visitor *other = visitor_new(u.t, ROLE_INSPECTOR, "en");

    assert_ok(phone_run(u.t->phone, STORE_REGISTRY, enrol, &u));
    const char *end =
        end_of(&u, site_get(u.t, u.me, "/account")->body, "/account/phones/");
    assert_status(site_post(u.t, other, end, ""), 303);
    assert_has(site_get(u.t, u.me, "/account"), end);
    assert_status(site_post(u.t, u.me, end, ""), 303);
    assert_lacks(site_get(u.t, u.me, "/account"), end);
}

static const char *person_path(const struct user *u, const char *step)
{
    char id[ID_TEXT], path[100];

    id_format(id_of(u->me->id), id);
    snprintf(path, sizeof path, "/people/%s%s", id, step);
    return arena_copy(u->t->arena, path, strlen(path));
}

static void an_administrator_signs_somebody_out_everywhere(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    struct visitor *admin = visitor_new(u.t, ROLE_ADMIN, "en");
    const char *out = person_path(&u, "/sign-out");

    assert_has(site_get(u.t, admin, person_path(&u, "")), out);
    assert_status(site_post(u.t, u.me, out, ""), 404);
    assert_status(site_get(u.t, &u.before, "/cases"), 200);
    assert_status(site_post(u.t, admin, out, ""), 303);
    assert_status(site_get(u.t, u.me, "/cases"), 401);
    assert_status(site_get(u.t, &u.before, "/cases"), 401);
    assert_non_null(strstr(dump_trail(u.t->phone, STORE_REGISTRY), "user.sign-out"));
}

static size_t letters(const struct user *u, const char *template)
{
    struct outbox_state *rows;
    size_t len;
    struct db *db CLEANUP(store_read_end) = world_read(u->t->w, STORE_REGISTRY);

    assert_ok(outbox_recent(db, template, u->t->arena, &rows, &len));
    return len;
}

/* Whoever has the link is that colleague, the administrator too. */
static void who_answers_for_care_hears_that_a_link_was_made(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    struct visitor *admin = visitor_new(u.t, ROLE_ADMIN, "en");
    const char *form = "invitation=018f0000-0061-7000-8000-0000000000f1";

    (void)visitor_new(u.t, ROLE_PRIVACY, "en");
    (void)visitor_new(u.t, ROLE_CARE_LEAD, "en");
    assert_status(site_post(u.t, admin, person_path(&u, "/link"), form), 200);
    assert_int_equal(letters(&u, "access-given"), 2);
    struct user inspector = {.t = u.t, .me = visitor_new(u.t, ROLE_INSPECTOR, "en")};
    assert_status(site_post(u.t, admin, person_path(&inspector, "/link"),
                            "invitation=018f0000-0061-7000-8000-0000000000f2"),
                  200);
    assert_int_equal(letters(&u, "access-given"), 2);
}

static const struct local_answer *change(const struct user *u, const char *present,
                                         const char *password)
{
    char form[600];

    snprintf(form, sizeof form, "present=%s&password=%s", present, password);
    return site_post(u->t, u->me, "/account/password", form);
}

static const struct local_answer *come(const struct user *u, const char *password)
{
    char form[200];

    snprintf(form, sizeof form, "email=%s&password=%s", u->me->email, password);
    return site_post(u->t, NULL, "/sign-in", form);
}

static void the_present_password_is_asked_and_the_new_one_opens(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    const struct local_answer *a = change(&u, "not this one at all", BETTER);

    assert_status(a, 422);
    assert_has(a, sentence(u.t, "en", "account.own.present_wrong"));
    assert_status(come(&u, BETTER), 422);
    assert_status(change(&u, PASSWORD, BETTER), 303);
    assert_status(come(&u, PASSWORD), 422);
    assert_status(come(&u, BETTER), 303);
    assert_non_null(strstr(dump_trail(u.t->phone, STORE_REGISTRY), "account.password"));
}

/* Also the token that asked is another one now. */
static void another_password_ends_every_session_but_the_one_that_asked(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    const char *token = phone_token(&u);
    struct visitor again = *u.me;

    const struct local_answer *a = change(&u, PASSWORD, BETTER);
    assert_status(a, 303);
    const char *cookie = strstr(local_header(a, "Set-Cookie"), "__Host-doorstep=");
    assert_non_null(cookie);
    snprintf(again.token, sizeof again.token, "%s", cookie + strlen("__Host-doorstep="));
    assert_status(site_get(u.t, &again, "/cases"), 200);
    assert_status(site_get(u.t, u.me, "/cases"), 401);
    assert_status(site_get(u.t, &u.before, "/cases"), 401);
    assert_int_equal(bearer_asks(&u, token), 401);
}

#define LINK "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static struct err invite(struct session *s, void *ctx)
{
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return account_invite_by(db, ((const struct user *)ctx)->me->id, s->now, LINK);
}

/* Whoever was signed in may be why the link was asked for. */
static void a_password_chosen_by_a_link_ends_every_session(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    const char *token = phone_token(&u);

    assert_ok(phone_run(u.t->phone, STORE_REGISTRY, invite, &u));
    assert_status(site_get(u.t, u.me, "/cases"), 200);
    assert_status(site_post(u.t, NULL, "/welcome", "token=" LINK "&password=" BETTER),
                  303);
    assert_status(site_get(u.t, u.me, "/cases"), 401);
    assert_status(site_get(u.t, &u.before, "/cases"), 401);
    assert_int_equal(bearer_asks(&u, token), 401);
    assert_status(come(&u, PASSWORD), 422);
    assert_status(come(&u, BETTER), 303);
}

static void a_weak_or_short_password_is_refused_there_too(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    const struct local_answer *a = change(&u, PASSWORD, "fourteen chars");

    assert_status(a, 422);
    assert_has(a, sentence(u.t, "en", "account.password.short"));
    assert_status(change(&u, PASSWORD, "passwordpassword"), 422);
    assert_status(change(&u, PASSWORD, ""), 422);
    assert_status(come(&u, PASSWORD), 303);
}

static void guessing_the_present_password_is_slowed_as_at_sign_in(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);

    for (int i = 0; i < 10; i++)
        assert_status(change(&u, "not this one at all", BETTER), 422);
    assert_status(change(&u, PASSWORD, BETTER), 422);
    assert_status(come(&u, PASSWORD), 422);
    site_clock(u.t, u.t->phone->now + 15 * MINUTE);
    assert_status(change(&u, PASSWORD, BETTER), 303);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_session_is_listed_and_one_is_this_one),
        cmocka_unit_test(one_session_ends_at_its_next_request),
        cmocka_unit_test(all_others_end_and_this_one_goes_on),
        cmocka_unit_test(nobody_ends_a_session_or_a_phone_of_somebody_else),
        cmocka_unit_test(an_administrator_signs_somebody_out_everywhere),
        cmocka_unit_test(who_answers_for_care_hears_that_a_link_was_made),
        cmocka_unit_test(the_present_password_is_asked_and_the_new_one_opens),
        cmocka_unit_test(another_password_ends_every_session_but_the_one_that_asked),
        cmocka_unit_test(guessing_the_present_password_is_slowed_as_at_sign_in),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(a_lost_phone_is_ended_by_its_person_alone),
        cmocka_unit_test(a_password_chosen_by_a_link_ends_every_session),
        cmocka_unit_test(a_weak_or_short_password_is_refused_there_too),
    };

    return world_run_ready("own sign-in", tests, COUNT(tests)) +
           world_run_once("own sign-in", once, COUNT(once));
}
