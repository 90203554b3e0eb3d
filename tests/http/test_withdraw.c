/* test_withdraw.c -- sharing stops on the very next request, every agency hears of it and
 * says that it stopped, and nothing tells of whom.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/ageing_app.h"
#include "app/link.h"
#include "core/build.h"
#include "store/withdraw_store.h"

#include <stdio.h>
#include <string.h>

#define CALLED "consent=all&proved=called-back"

struct hers {
    struct site *t;
    struct visitor *manager;
    struct story *st;
};

static struct hers hers_new(struct world *w)
{
    struct hers h = {.t = site_new(w)};

    story_begin(h.t);
    h.manager = visitor_new(h.t, ROLE_CASE_MANAGER, "en");
    h.st = story_new(h.t, 1);
    story_own(h.t, h.st, h.manager);
    return h;
}

static const char *text_en(struct hers *h, const char *msg)
{
    return sentence(h->t, "en", msg);
}

static const struct local_answer *work(struct hers *h, const char *path, const char *form)
{
    return site_post(h->t, h->manager, story_fill(h->t, h->st, path),
                     story_fill(h->t, h->st, form));
}

static const struct local_answer *look(struct hers *h, const char *path)
{
    return site_get(h->t, h->manager, story_fill(h->t, h->st, path));
}

/* The form of the agency's page, of what was stopped just now. */
static const char *stopped_form(struct hers *h)
{
    struct build b = {.arena = h->t->arena};

    build_text(&b, "token=");
    build_text(&b, stop_token(h->t->phone->keys, h->st->referral, h->t->phone->now,
                              h->t->arena));
    return build_done(&b);
}

static void a_call_stops_the_very_next_request_of_an_open_link(void **state)
{
    struct hers h = hers_new(*state);
    const char *open = story_fill(h.t, h.st, "token={token}");
    const char *answer = story_fill(h.t, h.st, "token={token}&answer=accept");

    assert_status(site_follow(h.t, "/r/open", open), 200);
    assert_status(work(&h, "/cases/{case}/sharing/stop", "consent=all&proved=card-word"),
                  303);
    const struct local_answer *a = site_follow(h.t, "/r/open", open);
    assert_status(a, 404);
    assert_has(a, text_en(&h, "agency.link_over"));
    a = site_follow(h.t, "/r/answer", answer);
    assert_status(a, 404);
    assert_has(a, text_en(&h, "agency.link_over"));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    a = look(&h, "/cases/{case}/sharing");
    assert_has(a, text_en(&h, "withdraw.by_phone"));
    assert_has(a, text_en(&h, "withdraw.proved_word"));
    assert_has(a, text_en(&h, "withdraw.nothing_shared"));
    assert_has(a, "<dt>All of it</dt>"); /* and not "Only with" */
}

static void a_caller_who_proved_nothing_stops_nothing(void **state)
{
    struct hers h = hers_new(*state);
    const char *open = story_fill(h.t, h.st, "token={token}");
    const struct local_answer *a =
        work(&h, "/cases/{case}/sharing/stop", "consent=all&proved=");

    assert_status(a, 422);
    assert_has(a, text_en(&h, "withdraw.proved_missing"));
    a = work(&h, "/cases/{case}/sharing/stop", "consent=&proved=called-back");
    assert_status(a, 422);
    assert_has(a, text_en(&h, "withdraw.which_missing"));
    assert_status(
        work(&h, "/cases/{case}/sharing/stop", "consent={new}&proved=called-back"), 404);
    assert_status(site_follow(h.t, "/r/open", open), 200);
}

static struct err count(struct session *s, void *ctx)
{
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    return stop_count(db, s->arena, ctx);
}

static void an_agency_says_that_it_stopped_and_a_look_says_nothing(void **state)
{
    struct hers h = hers_new(*state);
    struct stop_counts n = {0}, after = {0};

    assert_ok(phone_run(h.t->phone, STORE_CARE, count, &n));
    assert_status(work(&h, "/cases/{case}/sharing/stop", CALLED), 303);
    const char *form = stopped_form(&h);
    assert_status(site_get(h.t, NULL, "/stopped"), 200);
    const struct local_answer *a = site_post(h.t, NULL, "/stopped/open", form);
    assert_status(a, 200);
    assert_has(a, text_en(&h, "withdraw.agency_stop"));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    for (size_t i = 0; i < story_need_words_len; i++)
        assert_lacks(a, story_need_words[i]);
    assert_has(look(&h, "/cases/{case}"), "Has a message");
    assert_status(site_follow(h.t, "/stopped/said", form), 200);
    a = site_follow(h.t, "/stopped/said", form); /* twice is once */
    assert_has(a, text_en(&h, "withdraw.agency_thanks"));
    assert_has(look(&h, "/cases/{case}"), "Said that they stopped");
    assert_ok(phone_run(h.t->phone, STORE_CARE, count, &after));
    assert_int_equal(after.said - n.said, 1);
}

