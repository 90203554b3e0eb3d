/* test_glass.c -- a case that is somebody else's is opened in an emergency: with a
 * reason, for an hour, to read; never one that is closed to whoever asks.  On both
 * engines. SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "base/clock.h"
#include "core/build.h"
#include "domain/glass.h"
#include "store/outbox_store.h"

#include <stdio.h>
#include <string.h>

#define WHY "&cause=danger&reason=Her+brother+called+from+the+ward."
#define FOUND "&found=Nobody+was+in+danger+that+night."
#define HOUR (60 * MINUTE)

struct night {
    struct site *t;
    struct visitor *owner, *cover, *privacy, *lead;
    struct story *st;
};

static struct night night_new(struct world *w)
{
    struct night n = {.t = site_new(w)};

    story_begin(n.t);
    n.owner = visitor_new(n.t, ROLE_CASE_MANAGER, "en");
    n.cover = visitor_new(n.t, ROLE_CASE_MANAGER, "en");
    n.privacy = visitor_new(n.t, ROLE_PRIVACY, "en");
    n.lead = visitor_new(n.t, ROLE_CARE_LEAD, "en");
    n.st = story_new(n.t, 1);
    story_own(n.t, n.st, n.owner);
    return n;
}

static const struct local_answer *try_open(struct night *n, const char *why)
{
    struct build b = {.arena = n->t->arena};

    build_text(&b, "id={new}&which=https://doorstep.example/cases/{case}");
    build_text(&b, why);
    return site_post(n->t, n->cover, "/glass", story_fill(n->t, n->st, build_done(&b)));
}

/* Where it leads to. */
static const char *opened(struct night *n)
{
    const struct local_answer *a = try_open(n, WHY);

    assert_status(a, 303);
    return local_header(a, "Location");
}

static void an_hour_to_read_and_not_a_second_more(void **state)
{
    struct night n = night_new(*state);
    int64_t began = clock_ms();

    assert_status(site_get(n.t, n.cover, story_fill(n.t, n.st, "/cases/{case}")), 404);
    const char *path = opened(&n);
    const struct local_answer *a = site_get(n.t, n.cover, path);
    assert_status(a, 200);
    assert_has(a, STORY_NAME);
    assert_has(a, STORY_PHONE);
    assert_has(a, STORY_NOTE);
    site_clock(n.t, began + HOUR - 1);
    assert_status(site_get(n.t, n.cover, path), 200);
    site_clock(n.t, began + HOUR);
    visitor_sign_in(n.t, n.cover); /* a session that nobody used ends in an hour, too */
    assert_status(site_get(n.t, n.cover, path), 404);
    site_clock(n.t, began - DAY); /* a clock that went back opens nothing */
    visitor_sign_in(n.t, n.cover);
    assert_status(site_get(n.t, n.cover, path), 404);
}

static void it_is_read_and_nothing_is_changed(void **state)
{
    struct night n = night_new(*state);
    static const char *const pages[] = {"/cases/{case}", "/cases/{case}/attempts",
                                        "/cases/{case}/plan", "/cases/{case}/household"};
    static const char *const forms[] = {"/cases/{case}/notes", "/cases/{case}/close",
                                        "/cases/{case}/acknowledge"};

    (void)opened(&n);
    for (size_t i = 0; i < COUNT(pages); i++)
        assert_status(site_get(n.t, n.cover, story_fill(n.t, n.st, pages[i])), 404);
    for (size_t i = 0; i < COUNT(forms); i++)
        assert_status(site_post(n.t, n.cover, story_fill(n.t, n.st, forms[i]),
                                story_fill(n.t, n.st,
                                           "id={new}&note=x&rev={rev}"
                                           "&note_id={new}&reason=moved-away")),
                      404);
    struct visitor *another = visitor_new(n.t, ROLE_CASE_MANAGER, "en");
    assert_status(site_get(n.t, another, opened(&n)), 404);
}

static void each_part_that_is_missing_is_refused(void **state)
{
    struct night n = night_new(*state);
    const char *before = site_changes(n.t);

    assert_has(try_open(&n, "&reason=Her+brother+called+from+the+ward."),
               sentence(n.t, "en", "rights.glass_cause_missing"));
    assert_has(try_open(&n, "&cause=danger&reason=a+b+c+d+e+f+g+h+i+j+k+l"),
               sentence(n.t, "en", "rights.glass_reason_short"));
    assert_has(try_open(&n, "&cause=danger"),
               sentence(n.t, "en", "rights.glass_reason_short"));
    assert_has(site_post(n.t, n.cover, "/glass", story_fill(n.t, n.st, "id={new}" WHY)),
               sentence(n.t, "en", "rights.glass_which_missing"));
    assert_string_equal(site_changes(n.t), before);
}

