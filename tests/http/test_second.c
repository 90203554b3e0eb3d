/* test_second.c -- a second factor: setting it up, signing in with it, losing it; on both
 * engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pocket.h"

#include "base/json.h"
#include "base/totp.h"
#include "queries_site.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "a long enough passphrase"
#define PRESENT "present=" PASSWORD
#define SETTLED "Your recovery codes"

struct user {
    struct site *t;
    struct visitor *me;
    struct bytes secret;
    char recovery[40];
};

static uint8_t five_bits(char c)
{
    return (uint8_t)(c >= 'A' ? c - 'A' : c - '2' + 26);
}

/* What an app would make of the letters on the page. */
static struct bytes read_secret(struct arena *a, const char *page)
{
    const char *at = strstr(page, "<strong translate=\"no\">");
    uint8_t *out = arena_alloc(a, 64);
    unsigned held = 0;
    size_t n = 0;
    int bits = 0;

    assert_non_null(at);
    for (at += strlen("<strong translate=\"no\">"); *at != '<'; at++) {
        if (*at == ' ')
            continue;
        held = held << 5 | five_bits(*at);
        bits += 5;
        if (bits >= 8)
            out[n++] = (uint8_t)(held >> (bits -= 8));
    }
    return (struct bytes){out, n};
}

static const char *code_now(const struct user *u)
{
    return totp_code(u->secret, totp_step(u->t->phone->now), TOTP_DIGITS, u->t->arena);
}

static const char *form_of(struct site *t, const char *name, const char *value)
{
    char form[200];

    snprintf(form, sizeof form, "%s=%s", name, value);
    return arena_copy(t->arena, form, strlen(form));
}

static void take_recovery(struct user *u, const struct local_answer *a)
{
    const char *at = strstr(a->body, "<li><code>");

    assert_non_null(at);
    at += strlen("<li><code>");
    snprintf(u->recovery, sizeof u->recovery, "%.*s", (int)strcspn(at, "<"), at);
}

static void next_code(struct user *u)
{
    site_clock(u->t, u->t->phone->now + TOTP_STEP_MS);
}

static void set_up(struct user *u)
{
    visitor_password(u->t, u->me, PASSWORD);
    visitor_sign_in(u->t, u->me);
    assert_status(site_post(u->t, u->me, "/account/second-step", PRESENT), 303);
    u->secret =
        read_secret(u->t->arena, site_get(u->t, u->me, "/account/second-step")->body);
    assert_int_equal(u->secret.len, TOTP_SECRET_LEN);
    const struct local_answer *a = site_post(u->t, u->me, "/account/second-step/confirm",
                                             form_of(u->t, "code", code_now(u)));
    assert_status(a, 200);
    assert_has(a, SETTLED);
    take_recovery(u, a);
    next_code(u);
}

/* Somebody with a password and a second factor, in one session. */
static struct user user_new(struct world *w, enum role role)
{
    struct user u = {.t = site_new(w)};

    u.me = visitor_new(u.t, role, "en");
    set_up(&u);
    return u;
}

static const struct local_answer *password(const struct user *u, const char *typed)
{
    char form[200];

    snprintf(form, sizeof form, "email=%s&password=%s&next=/people", u->me->email, typed);
    return site_post(u->t, NULL, "/sign-in", form);
}

static const char *step_of(const struct user *u, const struct local_answer *a)
{
    const char *at = strstr(a->body, "name=\"step\" value=\"");

    assert_non_null(at);
    at += strlen("name=\"step\" value=\"");
    return arena_copy(u->t->arena, at, strcspn(at, "\""));
}

static const struct local_answer *send_code(const struct user *u, const char *step,
                                            const char *code)
{
    char form[300];

    snprintf(form, sizeof form, "step=%s&code=%s&next=/people", step, code);
    return site_post(u->t, NULL, "/sign-in/code", form);
}

static const struct local_answer *come(const struct user *u, const char *code)
{
    return send_code(u, step_of(u, password(u, PASSWORD)), code);
}

