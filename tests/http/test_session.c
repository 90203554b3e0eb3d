/* test_session.c -- signing in, staying in and being thrown out; and forms that another
 * site sends in a person's name.  On both engines
 * where stores decide.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "base/json.h"
#include "queries_site.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

#define PASSWORD "a long enough passphrase"
#define NOTE "id=018f0000-0001-7000-8000-000000000001&note=By+a+form"

/* A case manager with a case, who may write a note. */
struct desk {
    struct site *t;
    struct visitor *me;
    const char *notes, *page;
};

static struct desk desk_new(struct world *w)
{
    struct desk d = {.t = site_new(w)};

    story_begin(d.t);
    struct story *st = story_new(d.t, 1);
    d.me = visitor_new(d.t, ROLE_CASE_MANAGER, "en");
    story_own(d.t, st, d.me);
    d.notes = story_fill(d.t, st, "/cases/{case}/notes");
    d.page = story_fill(d.t, st, "/cases/{case}");
    return d;
}

static const struct local_answer *write_note(const struct desk *d, struct pair first,
                                             struct pair second, const char *form)
{
    return site_ask(d->t, &(struct ask){.who = d->me,
                                        .method = "POST",
                                        .path = d->notes,
                                        .body = form,
                                        .more = {first, second}});
}

static void assert_not_written(const struct desk *d, const struct local_answer *a,
                               const char *why)
{
    assert_status(a, 403);
    assert_has(a, sentence(d->t, "en", why));
    assert_lacks(site_get(d->t, d->me, d->page), "By a form");
}

static void a_form_without_the_sessions_token_is_refused(void **state)
{
    struct desk d = desk_new(*state);
    struct visitor *other = visitor_new(d.t, ROLE_CASE_MANAGER, "en");
    const struct pair none = {"X-CSRF-Token", NULL};

    assert_not_written(&d, write_note(&d, none, (struct pair){0}, NOTE), "errors.csrf");
    assert_not_written(&d, write_note(&d, none, (struct pair){0}, NOTE "&csrf=abc"),
                       "errors.csrf");
    assert_not_written(&d,
                       write_note(&d, (struct pair){"X-CSRF-Token", other->csrf},
                                  (struct pair){0}, NOTE),
                       "errors.csrf");
}

static void a_form_with_its_token_in_a_field_is_taken(void **state)
{
    struct desk d = desk_new(*state);
    char form[200];

    snprintf(form, sizeof form, NOTE "&csrf=%s", d.me->csrf);
    assert_status(
        write_note(&d, (struct pair){"X-CSRF-Token", NULL}, (struct pair){0}, form), 303);
    assert_has(site_get(d.t, d.me, d.page), "By a form");
}

static void a_field_that_comes_twice_is_the_first_of_them(void **state)
{
    struct desk d = desk_new(*state);
    const struct pair token = {"X-CSRF-Token", d.me->csrf};

    assert_status(write_note(&d, token, (struct pair){0}, NOTE "&note=Not+this+one"),
                  303);
    const struct local_answer *a = site_get(d.t, d.me, d.page);
    assert_has(a, "By a form");
    assert_lacks(a, "Not this one");
}

static void a_form_of_another_site_is_refused(void **state)
{
    struct desk d = desk_new(*state);
    const struct pair none = {"Origin", NULL};
    static const char *const foreign[] = {
        "https://evil.example", "null", "http://doorstep.example",
        "https://doorstep.example.evil.example", "https://doorstep.example:444"};

    for (size_t i = 0; i < COUNT(foreign); i++)
        assert_not_written(
            &d,
            write_note(&d, (struct pair){"Origin", foreign[i]}, (struct pair){0}, NOTE),
            "errors.origin");
    assert_not_written(
        &d, write_note(&d, none, (struct pair){"Sec-Fetch-Site", "cross-site"}, NOTE),
        "errors.origin");
    assert_not_written(
        &d, write_note(&d, none, (struct pair){"Sec-Fetch-Site", "same-site"}, NOTE),
        "errors.origin");
}

