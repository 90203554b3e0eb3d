/* test_links.c -- without an account: an agency's link and a resident's code.  What is
 * fetched changes nothing, what is over opens nothing.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/agency_app.h"
#include "app/link.h"
#include "core/build.h"

#include <string.h>

struct agency {
    struct site *t;
    struct visitor *manager;
    struct story *st;
};

static struct agency agency_new(struct world *w)
{
    struct agency g = {.t = site_new(w)};

    story_begin(g.t);
    g.manager = visitor_new(g.t, ROLE_CASE_MANAGER, "en");
    g.st = story_new(g.t, 1);
    story_own(g.t, g.st, g.manager);
    return g;
}

static const struct local_answer *answer(const struct agency *g, const char *form)
{
    return site_follow(g->t, "/r/answer", story_fill(g->t, g->st, form));
}

static const struct local_answer *open_link(const struct agency *g, const char *token)
{
    struct build form = {.arena = g->t->arena};

    build_text(&form, "token=");
    build_text(&form, token);
    return site_follow(g->t, "/r/open", build_done(&form));
}

/* What is over and what never was are the same answer, word for word. */
static void assert_over(const struct agency *g, const char *token)
{
    const char *before = site_changes(g->t);
    const struct local_answer *over = open_link(g, token);
    const struct local_answer *guess = open_link(g, "AAAAAAAAAAAAAAAAAAAAAA");

    assert_status(over, 404);
    assert_has(over, sentence(g->t, "en", "agency.link_over"));
    assert_string_equal(over->body, guess->body);
    assert_status(answer(g, "token={token}&answer=accept"), 404);
    assert_string_equal(site_changes(g->t), before);
}

static void a_scanner_that_fetches_every_address_changes_nothing(void **state)
{
    struct agency g = agency_new(*state);
    static const char *const paths[] = {"/r",
                                        "/r?token={token}",
                                        "/r/open?token={token}",
                                        "/r/answer?token={token}&answer=accept",
                                        "/stop",
                                        "/stop?code=AAAAA-AAAAA"};
    static const char *const methods[] = {"GET", "HEAD"};
    const char *before = site_dump(g.t);

    for (size_t i = 0; i < COUNT(paths) * COUNT(methods) * 3; i++) {
        const char *path = paths[i % COUNT(paths)];
        const struct local_answer *a = site_ask(
            g.t, &(struct ask){.method = methods[i / COUNT(paths) % COUNT(methods)],
                               .path = story_fill(g.t, g.st, path)});

        assert_true(a->status == 200 || a->status == 405);
        assert_lacks(a, STORY_NAME);
    }
    assert_string_equal(site_dump(g.t), before);
}

static void an_expired_link_opens_nothing(void **state)
{
    struct agency g = agency_new(*state);

    site_clock(g.t, g.t->phone->now + 45 * DAY - 1);
    assert_status(open_link(&g, g.st->token), 200);
    site_clock(g.t, g.t->phone->now + 1);
    assert_over(&g, g.st->token);
}

static void a_link_that_was_asked_for_anew_ends_the_old_one(void **state)
{
    struct agency g = agency_new(*state);

    assert_status(
        site_post(g.t, g.manager,
                  story_fill(g.t, g.st, "/cases/{case}/referrals/{referral}/ask"),
                  story_fill(g.t, g.st, "rev={answer_rev}")),
        303);
    assert_over(&g, g.st->token);
    assert_status(
        open_link(&g, link_token(g.t->phone->keys, g.st->referral, 2, g.t->arena)), 200);
}

static void a_withdrawn_consent_ends_the_link(void **state)
{
    struct agency g = agency_new(*state);

    assert_status(answer(&g, "token={token}&answer=accept"), 200);
    assert_status(
        site_post(g.t, g.manager,
                  story_fill(g.t, g.st, "/cases/{case}/consent/{consent}/withdraw"), ""),
        303);
    assert_over(&g, g.st->token);
}

static void the_residents_own_code_ends_the_link(void **state)
{
    struct agency g = agency_new(*state);
    struct build form = {.arena = g.t->arena};

    build_text(&form, "code=");
    build_text(&form, withdraw_code(g.t->phone->keys, g.st->consent, g.t->arena));
    assert_status(site_follow(g.t, "/stop", "code=AAAAA-AAAAA"), 422);
    assert_status(open_link(&g, g.st->token), 200);
    const struct local_answer *a = site_follow(g.t, "/stop", build_done(&form));
    assert_has(a, sentence(g.t, "en", "agency.stop_done"));
    assert_has(a, "data-exit");
    assert_over(&g, g.st->token);
    assert_status(site_follow(g.t, "/stop", build_done(&form)), 200); /* once more */
}

