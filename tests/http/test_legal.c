/* test_legal.c -- what courts and others demand of care: one writes it down, another
 * decides, only what the instrument opens is given, and it stays as it was.  On both
 * engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "core/build.h"
#include "queries_site.h"

#include <string.h>

#define NEXT_NOTE "moved in with her sister"

struct court {
    struct site *t;
    struct visitor *manager, *lead, *privacy;
    struct story *st;
};

static struct court court_new(struct world *w)
{
    struct court c = {.t = site_new(w)};

    story_begin(c.t);
    c.manager = visitor_new(c.t, ROLE_CASE_MANAGER, "en");
    c.lead = visitor_new(c.t, ROLE_CARE_LEAD, "en");
    c.privacy = visitor_new(c.t, ROLE_PRIVACY, "en");
    c.st = story_new(c.t, 1);
    story_own(c.t, c.st, c.manager);
    return c;
}

static const struct local_answer *ask(struct court *c, const struct visitor *who,
                                      const char *kind, const char *classes)
{
    struct build b = {.arena = c->t->arena};

    build_text(&b, "id={new}&which={case}&issuer=A+court&came=2026-11-24&kind=");
    build_text(&b, kind);
    build_text(&b, classes);
    return site_post(c->t, who, "/legal", story_fill(c->t, c->st, build_done(&b)));
}

/* The one that stands on top of the list. */
static const char *path_of(struct court *c, const char *end)
{
    const struct local_answer *page = site_get(c->t, c->lead, "/legal");
    const char *at = strstr(page->body, "href=\"/legal/");
    struct build b = {.arena = c->t->arena};

    assert_non_null(at);
    at += strlen("href=\"");
    build_bytes(&b, at, strcspn(at, "\""));
    build_text(&b, end);
    return build_done(&b);
}

static const struct local_answer *decide(struct court *c, const struct visitor *who,
                                         const char *form)
{
    return site_post(c->t, who, path_of(c, "/decide"), form);
}

#define RELEASE "rev=1&do=give&counsel=The+city's+counsel&counsel_day=2026-11-24"
#define ALL "&class=care&class=substance-use&class=victim&class=minors&class=address"

static void one_asks_and_another_decides(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    assert_status(decide(&c, c.lead, RELEASE), 404);
    assert_status(decide(&c, c.manager, RELEASE), 404);
    assert_status(site_get(c.t, c.lead, path_of(&c, "/record.txt")), 404);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    const struct local_answer *a = site_get(c.t, c.lead, path_of(&c, "/record.txt"));
    assert_status(a, 200);
    assert_has(a, STORY_NAME);
    assert_status(decide(&c, c.privacy, RELEASE), 409); /* once is for good */
    a = site_get(c.t, c.lead, path_of(&c, ""));
    assert_has(a, "counsel, November 24, 2026");
    assert_lacks(a, "2026-11-24");
}

static void nothing_goes_without_the_name_of_counsel(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    const char *before = site_changes(c.t);
    assert_has(decide(&c, c.privacy, "rev=1&do=give"),
               sentence(c.t, "en", "legal.counsel_missing"));
    assert_has(decide(&c, c.privacy, "rev=1&do=refuse"),
               sentence(c.t, "en", "legal.why_missing"));
    assert_string_equal(site_changes(c.t), before);
    assert_status(site_get(c.t, c.privacy, path_of(&c, "/record.txt")), 404);
}

static void counsel_is_somebody_and_has_read_what_came(void **state)
{
    struct court c = court_new(*state);
    static const char *const wrong[] = {
        "rev=1&do=give&counsel=x&counsel_day=2026-11-24",
        "rev=1&do=give&counsel=Vance",
        "rev=1&do=give&counsel=Vance&counsel_day=2026-11-23", /* it came on the 24th */
        "rev=1&do=give&counsel=Vance&counsel_day=2027-11-24",
    };

    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    const char *before = site_changes(c.t);
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_status(decide(&c, c.privacy, wrong[i]), 422);
    assert_string_equal(site_changes(c.t), before);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
}

static void whoever_decides_reads_whose_record_it_is(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    const struct local_answer *a = site_get(c.t, c.privacy, path_of(&c, ""));
    assert_has(a, STORY_NAME);
    assert_has(a, "November 24, 2026");
    assert_lacks(a, STORY_NOTE);
}

static void what_came_tomorrow_is_asked_for_again(void **state)
{
    struct court c = court_new(*state);
    const char *form = "id={new}&which={case}&issuer=A+court&came=2027-11-24"
                       "&kind=court-order&class=care";

    assert_has(site_post(c.t, c.lead, "/legal", story_fill(c.t, c.st, form)),
               sentence(c.t, "en", "legal.came_ahead"));
}