/* They would sign somebody in as another, or answer for an agency. */
static void forms_without_a_session_ask_for_the_origin_too(void **state)
{
    struct site *t = site_new(*state);
    static const char *const paths[] = {"/sign-in",  "/welcome",       "/welcome/open",
                                        "/r/open",   "/r/answer",      "/stop",
                                        "/language", "/api/v1/session"};

    for (size_t i = 0; i < COUNT(paths); i++) {
        const struct local_answer *a =
            site_ask(t, &(struct ask){.method = "POST",
                                      .path = paths[i],
                                      .body = "token=x&lang=es",
                                      .more = {{"Origin", "https://evil.example"}}});

        assert_status(a, 403);
    }
}

static void an_hour_without_use_ends_a_session(void **state)
{
    struct desk d = desk_new(*state);
    int64_t start = d.t->phone->now;

    site_clock(d.t, start + 59 * MINUTE + 59 * 1000);
    assert_status(site_get(d.t, d.me, d.page), 200);
    visitor_sign_in(d.t, d.me);
    site_clock(d.t, d.t->phone->now + 60 * MINUTE);
    const struct local_answer *a = site_get(d.t, d.me, d.page);
    assert_status(a, 401);
    assert_has(a, sentence(d.t, "en", "account.sign_in.ended"));
    assert_lacks(a, STORY_NAME);
}

/* Being used is written down beside the answer; the test waits for that alone. */
static void wait_until_seen(struct desk *d, int64_t at)
{
    const struct q_site_session_seen_in in = {.person = d->me->id};
    struct q_site_session_seen_out out = {0};

    while (out.seen_at < at) {
        struct db *db = world_read(d->t->w, STORE_REGISTRY);

        assert_ok(db_one(db, &q_site_session_seen, &in, &out, d->t->arena));
        store_read_end(&db);
        sched_yield();
    }
}

static void twelve_hours_end_a_session_in_use(void **state)
{
    struct desk d = desk_new(*state);
    int64_t start = d.t->phone->now;

    for (int half_hours = 1; half_hours < 24; half_hours++) {
        site_clock(d.t, start + half_hours * 30 * MINUTE);
        assert_status(site_get(d.t, d.me, d.page), 200);
        wait_until_seen(&d, d.t->phone->now);
    }
    site_clock(d.t, start + 12 * 60 * MINUTE);
    assert_status(site_get(d.t, d.me, d.page), 401);
}

static void a_form_sent_too_late_waits_behind_the_sign_in(void **state)
{
    struct desk d = desk_new(*state);

    visitor_password(d.t, d.me, PASSWORD);
    visitor_sign_in(d.t, d.me);
    site_clock(d.t, d.t->phone->now + 2 * 60 * MINUTE);
    const struct local_answer *a = site_post(d.t, d.me, d.notes, NOTE);
    assert_status(a, 401);
    assert_has(a, "By+a+form");
    assert_has(a, d.notes);
    char form[1000];
    snprintf(form, sizeof form,
             "email=%s&password=" PASSWORD "&held_path=%s&held=id%%3Dx%%26note%%3DBy%%2Ba"
             "%%2Bform%%26csrf%%3Dold",
             d.me->email, d.notes);
    a = site_post(d.t, NULL, "/sign-in", form);
    assert_status(a, 200);
    assert_has(a, "value=\"By a form\"");
    assert_has(a, d.notes);
    assert_lacks(a, "value=\"old\"");
}

static const struct local_answer *try_password(struct site *t, const struct visitor *v,
                                               const char *password)
{
    char form[200];

    snprintf(form, sizeof form, "email=%s&password=%s", v->email, password);
    return site_post(t, NULL, "/sign-in", form);
}