static void a_consent_that_ran_out_ends_the_link(void **state)
{
    struct agency g = agency_new(*state);
    const char *token = link_token(g.t->phone->keys, g.st->referral, 2, g.t->arena);

    site_clock(g.t, g.t->phone->now + 170 * DAY);
    visitor_sign_in(g.t, g.manager);
    assert_status(
        site_post(g.t, g.manager,
                  story_fill(g.t, g.st, "/cases/{case}/referrals/{referral}/ask"),
                  story_fill(g.t, g.st, "rev={answer_rev}")),
        303);
    assert_status(open_link(&g, token), 200);
    site_clock(g.t, g.t->phone->now + 11 * DAY);
    assert_over(&g, token);
}

static void an_agency_hears_who_it_is_once_it_has_accepted(void **state)
{
    struct agency g = agency_new(*state);

    assert_lacks(open_link(&g, g.st->token), STORY_NAME);
    assert_has(answer(&g, "token={token}&answer=accept"), STORY_NAME);
    assert_has(open_link(&g, g.st->token), STORY_PHONE);
    assert_lacks(open_link(&g, g.st->token), STORY_NOTE);
    assert_lacks(open_link(&g, g.st->token), STORY_TRIED);
}

static void an_answer_that_is_not_whole_changes_nothing(void **state)
{
    struct agency g = agency_new(*state);
    static const struct {
        const char *form, *msg;
    } bad[] = {
        {"token={token}&answer=refuse", "agency.reason_missing"},
        {"token={token}&answer=refuse&reason=bored", "agency.reason_missing"},
        {"token={token}&answer=update&note=", "agency.note_missing"},
        {"token={token}&answer=steal", "agency.answer_missing"},
        {"token={token}", "agency.answer_missing"},
    };
    const char *before = site_changes(g.t);

    for (size_t i = 0; i < COUNT(bad); i++) {
        const struct local_answer *a = answer(&g, bad[i].form);

        assert_status(a, 422);
        assert_has(a, sentence(g.t, "en", bad[i].msg));
        assert_string_equal(site_changes(g.t), before);
    }
}

static void an_update_that_is_too_long_comes_back_as_it_was_typed(void **state)
{
    struct agency g = agency_new(*state);
    struct build form = {.arena = g.t->arena};
    const char *before = site_changes(g.t);

    build_text(&form, "token={token}&answer=accept&note=");
    for (int i = 0; i <= AGENCY_NOTE_MAX; i++)
        build_char(&form, 'w');
    const char *typed = strrchr(build_done(&form), '=') + 1;
    const struct local_answer *a = answer(&g, build_done(&form));
    assert_status(a, 422);
    assert_has(a, sentence(g.t, "en", "errors.too_long"));
    assert_has(a, typed);
    assert_string_equal(site_changes(g.t), before);
}

static void who_refused_cannot_accept_later(void **state)
{
    struct agency g = agency_new(*state);

    assert_status(answer(&g, "token={token}&answer=refuse&reason=no-capacity"), 200);
    assert_lacks(open_link(&g, g.st->token), STORY_NAME);
    const char *before = site_changes(g.t);
    const struct local_answer *a = answer(&g, "token={token}&answer=accept");
    assert_status(a, 422);
    assert_has(a, sentence(g.t, "en", "agency.answered_before"));
    assert_lacks(a, STORY_NAME);
    assert_string_equal(site_changes(g.t), before);
}

static void an_answer_sent_twice_is_one(void **state)
{
    struct agency g = agency_new(*state);

    assert_status(answer(&g, "token={token}&answer=accept"), 200);
    const char *rows = dump_care(g.t->phone);
    answer(&g, "token={token}&answer=accept");
    assert_string_equal(dump_care(g.t->phone), rows);
    assert_int_equal(times(rows, "answer-arrived"), 1);
}

/* Of the browser that sent the form; NULL: of another one. */
static const struct local_answer *read_again(const struct agency *g, const char *path,
                                             const struct local_answer *from)
{
    const char *cookie = from ? local_header(from, "Set-Cookie") : "";

    return site_ask(
        g->t, &(struct ask){.method = "GET",
                            .path = path,
                            .more = {{"Cookie", arena_copy(g->t->arena, cookie,
                                                           strcspn(cookie, ";"))}}});
}

