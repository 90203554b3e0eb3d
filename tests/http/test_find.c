/* test_find.c -- the privacy officer's way from what somebody says of herself to a case:
 * by marks alone, least shown, written down and counted.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "domain/reads.h"
#include "queries_site.h"

#include <string.h>

#define PHONE "phone=%2B1+(617)+555-0142&why=who-saw"

struct desk {
    struct site *t;
    struct visitor *privacy;
    struct story *st;
    const char *number;
};

static struct desk desk_new(struct world *w)
{
    struct desk d = {.t = site_new(w)};

    story_begin(d.t);
    d.privacy = visitor_new(d.t, ROLE_PRIVACY, "en");
    d.st = story_new(d.t, 1);
    d.number = story_fill(d.t, d.st, "<strong>{case}</strong>");
    return d;
}

static const struct local_answer *look(struct desk *d, const char *form)
{
    return site_post(d->t, d->privacy, "/erase/find", form);
}

static void a_number_a_name_with_its_house_and_a_code_each_lead_to_the_case(void **state)
{
    struct desk d = desk_new(*state);
    static const char *const forms[] = {
        PHONE,
        "name=zenobia&line=12+Erie+Street&why=erase",
        "card=k7f2-0001&why=block",
    };
    static const char *const others[] = {
        "phone=617+555+0143&why=who-saw",
        "name=zenobia&line=14+Nowhere+Lane&why=erase",
        "name=Xerxes&line=12+Erie+Street&why=erase",
        "card=k7f2-0009&why=block",
    };

    for (size_t i = 0; i < COUNT(forms); i++) {
        const struct local_answer *a = look(&d, forms[i]);
        assert_status(a, 200);
        assert_has(a, d.number);
    }
    for (size_t i = 0; i < COUNT(others); i++)
        assert_lacks(look(&d, others[i]), d.number);
}

/* What nobody could find in the register was typed, and is found as it was typed. */
static void a_house_that_the_register_lacks_is_found_too(void **state)
{
    struct desk d = desk_new(*state);
    const char *form = "id={new}&consent={new}&property=none&line=99+Nowhere+Lane"
                       "&answer=read&source=311&choices=food&urgency=today"
                       "&call_name=Quirina&phone=617+555+0188&message_ok=no&lang=es";
    struct visitor *manager = visitor_new(d.t, ROLE_CASE_MANAGER, "en");

    assert_status(site_post(d.t, manager, "/cases", story_fill(d.t, d.st, form)), 303);
    const struct local_answer *a =
        look(&d, "name=quirina&line=99+Nowhere+Lane&why=erase");
    assert_status(a, 200);
    assert_int_equal(times(a->body, "href=\"/erase/0"), 1);
    a = look(&d, "name=quirina&line=98+Nowhere+Lane&why=erase");
    assert_has(a, sentence(d.t, "en", "erase.find_no_house"));
    a = look(&d, "name=quirina&line=12+Erie+Street&why=erase");
    assert_has(a, sentence(d.t, "en", "erase.find_none"));
}

static void facts_of_two_people_are_not_mixed(void **state)
{
    struct desk d = desk_new(*state);
    const struct local_answer *a = look(&d, PHONE "&name=Xerxes&line=12+Erie+Street");

    assert_status(a, 422);
    assert_has(a, sentence(d.t, "en", "erase.find_one"));
    assert_lacks(a, d.number);
}

static void no_more_is_shown_than_the_number_the_day_and_the_quarter(void **state)
{
    struct desk d = desk_new(*state);
    const struct local_answer *a = look(&d, "card=k7f2-0001&why=block");

    assert_has(a, d.number);
    assert_lacks(a, "Erie");
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    for (size_t i = 0; i < story_need_words_len; i++)
        assert_lacks(a, story_need_words[i]);
}

static void each_reason_leads_to_its_own_page(void **state)
{
    struct desk d = desk_new(*state);
    const char *seen = story_fill(d.t, d.st, "href=\"/who-saw/{case}\"");
    const char *erase = story_fill(d.t, d.st, "href=\"/erase/{case}\"");
    static const struct {
        const char *form, *say;
        bool seen, erase;
    } leads[] = {
        {"card=k7f2-0001&why=who-saw", NULL, true, false},
        {"card=k7f2-0001&why=read", "erase.find_say_read", false, false},
        {"card=k7f2-0001&why=correct", "erase.find_say_correct", false, false},
        {"card=k7f2-0001&why=erase", NULL, false, true},
        {"card=k7f2-0001&why=block", "erase.find_say_block", false, false},
        {"card=k7f2-0001&why=other", NULL, true, true},
    };

    for (size_t i = 0; i < COUNT(leads); i++) {
        const struct local_answer *a = look(&d, leads[i].form);

        assert_status(a, 200);
        assert_int_equal(times(a->body, seen), leads[i].seen);
        assert_int_equal(times(a->body, erase), leads[i].erase);
        if (leads[i].say != NULL)
            assert_has(a, sentence(d.t, "en", leads[i].say));
    }
}