static void signing_in_sets_a_cookie_that_no_script_and_no_other_site_gets(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = visitor_new(t, ROLE_ADMIN, "en");

    visitor_password(t, v, PASSWORD);
    assert_string_equal(local_header(site_get(t, NULL, "/sign-in"), "Set-Cookie"), "");
    assert_string_equal(local_header(try_password(t, v, "wrong"), "Set-Cookie"), "");
    const struct local_answer *a = try_password(t, v, PASSWORD);
    assert_status(a, 303);
    const char *cookie = local_header(a, "Set-Cookie");
    assert_int_equal(strncmp(cookie, "__Host-doorstep=", 16), 0);
    assert_non_null(strstr(cookie, "; Path=/; HttpOnly; SameSite=Lax; Secure"));
    assert_null(strstr(cookie, "Domain"));
}

/* What stands in the cookie; and the cookie as a browser sends it. */
static const char *signed_in_as(struct site *t, const struct visitor *v)
{
    const char *set = local_header(try_password(t, v, PASSWORD), "Set-Cookie");

    return arena_copy(t->arena, set, strcspn(set, ";"));
}

static int asks_with(struct site *t, const char *cookie)
{
    return site_ask(t, &(struct ask){.method = "GET",
                                     .path = "/account",
                                     .more = {{"Cookie", cookie}}})
        ->status;
}

/* 32 bytes of it are 43 letters. */
static void every_sign_in_makes_a_token_of_its_own(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = visitor_new(t, ROLE_ADMIN, "en");

    visitor_password(t, v, PASSWORD);
    const char *one = signed_in_as(t, v), *other = signed_in_as(t, v);
    assert_int_equal(strlen(one), strlen("__Host-doorstep=") + TOKEN_TEXT - 1);
    assert_string_not_equal(one, other);
    assert_int_equal(asks_with(t, one), 200);
    assert_int_equal(asks_with(t, other), 200);
}

static void a_password_does_not_end_by_itself(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = visitor_new(t, ROLE_ADMIN, "en");

    visitor_password(t, v, PASSWORD);
    site_clock(t, t->phone->now + 10 * 366 * DAY);
    assert_int_equal(asks_with(t, signed_in_as(t, v)), 200);
}

static void each_sign_in_and_each_that_failed_is_in_the_trail(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = visitor_new(t, ROLE_ADMIN, "en");

    visitor_password(t, v, PASSWORD);
    size_t before = times(dump_trail(t->phone, STORE_REGISTRY), "account.sign-in");
    assert_status(try_password(t, v, "wrong"), 422);
    const char *trail = dump_trail(t->phone, STORE_REGISTRY);
    assert_int_equal(times(trail, "account.sign-in-failed"), 1);
    assert_int_equal(times(trail, "account.sign-in"), before + 1);
    assert_status(try_password(t, v, PASSWORD), 303);
    trail = dump_trail(t->phone, STORE_REGISTRY);
    assert_int_equal(times(trail, "account.sign-in"), before + 2);
    assert_int_equal(times(trail, "account.sign-in-failed"), 1);
    assert_null(strstr(trail, v->email));
}

static void a_wrong_password_and_an_unknown_address_are_answered_alike(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = visitor_new(t, ROLE_ADMIN, "en"), nobody = {.email = v->email};

    visitor_password(t, v, PASSWORD);
    const struct local_answer *wrong = try_password(t, v, "not this one at all");
    nobody.email = "v9.admin@city.example";
    const struct local_answer *unknown = try_password(t, &nobody, PASSWORD);
    assert_status(wrong, 422);
    assert_status(unknown, 422);
    assert_int_equal(wrong->body_len, unknown->body_len);
    assert_has(wrong, sentence(t, "en", "account.sign_in.failed"));
    assert_lacks(wrong, "not this one at all");
}