static const struct local_answer *accept(const struct agency *g)
{
    const struct local_answer *a =
        site_post(g->t, NULL, "/r/answer",
                  story_fill(g->t, g->st, "lang=en&token={token}&answer=accept"));

    assert_status(a, 303);
    return a;
}

static void an_answer_leads_to_a_page_that_is_read_again_and_sends_nothing(void **state)
{
    struct agency g = agency_new(*state);
    const struct local_answer *sent = accept(&g);
    const char *address = local_header(sent, "Location");

    assert_null(strstr(address, g.st->token));
    assert_null(strstr(local_header(sent, "Set-Cookie"), g.st->token));
    assert_non_null(
        strstr(local_header(sent, "Set-Cookie"), "; HttpOnly; SameSite=Strict"));
    assert_non_null(strstr(local_header(sent, "Set-Cookie"),
                           story_fill(g.t, g.st, "Path=/r/page/{referral};")));
    assert_status(read_again(&g, address, sent), 200);
    const char *before = dump_care(g.t->phone);
    for (int i = 0; i < 2; i++) {
        const struct local_answer *a = read_again(&g, address, sent);

        assert_has(a, STORY_NAME);
        assert_has(a, sentence(g.t, "en", "agency.thanks"));
    }
    assert_string_equal(dump_care(g.t->phone), before);
}

/* Word for word what it says to whoever opened nothing. */
static void assert_closed(const struct agency *g, const char *address,
                          const struct local_answer *from)
{
    const struct local_answer *none = read_again(g, address, NULL);
    const struct local_answer *a = read_again(g, address, from);

    assert_status(a, 404);
    assert_has(none, sentence(g->t, "en", "agency.open_again"));
    assert_has(read_again(g, story_fill(g->t, g->st, "/r/page/{new}"), NULL),
               sentence(g->t, "en", "agency.open_again"));
    assert_lacks(a, STORY_NAME);
    assert_string_equal(a->body, none->body);
}

static void the_page_is_of_the_browser_that_opened_it_and_for_an_hour(void **state)
{
    struct agency g = agency_new(*state);
    const struct local_answer *sent = accept(&g);
    const char *address = story_fill(g.t, g.st, "/r/page/{referral}");
    struct agency other = g;

    other.st = story_new(g.t, 2);
    assert_closed(&g, address, NULL);
    assert_closed(&g, address, accept(&other));
    assert_status(read_again(&g, address, sent), 200);
    site_clock(g.t, g.t->phone->now + 60 * MINUTE + 1);
    assert_closed(&g, address, sent);
}

static void a_link_that_was_asked_for_anew_ends_the_page_of_the_old_one(void **state)
{
    struct agency g = agency_new(*state);
    const char *address = story_fill(g.t, g.st, "/r/page/{referral}");
    const struct local_answer *opened =
        site_post(g.t, NULL, "/r/open", story_fill(g.t, g.st, "token={token}"));

    assert_status(read_again(&g, address, opened), 200);
    assert_status(
        site_post(g.t, g.manager,
                  story_fill(g.t, g.st, "/cases/{case}/referrals/{referral}/ask"),
                  story_fill(g.t, g.st, "rev={answer_rev}")),
        303);
    assert_closed(&g, address, opened);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scanner_that_fetches_every_address_changes_nothing),
        cmocka_unit_test(an_expired_link_opens_nothing),
        cmocka_unit_test(a_link_that_was_asked_for_anew_ends_the_old_one),
        cmocka_unit_test(a_withdrawn_consent_ends_the_link),
        cmocka_unit_test(the_residents_own_code_ends_the_link),
        cmocka_unit_test(a_consent_that_ran_out_ends_the_link),
        cmocka_unit_test(an_answer_sent_twice_is_one),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(an_agency_hears_who_it_is_once_it_has_accepted),
        cmocka_unit_test(an_answer_that_is_not_whole_changes_nothing),
        cmocka_unit_test(an_update_that_is_too_long_comes_back_as_it_was_typed),
        cmocka_unit_test(who_refused_cannot_accept_later),
        cmocka_unit_test(an_answer_leads_to_a_page_that_is_read_again_and_sends_nothing),
        cmocka_unit_test(the_page_is_of_the_browser_that_opened_it_and_for_an_hour),
        cmocka_unit_test(a_link_that_was_asked_for_anew_ends_the_page_of_the_old_one),
    };

    return world_run_ready("links", tests, COUNT(tests)) +
           world_run_once("links", once, COUNT(once));
}