static void who_is_silent_past_the_day_is_on_today_until_somebody_called(void **state)
{
    struct hers h = hers_new(*state);
    const char *title = text_en(&h, "withdraw.today");

    assert_status(work(&h, "/cases/{case}/sharing/stop", CALLED), 303);
    assert_lacks(look(&h, "/cases"), title);
    site_clock(h.t, h.t->phone->now + 9 * DAY);
    visitor_sign_in(h.t, h.manager);
    const struct local_answer *a = look(&h, "/cases");
    assert_has(a, title);
    assert_has(a, "Harbor Agency");
    assert_status(work(&h, "/cases/{case}/sharing/{referral}/told", "told_by="), 422);
    assert_status(
        work(&h, "/cases/{case}/sharing/{referral}/told", "told_by=Ms+Lee&from=today"),
        303);
    assert_lacks(look(&h, "/cases"), title);
    assert_has(look(&h, "/cases/{case}/sharing"), "Ms Lee");
    assert_null(strstr(dump_care(h.t->phone), "Ms Lee"));
}

static struct err come_back(struct session *s, void *ctx)
{
    struct hers *h = ctx;
    char event[80], id[ID_TEXT];
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    id_format(id_of(h->st->referral), id);
    snprintf(event, sizeof event, "withdrawn:%s:1", id);
    return mail_came_back(db, &(struct mail){.event = event, .recipient = STORY_MAIL},
                          s->now);
}

static void mail_that_came_back_is_a_call_at_once(void **state)
{
    struct hers h = hers_new(*state);

    assert_status(work(&h, "/cases/{case}/sharing/stop", CALLED), 303);
    assert_lacks(look(&h, "/cases"), text_en(&h, "withdraw.today"));
    assert_ok(phone_run(h.t->phone, STORE_CARE, come_back, &h));
    const struct local_answer *a = look(&h, "/cases");
    assert_has(a, text_en(&h, "withdraw.today"));
    assert_has(a, text_en(&h, "withdraw.notice_phone"));
}

static void a_guessed_and_an_old_link_get_the_same_plain_answer(void **state)
{
    struct hers h = hers_new(*state);

    assert_status(work(&h, "/cases/{case}/sharing/stop", CALLED), 303);
    const char *form = stopped_form(&h);
    const struct local_answer *guessed =
        site_post(h.t, NULL, "/stopped/open", "token=AAAAAAAAAAAAAAAAAAAAAA");
    assert_status(guessed, 404);
    site_clock(h.t, h.t->phone->now + 92 * DAY);
    const struct local_answer *old = site_follow(h.t, "/stopped/said", form);
    assert_status(old, 404);
    assert_string_equal(old->body, guessed->body);
}

static void what_stays_of_it_is_a_count(void **state)
{
    struct hers h = hers_new(*state);
    struct stop_counts n = {0}, after = {0};

    assert_ok(phone_run(h.t->phone, STORE_CARE, count, &n));
    assert_status(work(&h, "/cases/{case}/sharing/stop", CALLED), 303);
    assert_ok(phone_run(h.t->phone, STORE_CARE, count, &after));
    assert_int_equal(after.stopped - n.stopped, 2); /* the door's and the full one */
    assert_int_equal(after.told - n.told, 1);
    assert_int_equal(after.said, n.said);
    const char *all = dump_care(h.t->phone);
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_null(strstr(all, story_secrets[i]));
}

static void who_took_back_every_yes_is_neither_called_nor_visited(void **state)
{
    static const char *const pages[] = {"/cases/{case}", "/cases/{case}/attempts",
                                        "/cases/{case}/household",
                                        "/cases/{case}/visits"};
    struct hers h = hers_new(*state);

    for (size_t i = 0; i < COUNT(pages); i++)
        assert_lacks(look(&h, pages[i]), text_en(&h, "withdraw.no_contact"));
    assert_has(look(&h, "/cases/{case}/attempts"), "href=\"tel:");
    assert_status(work(&h, "/cases/{case}/sharing/stop", CALLED), 303);
    for (size_t i = 0; i < COUNT(pages); i++) {
        const struct local_answer *a = look(&h, pages[i]);

        assert_has(a, text_en(&h, "withdraw.no_contact"));
        assert_lacks(a, "href=\"tel:");
        assert_lacks(a, text_en(&h, "case.message_yes"));
    }
    const struct local_answer *a =
        work(&h, "/cases/{case}/visits", "id={new}&day=2026-12-01&time=10:00&visitor=");
    assert_status(a, 422);
    assert_has(a, text_en(&h, "home_visit.left_alone"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_stops_the_very_next_request_of_an_open_link),
        cmocka_unit_test(a_caller_who_proved_nothing_stops_nothing),
        cmocka_unit_test(an_agency_says_that_it_stopped_and_a_look_says_nothing),
        cmocka_unit_test(who_is_silent_past_the_day_is_on_today_until_somebody_called),
        cmocka_unit_test(mail_that_came_back_is_a_call_at_once),
        cmocka_unit_test(a_guessed_and_an_old_link_get_the_same_plain_answer),
        cmocka_unit_test(what_stays_of_it_is_a_count),
        cmocka_unit_test(who_took_back_every_yes_is_neither_called_nor_visited),
    };

    return world_run_ready("withdraw", tests, COUNT(tests));
}