static void a_look_is_written_down_with_its_reason_and_the_case_it_led_to(void **state)
{
    struct desk d = desk_new(*state);

    struct db *db;
    struct q_site_looks_out *rows;
    size_t len;

    look(&d, PHONE);
    look(&d, "phone=617+555&why=other"); /* no number, so no look */
    look(&d, "phone=617+555+0150&why=other");
    db = world_read(d.t->w, STORE_CARE);
    assert_ok(db_many(db, &q_site_looks, NULL, (void *)&rows, &len, d.t->arena));
    store_read_end(&db);
    assert_int_equal(len, 2);
    assert_string_equal(rows[0].subject, story_fill(d.t, d.st, "casefile:{case}"));
    assert_string_equal(rows[0].detail, "who-saw");
    assert_string_equal(rows[1].subject, "none");
    assert_string_equal(rows[1].detail, "other");
}

static void who_tries_number_after_number_comes_to_the_end_of_the_day(void **state)
{
    struct desk d = desk_new(*state);

    for (int i = 0; i < READS_OTHERS; i++)
        assert_status(look(&d, "phone=617+555+0150&why=other"), 200);
    const struct local_answer *a = look(&d, PHONE);
    assert_status(a, 429);
    assert_lacks(a, d.number);
}

static void what_is_no_number_and_no_code_is_said_and_not_counted(void **state)
{
    struct desk d = desk_new(*state);

    for (int i = 0; i <= READS_OTHERS; i++) {
        const struct local_answer *a = look(&d, "phone=617+555&why=other");
        assert_status(a, 422);
        assert_has(a, sentence(d.t, "en", "errors.bad_phone"));
    }
    const struct local_answer *a = look(&d, "card=12&why=other");
    assert_status(a, 422);
    assert_has(a, sentence(d.t, "en", "erase.find_no_code"));
    assert_has(look(&d, PHONE), d.number);
}

static void whoever_comes_back_to_the_same_case_has_opened_one(void **state)
{
    struct desk d = desk_new(*state);

    for (int i = 0; i <= READS_OTHERS; i++)
        assert_status(look(&d, PHONE), 200);
}

static void what_its_household_closed_to_the_officer_is_not_found(void **state)
{
    struct desk d = desk_new(*state);

    assert_has(look(&d, PHONE), d.number);
    story_block(d.t, d.st, d.privacy);
    assert_lacks(look(&d, PHONE), d.number);
    assert_lacks(look(&d, "card=k7f2-0001&why=block"), d.number);
}

static void a_look_without_a_reason_or_a_house_is_sent_back(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(look(&d, "phone=617+555+0142"), 422);
    assert_status(look(&d, "name=zenobia&why=erase"), 422);
    assert_status(look(&d, "why=erase"), 422);
}

static void only_the_privacy_officer_has_the_page(void **state)
{
    struct desk d = desk_new(*state);

    for (int role = 0; role < ROLE_AGENCY; role++) {
        struct visitor *who = visitor_new(d.t, (enum role)role, "en");

        if (role == ROLE_PRIVACY)
            continue;
        assert_status(site_get(d.t, who, "/erase/find"), 404);
        const struct local_answer *a = site_post(d.t, who, "/erase/find", PHONE);
        assert_status(a, 404);
        assert_lacks(a, d.number);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_a_name_with_its_house_and_a_code_each_lead_to_the_case),
        cmocka_unit_test(a_house_that_the_register_lacks_is_found_too),
        cmocka_unit_test(facts_of_two_people_are_not_mixed),
        cmocka_unit_test(no_more_is_shown_than_the_number_the_day_and_the_quarter),
        cmocka_unit_test(each_reason_leads_to_its_own_page),
        cmocka_unit_test(a_look_is_written_down_with_its_reason_and_the_case_it_led_to),
        cmocka_unit_test(who_tries_number_after_number_comes_to_the_end_of_the_day),
        cmocka_unit_test(what_is_no_number_and_no_code_is_said_and_not_counted),
        cmocka_unit_test(whoever_comes_back_to_the_same_case_has_opened_one),
        cmocka_unit_test(what_its_household_closed_to_the_officer_is_not_found),
        cmocka_unit_test(a_look_without_a_reason_or_a_house_is_sent_back),
        cmocka_unit_test(only_the_privacy_officer_has_the_page),
    };

    return world_run_ready("find", tests, COUNT(tests));
}
