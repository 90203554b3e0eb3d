/* test_ready.c -- the Ready page: who approved which text, and what that says.
 * SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "app/ready_app.h"
#include "base/crypto.h"
#include "store/queries_registry.h"

#include <string.h>

static struct visitor *admin(struct site *t)
{
    return visitor_new(t, ROLE_ADMIN, "en");
}

static size_t missing(struct site *t)
{
    struct db *db = NULL;
    struct ready_page p = {0};

    assert_ok(store_read_begin(world_store(t->w, STORE_REGISTRY), WORLD_CITY, &db));
    assert_ok(legal_lines(db, t->arena, &p));
    store_read_end(&db);
    assert_int_equal(p.legal_len, LEGAL_LINES);
    return p.missing;
}

static void an_approval_with_a_name_and_a_day_is_noted(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = admin(t);

    assert_int_equal(missing(t), LEGAL_LINES);
    assert_status(site_post(t, v, "/ready/card",
                            "lang=ht&name.ht=City+solicitor&day.ht=2026-11-02"),
                  303);
    assert_int_equal(missing(t), LEGAL_LINES - 1);
    assert_has(site_get(t, v, "/ready/card"), "value=\"City solicitor\"");
    assert_has(site_get(t, v, "/ready/card"), sentence(t, "en", "ready.state_named"));
}

static void a_line_without_a_name_or_with_a_day_to_come_is_refused(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = admin(t);
    const struct local_answer *a =
        site_post(t, v, "/ready/consent", "lang=en&name.en=&day.en=2099-01-01");

    assert_status(a, 422);
    assert_has(a, sentence(t, "en", "ready.name_missing"));
    assert_has(a, sentence(t, "en", "ready.day_ahead"));
    a = site_post(t, v, "/ready/consent", "lang=en&name.en=A+Lawyer&day.en=");
    assert_status(a, 422);
    assert_has(a, sentence(t, "en", "ready.day_missing"));
    assert_has(a, "value=\"A Lawyer\"");
    assert_int_equal(missing(t), LEGAL_LINES);
}

static void an_approval_is_taken_back_by_an_empty_line(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *v = admin(t);

    assert_status(site_post(t, v, "/ready/agreement",
                            "lang=en&name.en=Both+sides&day.en=2026-11-02"),
                  303);
    assert_status(site_post(t, v, "/ready/agreement", "lang=en&name.en=&day.en="), 303);
    assert_int_equal(missing(t), LEGAL_LINES);
}

static void the_agreement_is_in_english_alone(void **state)
{
    struct site *t = site_new(*state);

    assert_status(site_post(t, admin(t), "/ready/agreement",
                            "lang=es&name.es=Counsel&day.es=2026-11-02"),
                  404);
    assert_status(site_get(t, admin(t), "/ready/mayor"), 404);
}

static struct err approve_other_words(struct session *s, void *ctx)
{
    struct sha256 other = sha256_of("other words", 11);
    struct q_legal_put_in in = {"card", "en",  "Counsel", {20000}, {other.b, SHA256_LEN},
                                "test", s->now};
    struct db *db;

    (void)ctx;
    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_legal_put, &in);
}

static void a_text_that_changed_since_says_so_and_is_not_missing(void **state)
{
    struct site *t = site_new(*state);

    assert_ok(phone_run(t->phone, STORE_REGISTRY, approve_other_words, NULL));
    assert_int_equal(missing(t), LEGAL_LINES - 1);
    assert_has(site_get(t, admin(t), "/ready/card"),
               sentence(t, "en", "ready.state_changed"));
}

/* Whoever holds the key can read: the page never calls that in order. */
static void the_page_says_who_can_read(void **state)
{
    struct site *t = site_new(*state);

    assert_has(site_get(t, admin(t), "/ready"), sentence(t, "en", "ready.custody"));
    assert_status(site_get(t, visitor_new(t, ROLE_SUPERVISOR, "en"), "/ready"), 404);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_approval_with_a_name_and_a_day_is_noted),
        cmocka_unit_test(a_line_without_a_name_or_with_a_day_to_come_is_refused),
        cmocka_unit_test(an_approval_is_taken_back_by_an_empty_line),
        cmocka_unit_test(the_agreement_is_in_english_alone),
        cmocka_unit_test(a_text_that_changed_since_says_so_and_is_not_missing),
        cmocka_unit_test(the_page_says_who_can_read),
    };

    return world_run_ready("ready", tests, COUNT(tests));
}