static void what_came_in_another_century_is_a_slip(void **state)
{
    struct court c = court_new(*state);
    const char *form = "id={new}&which={case}&issuer=A+court&came=1900-01-01"
                       "&kind=court-order&class=care";
    const struct local_answer *a =
        site_post(c.t, c.lead, "/legal", story_fill(c.t, c.st, form));

    assert_status(a, 422);
    assert_has(a, sentence(c.t, "en", "legal.came_long_ago"));
    assert_has(a, "href=\"#came\"");
    assert_has(a, "value=\"1900-01-01\"");
}

static void what_was_refused_at_once_is_withdrawn_from_the_wrong_case(void **state)
{
    struct court c = court_new(*state);
    const char *back = "rev=1&back=It+is+about+the+house+next+door.";

    assert_status(ask(&c, c.lead, "administrative", "&class=care"), 303);
    const char *path = path_of(&c, "/withdraw");
    assert_has(site_get(c.t, c.lead, path_of(&c, "")), path);
    assert_status(site_post(c.t, c.lead, path, back), 303);
    const struct local_answer *a = site_get(c.t, c.privacy, path_of(&c, ""));
    assert_has(a, "about the house next door.");
    assert_has(a, sentence(c.t, "en", "legal.state_withdrawn"));
    assert_lacks(a, path);
    site_clock(c.t, 1795500000000 + DAY); /* the next one stands above it */
    visitor_sign_in(c.t, c.lead);
    visitor_sign_in(c.t, c.privacy);
    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    assert_status(decide(&c, c.privacy, "rev=1&do=refuse&why=It+names+nobody."), 303);
    a = site_get(c.t, c.lead, path_of(&c, "")); /* somebody decided this one */
    assert_lacks(a, "/withdraw");
    assert_status(site_post(c.t, c.lead, path_of(&c, "/withdraw"), "rev=2&back=x"), 409);
}

static void whoever_decides_reads_first_what_would_go(void **state)
{
    struct court c = court_new(*state);
    const char *title = sentence(c.t, "en", "legal.preview");

    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    assert_lacks(site_get(c.t, c.lead, path_of(&c, "")), title); /* not hers to decide */
    const struct local_answer *a = site_get(c.t, c.privacy, path_of(&c, ""));
    assert_has(a, title);
    assert_has(a, "record.txt");
    assert_has(a, "<dt>Contact attempts</dt><dd>1</dd>");
    assert_has(a, "<dt>Notes and other free text</dt><dd>2</dd>");
    assert_lacks(a, STORY_NOTE);
    assert_lacks(a, STORY_TRIED);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    assert_lacks(site_get(c.t, c.privacy, path_of(&c, "")), title);
}

static void the_file_names_the_paper_that_it_was_given_for(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.lead, "court-order", "&class=care&number=22-17"), 303);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    const struct local_answer *a = site_get(c.t, c.lead, path_of(&c, "/record.txt"));
    assert_has(a, sentence(c.t, "en", "legal.order"));
    assert_has(a, "Its number: 22-17\n");
    assert_has(a, "Demanded by: A court\n");
    assert_has(a, "Received on: November 24, 2026\n");
}

static void what_a_court_waits_for_is_not_erased(void **state)
{
    struct court c = court_new(*state);
    const char *erase = story_fill(c.t, c.st, "/erase/{case}");

    const char *form = story_fill(c.t, c.st, "action=\"/erase/{case}\"");

    assert_has(site_get(c.t, c.privacy, erase), form);
    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    const struct local_answer *a = site_get(c.t, c.privacy, erase);
    assert_has(a, sentence(c.t, "en", "erase.demanded")); /* before the button */
    assert_has(a, "href=\"/legal\">");
    assert_lacks(a, form);
    a = site_post(c.t, c.privacy, erase, "why=asked&sure=yes");
    assert_status(a, 409);
    assert_has(a, sentence(c.t, "en", "erase.demanded"));
    assert_has(site_get(c.t, c.manager, story_fill(c.t, c.st, "/cases/{case}")),
               STORY_NAME);
}

static void a_hold_that_stands_is_found_again(void **state)
{
    struct court c = court_new(*state);
    const char *link = story_fill(c.t, c.st, "href=\"/erase/{case}\"");

    assert_lacks(site_get(c.t, c.privacy, "/erase"), link);
    assert_status(site_post(c.t, c.privacy, story_fill(c.t, c.st, "/erase/{case}/hold"),
                            story_fill(c.t, c.st, "id={new}&reason=Counsel+wrote")),
                  303);
    assert_has(site_get(c.t, c.privacy, "/erase"), link);
    story_block(c.t, c.st, c.privacy);
    assert_lacks(site_get(c.t, c.privacy, "/erase"), link);
}

