/* test_resident.c -- a resident's page by the code of her card: what it says, what it
 * never says, and where what she says goes.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/link.h"
#include "domain/resident.h"
#include "core/build.h"

#include <stdio.h>
#include <string.h>

#define LATER_CARD "K7F2 9090"
#define LATER_NAME "Wilhelmina"

struct hers {
    struct site *t;
    struct visitor *manager, *lead;
    struct story *st;
};

/* Story 1, spoken with already, is the manager's; another household was not called. */
static struct hers hers_new(struct world *w)
{
    struct hers h = {.t = site_new(w)};
    char data[800];

    story_begin(h.t);
    h.manager = visitor_new(h.t, ROLE_CASE_MANAGER, "en");
    h.lead = visitor_new(h.t, ROLE_CARE_LEAD, "en");
    h.st = story_new(h.t, 1);
    story_own(h.t, h.st, h.manager);
    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"consent\":\"%s\",\"property\":\"%s\",\"unit\":\"3\","
             "\"address\":\"12 Erie Street\",\"choices\":[\"food:told\"],"
             "\"urgency\":\"routine\",\"phone\":\"617 555 0190\",\"message_ok\":\"yes\","
             "\"call_name\":\"" LATER_NAME
             "\",\"text_version\":\"door-1\",\"lang\":\"en\","
             "\"method\":\"shown\",\"card_code\":\"" LATER_CARD "\"",
             name_id(h.t->arena, 'c', 90), name_id(h.t->arena, 'n', 90),
             name_id(h.t->arena, 'p', 1));
    assert_applied(
        phone_send_one(h.t->phone, op_sealed(h.t->phone, 900, "help.request", data)));
    return h;
}

/* "token=CARD&lang=en&id=NEW" and what follows. */
static const struct local_answer *post(struct hers *h, const char *path, const char *card,
                                       const char *more)
{
    struct build form = {.arena = h->t->arena};

    build_text(&form, "lang=en&token=");
    build_text(&form, card);
    build_text(&form, story_fill(h->t, h->st, "&id={new}"));
    build_text(&form, more);
    return site_follow(h->t, path, build_done(&form));
}

static const char *text_en(struct hers *h, const char *msg)
{
    return sentence(h->t, "en", msg);
}

static void a_card_opens_her_page_and_it_names_no_need(void **state)
{
    struct hers h = hers_new(*state);

    site_get(h.t, h.manager, story_fill(h.t, h.st, "/cases/{case}"));
    const struct local_answer *a = post(&h, "/my/open", "k7f2-ooo1", "");

    assert_status(a, 200);
    assert_has(a, text_en(&h, "resident.nobody_called"));
    assert_has(a, text_en(&h, "resident.saw_manager"));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    for (size_t i = 0; i < story_need_words_len; i++)
        assert_lacks(a, story_need_words[i]);
    assert_lacks(a, "Harbor");
    assert_string_equal(local_header(a, "set-cookie"), "");
    assert_string_equal(local_header(a, "cache-control"), "no-store");
}

static void the_yes_at_the_door_is_on_her_page_with_its_day_and_number(void **state)
{
    struct hers h = hers_new(*state);
    const struct local_answer *a = post(&h, "/my/open", LATER_CARD, "");
    const char *id = name_id(h.t->arena, 'n', 90);
    char said[120];

    assert_status(a, 200);
    assert_has(a, "You said yes on November 24, 2026: a case manager may contact you.");
    snprintf(said, sizeof said, "Receipt %s", id + strlen(id) - 8);
    assert_has(a, said);
}

static void a_stop_of_what_nobody_had_says_so(void **state)
{
    struct hers h = hers_new(*state);
    const struct local_answer *a = site_follow(h.t, "/stop", "code=" LATER_CARD);

    assert_status(a, 200);
    assert_has(a, text_en(&h, "agency.stop_done_none"));
}

static void the_code_of_a_consent_opens_the_same_page(void **state)
{
    struct hers h = hers_new(*state);
    const char *code = withdraw_code(h.t->phone->keys, h.st->consent, h.t->arena);
    const struct local_answer *a = post(&h, "/my/open", code, "");

    assert_status(a, 200);
    assert_has(a, text_en(&h, "resident.nobody_called"));
}

static void what_opens_nothing_has_one_answer(void **state)
{
    struct hers h = hers_new(*state);
    static const char *const codes[] = {"K7F2 7777", "AAAAA-AAAAA", "x", "%3Cscript%3E",
                                        "K7F20001K7F20001"};
    const struct local_answer *first = post(&h, "/my/open", codes[0], "");

    assert_status(first, 422);
    assert_has(first, text_en(&h, "resident.no_code"));
    for (size_t i = 1; i < COUNT(codes); i++) {
        const struct local_answer *a = post(&h, "/my/open", codes[i], "");
        assert_status(a, 422);
        assert_string_equal(a->body, first->body);
    }
    assert_status(post(&h, "/my/complain", codes[1], "&text=x"), 422);
}