static void after_the_password_comes_the_code(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);
    const struct local_answer *a = password(&u, PASSWORD);

    assert_status(a, 200);
    assert_string_equal(local_header(a, "Set-Cookie"), "");
    a = send_code(&u, step_of(&u, a), code_now(&u));
    assert_status(a, 303);
    assert_string_equal(local_header(a, "Location"), "/people");
    assert_non_null(strstr(local_header(a, "Set-Cookie"), "__Host-doorstep="));
}

static void a_code_opens_once(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);

    assert_status(come(&u, code_now(&u)), 303);
    assert_status(come(&u, code_now(&u)), 422);
    next_code(&u);
    assert_status(come(&u, code_now(&u)), 303);
}

static void a_wrong_password_hears_nothing_of_a_second_factor(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);
    const struct local_answer *a = password(&u, "not this one at all");

    assert_status(a, 422);
    assert_lacks(a, "name=\"step\"");
    assert_has(a, sentence(u.t, "en", "account.sign_in.failed"));
}

static void a_step_holds_five_minutes_and_no_other_password(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);
    const char *step = step_of(&u, password(&u, PASSWORD));

    assert_status(send_code(&u, "none", code_now(&u)), 422);
    visitor_password(u.t, u.me, "another long passphrase");
    assert_status(send_code(&u, step, code_now(&u)), 422);
    step = step_of(&u, password(&u, "another long passphrase"));
    site_clock(u.t, u.t->phone->now + 5 * MINUTE);
    assert_status(send_code(&u, step, code_now(&u)), 422);
}

static void ten_wrong_codes_rest_for_a_quarter_of_an_hour(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);

    for (int i = 0; i < 10; i++)
        assert_status(come(&u, "nonono"), 422);
    next_code(&u);
    assert_status(come(&u, code_now(&u)), 422);
    assert_status(come(&u, u.recovery), 422);
    site_clock(u.t, u.t->phone->now + 15 * MINUTE);
    assert_status(come(&u, code_now(&u)), 303);
}

static void a_recovery_code_opens_once_and_never_without_the_password(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);

    assert_status(password(&u, u.recovery), 422);
    assert_status(come(&u, u.recovery), 303);
    assert_status(come(&u, u.recovery), 422);
    assert_has(site_get(u.t, u.me, "/account/second-step"), "left: 9");
}

static void no_store_holds_a_secret_or_a_code_in_clear(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);
    struct q_site_second_in in = {.person = u.me->id};
    struct q_site_second_out row;
    struct db *db = world_read(u.t->w, STORE_REGISTRY);

    assert_ok(db_one(db, &q_site_second, &in, &row, u.t->arena));
    store_read_end(&db);
    assert_true(row.secret.len > u.secret.len);
    assert_null(memmem(row.secret.p, row.secret.len, u.secret.p, u.secret.len));
    assert_null(memmem(row.code_mac.p, row.code_mac.len, u.recovery, 4));
}

static void a_new_password_leaves_the_second_factor_in_force(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);

    visitor_password(u.t, u.me, "another long passphrase");
    const struct local_answer *a = password(&u, "another long passphrase");
    assert_status(a, 200);
    assert_status(send_code(&u, step_of(&u, a), code_now(&u)), 303);
}

static const char *person_path(const struct user *u, const char *step)
{
    char id[ID_TEXT], path[100];

    id_format(id_of(u->me->id), id);
    snprintf(path, sizeof path, "/people/%s%s", id, step);
    return arena_copy(u->t->arena, path, strlen(path));
}

static void an_administrator_ends_a_lost_one_and_the_trail_says_so(void **state)
{
    struct user u = user_new(*state, ROLE_CASE_MANAGER);
    struct visitor *admin = visitor_new(u.t, ROLE_ADMIN, "en");

    assert_has(site_get(u.t, admin, person_path(&u, "")),
               sentence(u.t, "en", "people.second_reset"));
    assert_status(site_post(u.t, admin, person_path(&u, "/second-step"), ""), 303);
    assert_status(site_get(u.t, u.me, "/account/second-step"), 401); /* signed out */
    assert_status(password(&u, PASSWORD), 303);
    assert_non_null(strstr(dump_trail(u.t->phone, STORE_REGISTRY), "user.second-reset"));
}