static void no_judge_no_release(void **state)
{
    struct court c = court_new(*state);
    static const char *const kinds[] = {"administrative", "request"};

    for (size_t i = 0; i < COUNT(kinds); i++) {
        assert_status(ask(&c, c.lead, kinds[i], ALL), 303);
        const struct local_answer *a = site_get(c.t, c.privacy, path_of(&c, ""));
        assert_has(a, sentence(c.t, "en", "legal.not_enough"));
        assert_has(a, sentence(c.t, "en", "legal.neutral"));
        assert_status(decide(&c, c.privacy, RELEASE), 409);
        assert_status(site_get(c.t, c.privacy, path_of(&c, "/record.txt")), 404);
    }
}

/* The story's one note could say anything. */
static void free_text_goes_only_with_every_class(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.lead, "court-order", ALL), 303);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    const struct local_answer *a = site_get(c.t, c.lead, path_of(&c, "/record.txt"));
    assert_has(a, STORY_NAME);
    assert_lacks(a, STORY_NOTE);
    assert_lacks(a, STORY_TRIED);
    assert_lacks(a, STORY_KNOCK);
}

static void her_own_authorization_opens_all_of_it(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.lead, "authorization", ALL), 303);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    assert_has(site_get(c.t, c.lead, path_of(&c, "/record.txt")), STORY_NOTE);
}

static void a_class_with_a_law_of_its_own_wants_its_own_order(void **state)
{
    struct court c = court_new(*state);
    const char *need = "id={new}&need=substance-use&known_by=told";

    assert_status(site_post(c.t, c.manager, story_fill(c.t, c.st, "/cases/{case}/needs"),
                            story_fill(c.t, c.st, need)),
                  303);
    assert_status(ask(&c, c.lead, "court-order", "&class=care&class=substance-use"), 303);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    assert_lacks(site_get(c.t, c.lead, path_of(&c, "/record.txt")), "ubstance");
    site_clock(c.t, 1795500000000 + DAY); /* the next one stands above it */
    visitor_sign_in(c.t, c.lead);
    visitor_sign_in(c.t, c.privacy);
    assert_status(ask(&c, c.lead, "part2-order", "&class=care&class=substance-use"), 303);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    assert_has(site_get(c.t, c.lead, path_of(&c, "/record.txt")), "ubstance");
}

/* Her own page, by the code of her card. */
static const struct local_answer *hers(struct court *c)
{
    return site_follow(c->t, "/my/open",
                       story_fill(c->t, c->st, "lang=en&token=k7f2-ooo1&id={new}"));
}

static void she_reads_of_a_release_unless_a_court_forbids_it(void **state)
{
    struct court c = court_new(*state);
    const char *said = sentence(c.t, "en", "resident.saw_legal");

    assert_status(ask(&c, c.lead, "court-order", "&class=care&gagged=yes"), 303);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    assert_lacks(hers(&c), said);
    site_clock(c.t, 1795500000000 + DAY); /* the next one stands above it */
    visitor_sign_in(c.t, c.lead);
    visitor_sign_in(c.t, c.privacy);
    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    assert_lacks(hers(&c), said);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    assert_has(hers(&c), said);
}

static void what_was_given_stays_as_it_was(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.lead, "authorization", ALL), 303);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    const char *file = path_of(&c, "/record.txt");
    const char *first = site_get(c.t, c.lead, file)->body;
    assert_status(site_post(c.t, c.manager, story_fill(c.t, c.st, "/cases/{case}/notes"),
                            story_fill(c.t, c.st, "id={new}&note=" NEXT_NOTE)),
                  303);
    assert_string_equal(site_get(c.t, c.lead, file)->body, first);
}

static void a_case_that_is_closed_to_them_is_none(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    const char *path = path_of(&c, "");
    story_block(c.t, c.st, c.privacy);
    assert_status(site_get(c.t, c.privacy, path), 404);
    assert_status(site_post(c.t, c.privacy, path_of(&c, "/decide"), RELEASE), 404);
    assert_has(ask(&c, c.privacy, "court-order", "&class=care"),
               sentence(c.t, "en", "rights.glass_none_such"));
}