/* The same bytes as of a case that there is none of. */
static void a_case_that_is_closed_to_them_is_none(void **state)
{
    struct night n = night_new(*state);
    const char *form = story_fill(n.t, n.st, "id={new}&which={case}" WHY);
    const char *none = story_fill(n.t, n.st, "id={new}&which={new}" WHY);

    story_block(n.t, n.st, n.cover);
    const char *before = site_changes(n.t);
    const struct local_answer *a = site_post(n.t, n.cover, "/glass", form);
    const struct local_answer *b = site_post(n.t, n.cover, "/glass", none);
    assert_status(a, 422);
    assert_status(b, 422);
    assert_has(a, sentence(n.t, "en", "rights.glass_none_such"));
    assert_has(b, sentence(n.t, "en", "rights.glass_none_such"));
    assert_string_equal(site_changes(n.t), before);
}

static void a_block_ends_what_was_opened_before_it(void **state)
{
    struct night n = night_new(*state);
    const char *path = opened(&n);

    story_block(n.t, n.st, n.cover);
    assert_status(site_get(n.t, n.cover, path), 404);
    assert_lacks(site_get(n.t, n.cover, "/glass"), "brother");
}

static void two_hear_of_it_at_once_without_a_name(void **state)
{
    struct night n = night_new(*state);
    struct outbox_state *rows;
    size_t len;

    (void)opened(&n);
    struct db *db CLEANUP(store_read_end) = world_read(n.t->w, STORE_CARE);
    assert_ok(outbox_recent(db, "glass-broken", n.t->arena, &rows, &len));
    assert_int_equal(len, 2);
    for (size_t i = 0; i < len; i++)
        assert_true(strcmp(rows[i].recipient, n.owner->email) == 0 ||
                    strcmp(rows[i].recipient, n.privacy->email) == 0);
    assert_has(site_get(n.t, n.owner, "/cases"), "opened by a colleague in an emergency");
    assert_has(site_get(n.t, n.owner, "/glass"), "Her brother called");
    assert_has(site_get(n.t, n.privacy, "/glass"), "Her brother called");
    assert_lacks(site_get(n.t, n.privacy, "/glass"), STORY_NAME);
}

static const char *form_of(struct night *n, const struct visitor *who, const char *end)
{
    const struct local_answer *page = site_get(n->t, who, "/glass");
    const char *at = page->body;

    while ((at = strstr(at, "action=\"/glass/")) != NULL) {
        size_t len = strcspn(at += 8, "\"");
        const char *path = arena_copy(n->t->arena, at, len);
        if (strstr(path, end) != NULL)
            return path;
    }
    return NULL;
}

static void who_has_no_form_reads_why(void **state)
{
    struct night n = night_new(*state);
    const struct {
        const struct visitor *who;
        const char *msg;
    } said[] = {{n.lead, "rights.glass_open_all"}, {n.privacy, "rights.glass_not_yours"}};
    const char *form = "action=\"/glass\"";

    for (size_t i = 0; i < COUNT(said); i++) {
        const struct local_answer *a = site_get(n.t, said[i].who, "/glass");

        assert_lacks(a, form);
        assert_has(a, sentence(n.t, "en", said[i].msg));
    }
    assert_has(site_get(n.t, n.cover, "/glass"), form);
    assert_lacks(site_get(n.t, n.cover, "/glass"),
                 sentence(n.t, "en", "rights.glass_not_yours"));
}

static void somebody_else_says_whether_it_was_right(void **state)
{
    struct night n = night_new(*state);
    const char *opened_at = opened(&n);

    assert_null(form_of(&n, n.cover, "/review"));
    const char *path = form_of(&n, n.privacy, "/review");
    assert_non_null(path);
    assert_status(site_post(n.t, n.cover, path, "verdict=right" FOUND), 404);
    assert_status(site_post(n.t, n.owner, path, "verdict=right" FOUND), 404);
    assert_status(site_get(n.t, n.cover, opened_at), 200);
    assert_status(site_post(n.t, n.privacy, path, "verdict=wrong" FOUND), 303);
    assert_status(site_get(n.t, n.cover, opened_at), 404); /* what was wrong is over */
    assert_has(site_get(n.t, n.lead, "/glass"), "found it wrong");
}