static void who_guesses_is_slowed_and_so_is_a_right_code(void **state)
{
    struct hers h = hers_new(*state);

    for (int i = 0; i < MISS_MAX; i++)
        assert_status(post(&h, i % 2 ? "/my/open" : "/my/stop", "K7F2 7777", ""), 422);
    assert_status(post(&h, "/my/open", "K7F2 0001", ""), 429);
    assert_status(site_follow(h.t, "/stop", "code=K7F20001"), 429);
    site_clock(h.t, h.t->phone->now + (MISS_MINUTES + 1) * MINUTE);
    assert_status(post(&h, "/my/open", "K7F2 0001", ""), 200);
}

static void a_closed_request_is_nobodys_and_nobody_calls(void **state)
{
    struct hers h = hers_new(*state);
    const char *words = text_en(&h, "resident.word_of_card");
    const char *close = "rev={rev}&note_id={new}&reason=declined-after-contact";

    assert_has(post(&h, "/my/open", "K7F2 0001", ""), "has your request");
    assert_has(post(&h, "/my/open", "K7F2 0001", ""), words);
    assert_status(site_post(h.t, h.manager, story_fill(h.t, h.st, "/cases/{case}/close"),
                            story_fill(h.t, h.st, close)),
                  303);
    const struct local_answer *a = post(&h, "/my/open", "K7F2 0001", "");
    assert_has(a, text_en(&h, "resident.who_closed"));
    assert_lacks(a, words);
}

static void nobody_called_is_on_today_once_a_day(void **state)
{
    struct hers h = hers_new(*state);
    const struct local_answer *a = post(&h, "/my/nobody-called", LATER_CARD, "");

    assert_has(a, text_en(&h, "resident.thanks_nobody"));
    a = post(&h, "/my/nobody-called", LATER_CARD, "");
    assert_has(a, text_en(&h, "resident.said_before"));
    a = site_get(h.t, h.manager, "/cases");
    assert_int_equal(times(a->body, text_en(&h, "resident.told_nobody")), 1);
    a = site_get(h.t, h.lead, "/cases");
    assert_lacks(a, text_en(&h, "resident.told_nobody_late"));
}

static void past_the_promised_day_the_care_lead_hears_too(void **state)
{
    struct hers h = hers_new(*state);

    site_clock(h.t, h.t->phone->now + 9 * DAY);
    visitor_sign_in(h.t, h.manager);
    visitor_sign_in(h.t, h.lead);
    const struct local_answer *a = post(&h, "/my/nobody-called", LATER_CARD, "");
    assert_has(a, text_en(&h, "resident.thanks_late"));
    const char *late = text_en(&h, "resident.told_nobody_late");
    assert_has(site_get(h.t, h.manager, "/cases"), late);
    assert_has(site_get(h.t, h.lead, "/cases"), late);
    assert_true(times(dump_care(h.t->phone), "word-arrived") >=
                2); /* nobody has it yet:
                       every manager hears */
}

/* The word of the newest thing she said, from the page of the case. */
static const char *word_of(struct hers *h, const char *body, const char *deed)
{
    const char *end = strstr(body, deed);

    assert_non_null(end);
    return arena_copy(h->t->arena, end - (ID_TEXT - 1), ID_TEXT - 1);
}

static void a_correction_is_sealed_until_the_case_manager_takes_it(void **state)
{
    struct hers h = hers_new(*state);

    assert_has(post(&h, "/my/correct", "K7F2 0001", "&phone=617+555+0177&name=Zed"),
               text_en(&h, "resident.thanks_correct"));
    assert_null(strstr(dump_care(h.t->phone), "555 0177"));
    const char *path = story_fill(h.t, h.st, "/cases/{case}/words");
    const struct local_answer *a = site_get(h.t, h.manager, path);
    assert_has(a, "617 555 0177");
    assert_lacks(site_get(h.t, h.manager, story_fill(h.t, h.st, "/cases/{case}")),
                 "617 555 0177");
    char use[200];
    snprintf(use, sizeof use, "%s/%s/use", path, word_of(&h, a->body, "/use"));
    assert_status(site_post(h.t, h.manager, use, ""), 303);
    a = site_get(h.t, h.manager, story_fill(h.t, h.st, "/cases/{case}"));
    assert_has(a, "617 555 0177");
    assert_has(a, "Zed");
    assert_lacks(a, STORY_PHONE);
}