static void setting_it_up_ends_every_other_session(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_ADMIN, "en"), before;
    struct user u = {.t = t, .me = me};

    visitor_password(t, me, PASSWORD);
    visitor_sign_in(t, me);
    before = *me;
    visitor_sign_in(t, me);
    assert_status(site_post(t, me, "/account/second-step", PRESENT), 303);
    u.secret = read_secret(t->arena, site_get(t, me, "/account/second-step")->body);
    assert_status(site_post(t, me, "/account/second-step/confirm", "code=000000"), 422);
    assert_status(site_get(t, &before, "/people"), 200);
    assert_status(site_post(t, me, "/account/second-step/confirm",
                            form_of(t, "code", code_now(&u))),
                  200);
    assert_status(site_get(t, &before, "/people"), 401);
    assert_status(site_get(t, me, "/people"), 200);
}

static void it_is_not_set_up_by_who_finds_the_page_open(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_ADMIN, "en");
    const char *const wrong[] = {"", "present=", "present=not+hers+at+all+today"};

    visitor_password(t, me, PASSWORD);
    visitor_sign_in(t, me);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_status(site_post(t, me, "/account/second-step", wrong[i]), 422);
        assert_lacks(site_get(t, me, "/account/second-step"), "<svg viewBox");
        assert_status(site_post(t, me, "/account/second-step/confirm", "code=000000"),
                      409);
    }
    assert_status(site_post(t, me, "/account/second-step", PRESENT), 303);
    assert_has(site_get(t, me, "/account/second-step"), "<svg viewBox");
}

static void it_is_turned_off_by_a_code_alone(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);
    const char *off = "/account/second-step/end";

    assert_status(site_post(u.t, u.me, off, "code=nonono"), 422);
    assert_status(password(&u, PASSWORD), 200);
    assert_status(site_post(u.t, u.me, off, form_of(u.t, "code", code_now(&u))), 303);
    assert_status(password(&u, PASSWORD), 303);
}

static struct err want_of_admins(struct session *s, void *ctx)
{
    const struct q_site_setting_in in = {.name = "second_step", .value = "privacy,admin"};
    struct db *db;

    (void)ctx;
    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_site_setting, &in);
}

static void where_the_city_wants_one_nothing_else_opens_before(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *admin = visitor_new(t, ROLE_ADMIN, "en"),
                   *manager = visitor_new(t, ROLE_CASE_MANAGER, "en");

    assert_ok(phone_run(t->phone, STORE_REGISTRY, want_of_admins, NULL));
    const struct local_answer *a = site_get(t, admin, "/people");
    assert_status(a, 303);
    assert_string_equal(local_header(a, "Location"), "/account/second-step");
    assert_lacks(a, "case_manager");
    assert_status(site_post(t, admin, "/people", ""), 303);
    assert_status(site_get(t, manager, "/cases"), 200);
    struct user u = {.t = t, .me = admin};
    visitor_password(t, admin, PASSWORD);
    visitor_sign_in(t, admin);
    assert_status(site_post(t, admin, "/account/second-step", PRESENT), 303);
    u.secret = read_secret(t->arena, site_get(t, admin, "/account/second-step")->body);
    assert_status(site_post(t, admin, "/account/second-step/confirm",
                            form_of(t, "code", code_now(&u))),
                  200);
    assert_status(site_get(t, admin, "/people"), 200);
}

static const struct local_answer *phone_session(const struct user *u, const char *code)
{
    char body[300];

    snprintf(body, sizeof body,
             "{\"email\":\"%s\",\"password\":\"" PASSWORD "\",\"code\":\"%s\"}",
             u->me->email, code);
    return site_post_json(u->t, NULL, "/api/v1/session", body);
}

static void a_phone_is_asked_for_the_code_by_its_field(void **state)
{
    struct user u = user_new(*state, ROLE_INSPECTOR);
    const struct local_answer *a = phone_session(&u, "");

    assert_status(a, 401);
    assert_has(a, "\"field\":\"code\"");
    assert_has(a, "account.code.missing");
    assert_has(phone_session(&u, "nonono"), "account.code.wrong");
    a = phone_session(&u, code_now(&u));
    assert_status(a, 200);
    assert_has(a, "\"token\"");
}