static void whichever_it_was_what_was_found_is_said(void **state)
{
    struct night n = night_new(*state);
    static const char *const bad[] = {"verdict=right", "verdict=wrong&found=Fine.",
                                      "found=Nobody+was+in+danger+that+night."};

    (void)opened(&n);
    const char *path = form_of(&n, n.privacy, "/review");
    const char *before = site_changes(n.t);
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_status(site_post(n.t, n.privacy, path, bad[i]), 422);
    assert_string_equal(site_changes(n.t), before);
    const struct local_answer *a =
        site_post(n.t, n.privacy, path, "verdict=right&found=Fine.");
    assert_has(a, "href=\"#found\"");
    assert_has(a, "id=\"found\"");
    assert_has(a, ">Fine.</textarea>");
    assert_status(site_post(n.t, n.privacy, path, "verdict=right" FOUND), 303);
    assert_has(site_get(n.t, n.lead, "/glass"), "Nobody was in danger");
}

static void a_word_that_is_too_long_names_its_field_and_its_limit(void **state)
{
    struct night n = night_new(*state);
    struct build b = {.arena = n.t->arena};

    (void)opened(&n);
    build_text(&b, "delay=");
    for (int i = 0; i < GLASS_REASON_MAX + 1; i++)
        build_char(&b, 'a');
    const struct local_answer *a =
        site_post(n.t, n.privacy, form_of(&n, n.privacy, "/delay"), build_done(&b));
    assert_status(a, 422);
    assert_has(a, "href=\"#delay\"");
    assert_has(a, "id=\"delay\"");
    assert_has(a, sentence(n.t, "en", "rights.glass_reason_long"));
    assert_has(a, "500");
    assert_has(a, "aaaa</textarea>");
}

/* The whole form that puts it off, as that person's page has it now. */
static const char *delay_form(struct night *n, const struct visitor *who, const char *why)
{
    const char *at = strstr(site_get(n->t, who, "/glass")->body, "name=\"tell_at\"");
    struct build b = {.arena = n->t->arena};

    assert_non_null(at);
    at = strstr(at, "value=\"") + strlen("value=\"");
    build_text(&b, "tell_at=");
    build_bytes(&b, at, strcspn(at, "\""));
    build_text(&b, "&delay=");
    build_text(&b, why);
    return build_done(&b);
}

static void the_second_who_looked_hears_who_was_first_and_keeps_her_words(void **state)
{
    struct night n = night_new(*state);

    (void)opened(&n);
    const char *path = form_of(&n, n.privacy, "/review");
    assert_status(site_post(n.t, n.privacy, path, "verdict=right" FOUND), 303);
    const char *before = site_changes(n.t);
    const struct local_answer *a =
        site_post(n.t, n.lead, path, "verdict=right&found=His+mother+was+at+the+door.");
    assert_status(a, 409);
    assert_has(a, sentence(n.t, "en", "rights.glass_reviewed_already"));
    assert_has(a, "href=\"#found\"");
    assert_has(a, "Nobody was in danger that night.");
    assert_has(a, ">His mother was at the door.</textarea>");
    assert_has(a, "has already written what was found");
    assert_string_equal(site_changes(n.t), before);
}

static void the_same_words_twice_are_one_click_too_many(void **state)
{
    struct night n = night_new(*state);

    (void)opened(&n);
    const char *path = form_of(&n, n.privacy, "/review");
    assert_status(site_post(n.t, n.privacy, path, "verdict=right" FOUND), 303);
    assert_status(site_post(n.t, n.privacy, path, "verdict=right" FOUND), 303);
    assert_status(site_post(n.t, n.privacy, path, "verdict=wrong" FOUND), 409);
    assert_has(site_get(n.t, n.lead, "/glass"), "found it right");
}

static void it_is_put_off_once_from_one_page(void **state)
{
    struct night n = night_new(*state);
    struct visitor *other = visitor_new(n.t, ROLE_PRIVACY, "en");

    (void)opened(&n);
    const char *path = form_of(&n, n.privacy, "/delay");
    const char *hers = delay_form(&n, other, "She+lives+with+the+man+she+fears.");
    const char *first = delay_form(&n, n.privacy, "The+man+reads+all+her+letters.");
    assert_status(site_post(n.t, n.privacy, path, first), 303);
    const char *before = site_changes(n.t);
    assert_status(site_post(n.t, n.privacy, path, first), 303);
    const struct local_answer *a = site_post(n.t, other, path, hers);
    assert_status(a, 409);
    assert_has(a, sentence(n.t, "en", "rights.glass_delayed_already"));
    assert_has(a, "The man reads all her letters.");
    assert_has(a, ">She lives with the man she fears.</textarea>");
    assert_string_equal(site_changes(n.t), before);
    assert_status(site_post(n.t, other, path,
                            delay_form(&n, other, "She+lives+with+the+man+she+fears.")),
                  303);
}