static void a_complaint_goes_past_the_case_manager(void **state)
{
    struct hers h = hers_new(*state);
    struct visitor *privacy = visitor_new(h.t, ROLE_PRIVACY, "en");

    assert_has(post(&h, "/my/complain", "K7F2 0001", "&text=Rude+to+me"),
               text_en(&h, "resident.thanks_complaint"));
    assert_status(site_get(h.t, h.manager, "/complaints"), 404);
    assert_lacks(site_get(h.t, h.manager, story_fill(h.t, h.st, "/cases/{case}/words")),
                 "Rude");
    assert_lacks(site_get(h.t, h.manager, "/cases"), "Rude");
    assert_has(site_get(h.t, h.lead, "/complaints"), "Rude to me");
    const struct local_answer *a = site_get(h.t, privacy, "/complaints");
    assert_has(a, "Rude to me");
    assert_lacks(a, "/cases/");
    char done[200];
    snprintf(done, sizeof done, "/complaints/%s/done", word_of(&h, a->body, "/done"));
    assert_status(site_post(h.t, h.manager, done, ""), 404);
    assert_status(site_post(h.t, privacy, done, ""), 303);
    assert_lacks(site_get(h.t, h.lead, "/complaints"), "Rude");
}

static void the_card_stops_every_consent_and_every_link(void **state)
{
    struct hers h = hers_new(*state);
    const char *open = story_fill(h.t, h.st, "token={token}");

    assert_status(site_follow(h.t, "/r/open", open), 200);
    assert_has(post(&h, "/my/stop", "K7F2 0001", ""),
               text_en(&h, "resident.thanks_stop"));
    assert_status(site_follow(h.t, "/r/open", open), 404);
    assert_has(site_get(h.t, h.manager, "/cases"), text_en(&h, "withdraw.to_close"));
    assert_has(site_get(h.t, h.manager, story_fill(h.t, h.st, "/cases/{case}/words")),
               text_en(&h, "resident.told_stop"));
    assert_has(post(&h, "/my/open", "K7F2 0001", ""), text_en(&h, "resident.stopped"));
    post(&h, "/my/stop", "K7F2 0001", ""); /* twice is once */
    assert_int_equal(times(dump_care(h.t->phone), "request-withdrawn"), 1);
}

/* A form that names a need and a consent of its own: {need} {consent} of the story's. */
static const struct local_answer *work(struct hers *h, const char *path, const char *form)
{
    return site_post(h->t, h->manager, story_fill(h->t, h->st, path),
                     story_fill(h->t, h->st, form));
}

static void a_sealed_need_is_sent_after_a_second_yes_alone(void **state)
{
    struct hers h = hers_new(*state);
    struct story was = *h.st;
    struct id id;

    require(id_parse(name_id(h.t->arena, 'd', 77), ID_TEXT - 1, &id));
    h.st->need = id_to(need, id);
    require(id_parse(name_id(h.t->arena, 'n', 77), ID_TEXT - 1, &id));
    h.st->consent = id_to(consent, id);
    require(id_parse(name_id(h.t->arena, 'r', 77), ID_TEXT - 1, &id));
    h.st->referral = id_to(referral, id);
    assert_status(
        work(&h, "/cases/{case}/needs", "id={need}&need=substance-use&known_by=told"),
        303);
    assert_status(work(&h, "/cases/{case}/consent",
                       "id={consent}&method=signed&expires=2026-12-24"
                       "&scope={need}:{organization}"),
                  303);
    const char *send = "/cases/{case}/needs/{need}/services/{service}";
    const char *scope = "The resident agreed that Harbor Agency may know this";
    const struct local_answer *a = work(&h, send, "id={referral}&tell=name");
    assert_status(a, 422);
    assert_has(a, text_en(&h, "consent.second_missing"));
    assert_status(work(&h, "/cases/{case}/consent/{consent}/confirm", "channel=mail"),
                  422);
    assert_status(work(&h, send, "id={referral}&tell=name"), 422);
    assert_status(
        work(&h, "/cases/{case}/consent/{consent}/confirm", "channel=in-person"), 303);
    assert_status(work(&h, send, "id={referral}&tell=name"), 303);
    h.st->token = link_token(h.t->phone->keys, h.st->referral, 1, h.t->arena);
    a = site_follow(h.t, "/r/open", story_fill(h.t, h.st, "lang=en&token={token}"));
    assert_status(a, 200);
    assert_has(a, text_en(&h, "connect.part2")); /* the notice, and the consent's scope */
    assert_has(a, scope);
    const char *desk[] = {send, "/cases/{case}/referrals/{referral}"};
    for (size_t i = 0; i < COUNT(desk); i++) { /* in the same words */
        a = site_get(h.t, h.manager, story_fill(h.t, h.st, desk[i]));
        assert_has(a, text_en(&h, "connect.part2"));
        assert_has(a, scope);
    }
    *h.st = was;
}