/* Signed by the phone in this pocket, with a password and no code. */
static const struct local_answer *by_phone(struct pocket *k, const struct user *u)
{
    char body[200];

    k->token = "";
    snprintf(body, sizeof body, "{\"email\":\"%s\",\"password\":\"" PASSWORD "\"}",
             u->me->email);
    return asks(k, "POST", "/api/v1/session", body);
}

/* Its key is the second factor, once a session with one had enrolled it. */
static void the_own_phone_is_a_second_step_and_a_colleagues_is_none(void **state)
{
    struct user u = user_new(*state, ROLE_INSPECTOR);
    struct pocket k CLEANUP(pocket_free) = {
        .t = u.t, .me = u.me, .token = "", .nonce = ""};
    struct user other = {.t = u.t, .me = visitor_new(u.t, ROLE_INSPECTOR, "en")};

    assert_ok(p256_make(&k.key));
    take_token(&k, phone_session(&u, code_now(&u)));
    assert_status(pocket_enrol(&k, "false"), 200);
    assert_status(by_phone(&k, &u), 200);
    set_up(&other);
    const struct local_answer *a = by_phone(&k, &other);
    assert_status(a, 401);
    assert_has(a, "account.code.missing");
}

/* Whoever knew the password alone may have enrolled it. */
static void a_phone_of_before_the_second_step_is_none(void **state)
{
    struct user u = {.t = site_new(*state)};
    struct pocket k CLEANUP(pocket_free) = {.t = u.t, .token = "", .nonce = ""};

    u.me = k.me = visitor_new(u.t, ROLE_INSPECTOR, "en");
    visitor_password(u.t, u.me, PASSWORD);
    assert_ok(p256_make(&k.key));
    take_token(&k, phone_session(&u, ""));
    assert_status(pocket_enrol(&k, "false"), 200);
    set_up(&u);
    const struct local_answer *a = by_phone(&k, &u);
    assert_status(a, 401);
    assert_has(a, "account.code.missing");
}

static const struct local_answer *change(const struct user *u, const char *code)
{
    char form[200];

    snprintf(form, sizeof form, "present=" PASSWORD "&password=kettle9lantern&code=%s",
             code);
    return site_post(u->t, u->me, "/account/password", form);
}

static void another_password_asks_for_the_second_step_as_well(void **state)
{
    struct user u = user_new(*state, ROLE_ADMIN);

    assert_has(site_get(u.t, u.me, "/account/password"), "name=\"code\"");
    const struct local_answer *a = change(&u, "");
    assert_status(a, 422);
    assert_has(a, sentence(u.t, "en", "account.code.missing"));
    assert_status(change(&u, "nonono"), 422);
    assert_status(password(&u, PASSWORD), 200);
    assert_status(change(&u, code_now(&u)), 303);
    assert_status(password(&u, PASSWORD), 422);
    assert_status(password(&u, "kettle9lantern"), 200);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_the_password_comes_the_code),
        cmocka_unit_test(the_own_phone_is_a_second_step_and_a_colleagues_is_none),
        cmocka_unit_test(a_phone_of_before_the_second_step_is_none),
        cmocka_unit_test(a_code_opens_once),
        cmocka_unit_test(ten_wrong_codes_rest_for_a_quarter_of_an_hour),
        cmocka_unit_test(a_recovery_code_opens_once_and_never_without_the_password),
        cmocka_unit_test(an_administrator_ends_a_lost_one_and_the_trail_says_so),
        cmocka_unit_test(setting_it_up_ends_every_other_session),
        cmocka_unit_test(it_is_not_set_up_by_who_finds_the_page_open),
        cmocka_unit_test(it_is_turned_off_by_a_code_alone),
        cmocka_unit_test(where_the_city_wants_one_nothing_else_opens_before),
        cmocka_unit_test(another_password_asks_for_the_second_step_as_well),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(a_wrong_password_hears_nothing_of_a_second_factor),
        cmocka_unit_test(a_step_holds_five_minutes_and_no_other_password),
        cmocka_unit_test(no_store_holds_a_secret_or_a_code_in_clear),
        cmocka_unit_test(a_new_password_leaves_the_second_factor_in_force),
        cmocka_unit_test(a_phone_is_asked_for_the_code_by_its_field),
    };

    return world_run_ready("second factor", tests, COUNT(tests)) +
           world_run_once("second factor", once, COUNT(once));
}