static void ten_wrong_passwords_lock_for_a_quarter_of_an_hour(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = visitor_new(t, ROLE_ADMIN, "en");

    visitor_password(t, v, PASSWORD);
    for (int i = 0; i < 9; i++)
        assert_status(try_password(t, v, "wrong"), 422);
    assert_status(try_password(t, v, PASSWORD),
                  303); /* nine are forgiven, and forgotten */
    for (int i = 0; i < 10; i++)
        assert_status(try_password(t, v, "wrong"), 422);
    assert_status(try_password(t, v, PASSWORD), 422);
    site_clock(t, t->phone->now + 15 * MINUTE - 1);
    assert_status(try_password(t, v, PASSWORD), 422);
    site_clock(t, t->phone->now + 1);
    assert_status(try_password(t, v, PASSWORD), 303);
}

static void signing_out_ends_the_session_on_the_server(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(site_post(d.t, d.me, "/sign-out", ""), 303);
    assert_status(site_get(d.t, d.me, d.page), 401);
}

static void a_disabled_persons_session_ends_at_once(void **state)
{
    struct desk d = desk_new(*state);

    visitor_password(d.t, d.me, PASSWORD);
    visitor_sign_in(d.t, d.me);
    assert_status(site_get(d.t, d.me, d.page), 200);
    visitor_disable(d.t, d.me);
    assert_status(site_get(d.t, d.me, d.page), 401);
    assert_status(try_password(d.t, d.me, PASSWORD), 422);
}

static const char *bearer(struct site *t, const struct visitor *v)
{
    char body[200], text[100];
    struct json answer;

    snprintf(body, sizeof body, "{\"email\":\"%s\",\"password\":\"" PASSWORD "\"}",
             v->email);
    const struct local_answer *a = site_post_json(t, NULL, "/api/v1/session", body);
    assert_status(a, 200);
    assert_ok(json_read(t->arena, a->body, a->body_len, &answer));
    snprintf(text, sizeof text, "Bearer %s", json_text(&answer, "token"));
    return arena_copy(t->arena, text, strlen(text));
}

static void a_bearer_token_needs_no_form_token_and_is_no_cookie(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = visitor_new(t, ROLE_INSPECTOR, "en"), thief = {0};

    visitor_password(t, v, PASSWORD);
    const char *token = bearer(t, v);
    struct ask ask = {.method = "DELETE",
                      .path = "/api/v1/session",
                      .more = {{"Authorization", token}, {"Origin", NULL}}};
    snprintf(thief.token, sizeof thief.token, "%s", token + 7);
    assert_status(site_get(t, &thief, "/"), 401);
    assert_status(site_ask(t, &ask), 204);
    assert_status(site_ask(t, &ask), 401); /* it is over */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_hour_without_use_ends_a_session),
        cmocka_unit_test(twelve_hours_end_a_session_in_use),
        cmocka_unit_test(ten_wrong_passwords_lock_for_a_quarter_of_an_hour),
        cmocka_unit_test(each_sign_in_and_each_that_failed_is_in_the_trail),
        cmocka_unit_test(signing_out_ends_the_session_on_the_server),
        cmocka_unit_test(a_disabled_persons_session_ends_at_once),
        cmocka_unit_test(a_bearer_token_needs_no_form_token_and_is_no_cookie),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(a_form_without_the_sessions_token_is_refused),
        cmocka_unit_test(a_form_with_its_token_in_a_field_is_taken),
        cmocka_unit_test(a_field_that_comes_twice_is_the_first_of_them),
        cmocka_unit_test(a_form_of_another_site_is_refused),
        cmocka_unit_test(forms_without_a_session_ask_for_the_origin_too),
        cmocka_unit_test(a_form_sent_too_late_waits_behind_the_sign_in),
        cmocka_unit_test(signing_in_sets_a_cookie_that_no_script_and_no_other_site_gets),
        cmocka_unit_test(every_sign_in_makes_a_token_of_its_own),
        cmocka_unit_test(a_password_does_not_end_by_itself),
        cmocka_unit_test(a_wrong_password_and_an_unknown_address_are_answered_alike),
    };

    return world_run_ready("session", tests, COUNT(tests)) +
           world_run_once("session", once, COUNT(once));
}