static void what_was_written_on_the_wrong_case_is_withdrawn_and_stays(void **state)
{
    struct court c = court_new(*state);
    const char *back = "rev=1&back=It+is+about+the+house+next+door.";

    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    const char *path = path_of(&c, "/withdraw");
    assert_has(site_get(c.t, c.lead, path_of(&c, "")), path);
    assert_status(site_post(c.t, c.manager, path, back), 404);
    assert_status(site_post(c.t, c.lead, path, "rev=1"), 422);
    assert_status(site_post(c.t, c.lead, path, "rev=7&back=x"), 409);
    assert_status(site_post(c.t, c.lead, path, back), 303); /* her own */
    const struct local_answer *page = site_get(c.t, c.privacy, path_of(&c, ""));
    assert_has(page, "about the house next door.");
    assert_lacks(page, path);
    assert_status(decide(&c, c.privacy, RELEASE), 409);
    const struct local_answer *again = site_post(c.t, c.lead, path, back);
    assert_status(again, 409);
    assert_has(again, sentence(c.t, "en", "legal.decided_already"));
    assert_int_equal(times(dump_trail(c.t->phone, STORE_CARE), "legal.withdrawn"), 1);
    assert_status(site_get(c.t, c.lead, path_of(&c, "/record.txt")), 404);
}

static void whoever_decides_second_keeps_her_words(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.manager, "court-order", "&class=care"), 404);
    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    struct visitor *another = visitor_new(c.t, ROLE_PRIVACY, "en");
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    const struct local_answer *a =
        decide(&c, another, "rev=1&do=refuse&why=It+names+another+street.");
    assert_status(a, 409);
    assert_has(a, ">It names another street.</textarea>");
    assert_has(a, "Confirmed by counsel");
}

static void a_row_of_the_list_says_who_demands(void **state)
{
    struct court c = court_new(*state);

    assert_status(ask(&c, c.lead, "court-order", "&class=care"), 303);
    assert_has(site_get(c.t, c.privacy, "/legal"), "· A court<");
}

static void a_demand_is_one_still_when_its_household_was_erased(void **state)
{
    struct court c = court_new(*state);
    const char *words = "&number=22-17&words=All+about+" STORY_NAME;
    struct build b = {.arena = c.t->arena};

    build_text(&b, "&class=care");
    build_text(&b, words);
    assert_status(ask(&c, c.lead, "court-order", build_done(&b)), 303);
    assert_status(decide(&c, c.privacy, RELEASE), 303);
    story_erase(c.t, c.st);
    const struct local_answer *a = site_get(c.t, c.privacy, path_of(&c, ""));
    assert_status(a, 200);
    assert_has(a, "A court");
    assert_has(a, sentence(c.t, "en", "legal.order"));
    assert_has(a, "November 24, 2026");
    assert_has(a, "Confirmed by counsel: The city");
    assert_has(a, "SHA-256");
    assert_has(a, sentence(c.t, "en", "legal.erased"));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    assert_lacks(a, "22-17");
    assert_status(site_get(c.t, c.privacy, path_of(&c, "/record.txt")), 404);
    assert_has(site_get(c.t, c.privacy, "/legal"), "· A court<");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_demand_is_one_still_when_its_household_was_erased),
        cmocka_unit_test(one_asks_and_another_decides),
        cmocka_unit_test(nothing_goes_without_the_name_of_counsel),
        cmocka_unit_test(counsel_is_somebody_and_has_read_what_came),
        cmocka_unit_test(whoever_decides_reads_whose_record_it_is),
        cmocka_unit_test(what_came_tomorrow_is_asked_for_again),
        cmocka_unit_test(what_came_in_another_century_is_a_slip),
        cmocka_unit_test(what_was_refused_at_once_is_withdrawn_from_the_wrong_case),
        cmocka_unit_test(whoever_decides_reads_first_what_would_go),
        cmocka_unit_test(the_file_names_the_paper_that_it_was_given_for),
        cmocka_unit_test(what_a_court_waits_for_is_not_erased),
        cmocka_unit_test(a_hold_that_stands_is_found_again),
        cmocka_unit_test(no_judge_no_release),
        cmocka_unit_test(free_text_goes_only_with_every_class),
        cmocka_unit_test(her_own_authorization_opens_all_of_it),
        cmocka_unit_test(a_class_with_a_law_of_its_own_wants_its_own_order),
        cmocka_unit_test(she_reads_of_a_release_unless_a_court_forbids_it),
        cmocka_unit_test(what_was_given_stays_as_it_was),
        cmocka_unit_test(a_case_that_is_closed_to_them_is_none),
        cmocka_unit_test(what_was_written_on_the_wrong_case_is_withdrawn_and_stays),
        cmocka_unit_test(whoever_decides_second_keeps_her_words),
        cmocka_unit_test(a_row_of_the_list_says_who_demands),
    };

    return world_run_ready("legal", tests, COUNT(tests));
}