static void whoever_looks_at_it_is_led_to_what_she_may_open(void **state)
{
    struct night n = night_new(*state);
    const char *the_case = story_fill(n.t, n.st, "href=\"/cases/{case}\"");
    const char *who_saw = story_fill(n.t, n.st, "href=\"/who-saw/{case}\"");

    (void)opened(&n);
    assert_has(site_get(n.t, n.lead, "/glass"), the_case);
    assert_lacks(site_get(n.t, n.lead, "/glass"), who_saw);
    assert_has(site_get(n.t, n.privacy, "/glass"), who_saw);
    assert_lacks(site_get(n.t, n.privacy, "/glass"), the_case);
}

static void why_the_household_hears_later_is_not_for_whoever_opened_it(void **state)
{
    struct night n = night_new(*state);

    (void)opened(&n);
    const char *why = delay_form(&n, n.privacy, "The+man+who+hits+her+reads+her+phone.");
    assert_status(site_post(n.t, n.privacy, form_of(&n, n.privacy, "/delay"), why), 303);
    assert_has(site_get(n.t, n.owner, "/glass"), "reads her phone");
    assert_lacks(site_get(n.t, n.cover, "/glass"), "reads her phone");
}

static void a_case_that_is_opened_again_within_the_hour_is_the_same_opening(void **state)
{
    struct night n = night_new(*state);
    int64_t began = clock_ms();
    const char *first = opened(&n);

    site_clock(n.t, began + HOUR - 1);
    assert_string_equal(opened(&n), first);
    site_clock(n.t, began + HOUR);
    visitor_sign_in(n.t, n.cover);
    assert_string_not_equal(opened(&n), first);
}

static void a_case_that_was_opened_twice_is_one_on_today(void **state)
{
    struct night n = night_new(*state);
    int64_t began = clock_ms();

    (void)opened(&n);
    site_clock(n.t, began + HOUR);
    visitor_sign_in(n.t, n.cover);
    visitor_sign_in(n.t, n.owner);
    (void)opened(&n);
    assert_has(site_get(n.t, n.owner, "/cases"), "1 of your cases opened");
}

static void whose_case_it_is_has_seen_it(void **state)
{
    struct night n = night_new(*state);

    (void)opened(&n);
    const char *path = form_of(&n, n.owner, "/noted");
    assert_non_null(path);
    assert_status(site_post(n.t, n.cover, path, ""), 404);
    assert_status(site_post(n.t, n.owner, path, ""), 303);
    assert_lacks(site_get(n.t, n.owner, "/cases"), "opened by a colleague");
}

/* Her own page, by the code of her card. */
static const struct local_answer *hers(struct night *n)
{
    return site_follow(n->t, "/my/open",
                       story_fill(n->t, n->st, "lang=en&token=k7f2-ooo1&id={new}"));
}

static void she_reads_of_it_three_days_later_and_not_before(void **state)
{
    struct night n = night_new(*state);
    int64_t began = clock_ms();
    const char *said = sentence(n.t, "en", "resident.saw_glass");

    assert_status(site_get(n.t, n.cover, opened(&n)), 200);
    assert_lacks(hers(&n), said);
    site_clock(n.t, began + GLASS_TELL_MS - 1);
    assert_lacks(hers(&n), said);
    site_clock(n.t, began + GLASS_TELL_MS);
    assert_has(hers(&n), said);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_hour_to_read_and_not_a_second_more),
        cmocka_unit_test(it_is_read_and_nothing_is_changed),
        cmocka_unit_test(each_part_that_is_missing_is_refused),
        cmocka_unit_test(a_case_that_is_closed_to_them_is_none),
        cmocka_unit_test(a_block_ends_what_was_opened_before_it),
        cmocka_unit_test(two_hear_of_it_at_once_without_a_name),
        cmocka_unit_test(who_has_no_form_reads_why),
        cmocka_unit_test(somebody_else_says_whether_it_was_right),
        cmocka_unit_test(whichever_it_was_what_was_found_is_said),
        cmocka_unit_test(a_word_that_is_too_long_names_its_field_and_its_limit),
        cmocka_unit_test(the_second_who_looked_hears_who_was_first_and_keeps_her_words),
        cmocka_unit_test(the_same_words_twice_are_one_click_too_many),
        cmocka_unit_test(it_is_put_off_once_from_one_page),
        cmocka_unit_test(whoever_looks_at_it_is_led_to_what_she_may_open),
        cmocka_unit_test(why_the_household_hears_later_is_not_for_whoever_opened_it),
        cmocka_unit_test(a_case_that_is_opened_again_within_the_hour_is_the_same_opening),
        cmocka_unit_test(a_case_that_was_opened_twice_is_one_on_today),
        cmocka_unit_test(whose_case_it_is_has_seen_it),
        cmocka_unit_test(she_reads_of_it_three_days_later_and_not_before),
    };

    return world_run_ready("glass", tests, COUNT(tests));
}