static void a_consent_that_ends_soon_is_on_today_until_it_is_renewed(void **state)
{
    struct hers h = hers_new(*state);
    const char *ends = text_en(&h, "consent.ends");
    char form[300];

    site_clock(h.t, h.t->phone->now + 140 * DAY);
    visitor_sign_in(h.t, h.manager);
    assert_lacks(site_get(h.t, h.manager, "/cases"), ends);
    snprintf(form, sizeof form,
             "id={new}&method=signed&expires=%s&scope={need}:{organization}",
             "2027-04-20");
    assert_status(work(&h, "/cases/{case}/consent/{consent}/withdraw", ""), 303);
    assert_status(work(&h, "/cases/{case}/consent", form), 303);
    assert_has(site_get(h.t, h.manager, "/cases"), ends);
    assert_has(site_get(h.t, h.manager, story_fill(h.t, h.st, "/cases/{case}")),
               text_en(&h, "consent.ending"));
    assert_status(work(&h, "/cases/{case}/consent",
                       "id={new}&method=signed&expires=2027-09-20"
                       "&scope={need}:{organization}"),
                  303);
    assert_lacks(site_get(h.t, h.manager, "/cases"), ends);
}

static void a_number_that_would_not_ring_comes_back_as_it_was_typed(void **state)
{
    struct hers h = hers_new(*state);
    const char *before = site_changes(h.t);
    const struct local_answer *a =
        post(&h, "/my/correct", "K7F2 0001", "&phone=12&name=Zed&text=Second+floor");

    assert_status(a, 422);
    assert_has(a, text_en(&h, "errors.bad_phone"));
    assert_has(a, "value=\"12\"");
    assert_has(a, "value=\"Zed\"");
    assert_has(a, "Second floor");
    assert_has(a, "id=\"correct\" open");
    a = post(&h, "/my/correct", "K7F2 0001",
             "&phone=61755501776175550177617555017761755501776175550177");
    assert_status(a, 422);
    assert_string_equal(site_changes(h.t), before);
}

static void what_she_said_is_thanked_for_at_an_address_that_says_nothing(void **state)
{
    struct hers h = hers_new(*state);
    const struct local_answer *a =
        site_post(h.t, NULL, "/my/complain",
                  story_fill(h.t, h.st, "lang=pt&token=K7F2+0001&id={new}&text=Rude"));
    const char *address = local_header(a, "Location");

    assert_status(a, 303);
    assert_string_equal(address, "/my?lang=pt&said=2");
    assert_string_equal(local_header(a, "Set-Cookie"), "");
    const char *before = site_dump(h.t);
    for (int i = 0; i < 2; i++)
        assert_has(site_get(h.t, NULL, address),
                   sentence(h.t, "pt", "resident.thanks_complaint"));
    assert_string_equal(site_dump(h.t), before);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_opens_her_page_and_it_names_no_need),
        cmocka_unit_test(the_yes_at_the_door_is_on_her_page_with_its_day_and_number),
        cmocka_unit_test(a_stop_of_what_nobody_had_says_so),
        cmocka_unit_test(the_code_of_a_consent_opens_the_same_page),
        cmocka_unit_test(what_opens_nothing_has_one_answer),
        cmocka_unit_test(a_closed_request_is_nobodys_and_nobody_calls),
        cmocka_unit_test(nobody_called_is_on_today_once_a_day),
        cmocka_unit_test(past_the_promised_day_the_care_lead_hears_too),
        cmocka_unit_test(a_correction_is_sealed_until_the_case_manager_takes_it),
        cmocka_unit_test(a_complaint_goes_past_the_case_manager),
        cmocka_unit_test(the_card_stops_every_consent_and_every_link),
        cmocka_unit_test(a_consent_that_ends_soon_is_on_today_until_it_is_renewed),
        cmocka_unit_test(a_sealed_need_is_sent_after_a_second_yes_alone),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(who_guesses_is_slowed_and_so_is_a_right_code),
        cmocka_unit_test(a_number_that_would_not_ring_comes_back_as_it_was_typed),
        cmocka_unit_test(what_she_said_is_thanked_for_at_an_address_that_says_nothing),
    };

    return world_run_ready("resident", tests, COUNT(tests)) +
           world_run_once("resident", once, COUNT(once));
}
