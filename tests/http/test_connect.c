/* test_connect.c -- a need on its way: who may say what, each way to send, what came
 * back, and what agencies that only count are spared.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "listener.h"
#include "story.h"

#include "app/link.h"
#include "app/mail_app.h"
#include "app/rounds.h"
#include "core/build.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

#define SENT "/cases/{case}/referrals/{referral}"
#define SERVICE "/cases/{case}/needs/{need}/services/{service}"

struct desk {
    struct site *t;
    struct visitor *v;
    struct story *st;
};

static struct desk desk_new(struct world *w)
{
    struct desk d = {.t = site_new(w)};

    story_begin(d.t);
    d.v = visitor_new(d.t, ROLE_CASE_MANAGER, "en");
    d.st = story_new(d.t, 1);
    story_own(d.t, d.st, d.v);
    return d;
}

static const struct local_answer *get(const struct desk *d, const char *path)
{
    return site_get(d->t, d->v, story_fill(d->t, d->st, path));
}

static const struct local_answer *post(const struct desk *d, const char *path,
                                       const char *form)
{
    return site_post(d->t, d->v, story_fill(d->t, d->st, path),
                     story_fill(d->t, d->st, form));
}

static const struct local_answer *by_link(const struct desk *d, const char *form)
{
    return site_follow(d->t, "/r/answer", story_fill(d->t, d->st, form));
}

/* The agency as it is from now on. */
static struct err become(struct session *s, void *ctx)
{
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    return db_exec(db, &q_organization_put, ctx);
}

static void agency_is(const struct desk *d, struct q_organization_put_in as)
{
    as.id = d->st->organization;
    as.external_id = "harbor";
    as.name = "Harbor Agency";
    as.description = "";
    assert_ok(phone_run(d->t->phone, STORE_CARE, become, &as));
}

static struct mail_config mail_of(const struct desk *d)
{
    return (struct mail_config){.stores = &d->t->stores,
                                .city = WORLD_CITY,
                                .city_name = "Testville",
                                .public_url = SITE_URL,
                                .keys = d->t->phone->keys,
                                .smtp = {.from = "doorstep@city.example"}};
}

static struct mail_round round_of(const struct desk *d, const struct mail_config *mail)
{
    struct mail_watch watch = {.now = d->t->phone->now};
    struct mail_round done;

    assert_ok(mail_round(mail, STORE_CARE, &watch, &done));
    return done;
}

/* ---- the life of one ---- */

static void the_link_and_the_phone_drive_the_same_table(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(by_link(&d, "token={token}&answer=waitlist&until=2030-01-15"), 200);
    assert_has(get(&d, SENT), "On a waiting list until");
    assert_status(post(&d, SENT "/told", "rev=2&page=one&answer=accept&told_by=Kim"),
                  303);
    assert_has(get(&d, SENT), "Kim, on the phone");
    assert_has(by_link(&d, "token={token}&answer=end&ended=done"),
               sentence(d.t, "en", "agency.thanks"));
    assert_has(get(&d, SENT), sentence(d.t, "en", "connect.ending_done"));
}

static void the_history_keeps_each_answer_and_who_gave_it(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(by_link(&d, "token={token}&answer=waitlist"), 200);
    assert_status(post(&d, SENT "/told", "rev=2&page=one&answer=accept&told_by=Kim"),
                  303);
    const struct local_answer *a = get(&d, "/cases/{case}");
    assert_has(a, sentence(d.t, "en", "referral_state.waitlisted"));
    assert_has(a, sentence(d.t, "en", "referral_state.accepted"));
    assert_has(a, "Kim, on the phone");
}

static void what_cannot_be_now_is_told_with_what_can(void **state)
{
    struct desk d = desk_new(*state);
    const char *before = site_changes(d.t);
    const struct local_answer *a =
        post(&d, SENT "/told", "rev=1&page=one&answer=end&ended=done&told_by=Kim");

    assert_status(a, 409);
    assert_has(a, sentence(d.t, "en", "connect.not_now"));
    assert_has(a, "value=\"accept\"");
    assert_lacks(a, "value=\"end\"");
    assert_string_equal(site_changes(d.t), before);
}

static void a_faster_colleague_is_shown_and_the_typed_note_stays(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(by_link(&d, "token={token}&answer=accept&note=Room+on+Monday"), 200);
    const struct local_answer *a =
        post(&d, SENT "/told",
             "rev=1&page=one&answer=refuse&reason=other&told_by=Kim"
             "&note=They+moved+offices");
    assert_status(a, 409);
    assert_has(a, "They moved offices");
    assert_has(a, "Room on Monday");
    assert_has(a, sentence(d.t, "en", "case.answered_meanwhile"));
}

static void who_said_no_comes_last_and_can_be_asked_again(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(by_link(&d, "token={token}&answer=refuse&reason=no-capacity"), 200);
    assert_has(get(&d, SENT), sentence(d.t, "en", "connect.other_service"));
    assert_has(get(&d, "/cases/{case}/needs/{need}/services"),
               sentence(d.t, "en", "connect.said_no"));
    assert_status(post(&d, SENT "/reopen", "rev=2&note="), 422);
    assert_status(post(&d, SENT "/reopen", "rev=2&note=A+bed+is+free"), 303);
    assert_has(get(&d, SENT), "A bed is free");
    d.st->token = link_token(d.t->phone->keys, d.st->referral, 2, d.t->arena);
    assert_status(by_link(&d, "token={token}&answer=accept"), 200);
}

static void nothing_is_asked_again_once_the_consent_is_withdrawn(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(by_link(&d, "token={token}&answer=refuse&reason=no-capacity"), 200);
    assert_status(post(&d, "/cases/{case}/consent/{consent}/withdraw", ""), 303);
    const char *before = site_changes(d.t);
    const struct local_answer *a = post(&d, SENT "/reopen", "rev=2&note=Again");
    assert_true(a->status == 422 || a->status == 409);
    assert_string_equal(site_changes(d.t), before);
}

/* ---- ways ---- */

/* The link was refused; the same need goes out by another way. */
static const char *send_by(const struct desk *d, const char *way)
{
    char form[120];

    assert_status(by_link(d, "token={token}&answer=refuse&reason=cannot-reach"), 200);
    snprintf(form, sizeof form, "id={new}&tell=name&way=%s", way);
    const struct local_answer *a = post(d, SERVICE, form);
    assert_status(a, 303);
    const char *to = local_header(a, "Location");
    assert_non_null(strstr(to, "/referrals/"));
    return to;
}

static void paper_holds_what_was_reviewed_until_the_consent_ends(void **state)
{
    struct desk d = desk_new(*state);
    const struct local_answer *review = get(&d, SERVICE "?way=print");
    struct build pdf = {.arena = d.t->arena};

    assert_has(review, sentence(d.t, "en", "connect.tell_print"));
    build_text(&pdf, send_by(&d, "print"));
    build_text(&pdf, "/request.pdf");
    const struct local_answer *a = site_get(d.t, d.v, build_done(&pdf));
    assert_status(a, 200);
    assert_memory_equal(a->body, "%PDF", 4);
    assert_status(post(&d, "/cases/{case}/consent/{consent}/withdraw", ""), 303);
    assert_status(site_get(d.t, d.v, build_done(&pdf)), 404);
}

static void the_review_shows_all_that_goes_along(void **state)
{
    static const char *const ways[] = {"link", "phone", "print", "apply"};
    struct desk d = desk_new(*state);

    for (size_t i = 0; i < COUNT(ways); i++) {
        struct build path = {.arena = d.t->arena};

        build_text(&path, SERVICE "?way=");
        build_text(&path, ways[i]);
        const struct local_answer *a = get(&d, build_done(&path));
        assert_has(a, STORY_PHONE);
        assert_has(a, sentence(d.t, "en", "agency.message_no"));
        assert_has(a, STORY_KNOCK);
        assert_lacks(a, STORY_NOTE);
    }
    assert_lacks(get(&d, SERVICE "?way=own"), STORY_PHONE);
}

static void an_application_keeps_its_number_sealed(void **state)
{
    struct desk d = desk_new(*state);
    const char *to = send_by(&d, "apply");
    struct build told = {.arena = d.t->arena};

    assert_has(site_get(d.t, d.v, to), sentence(d.t, "en", "referral_state.documents"));
    build_text(&told, to);
    build_text(&told, "/told");
    assert_status(site_post(d.t, d.v, build_done(&told),
                            "rev=1&page=one&answer=apply&number=FA-2291-Q"),
                  303);
    assert_has(site_get(d.t, d.v, to), "FA-2291-Q");
    assert_null(strstr(site_dump(d.t), "FA-2291-Q"));
}

static void our_own_programme_is_taken_at_once_and_tells_nobody(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(by_link(&d, "token={token}&answer=refuse&reason=other"), 200);
    agency_is(&d, (struct q_organization_put_in){.email = STORY_MAIL, .own = 1});
    size_t mails = times(dump_care(d.t->phone), STORY_MAIL);
    assert_status(post(&d, SERVICE, "id={new}&tell=name&way=link"), 422);
    const struct local_answer *a = post(&d, SERVICE, "id={new}&tell=name&way=own");
    assert_status(a, 303);
    a = site_get(d.t, d.v, local_header(a, "Location"));
    assert_has(a, sentence(d.t, "en", "referral_state.accepted"));
    assert_lacks(a, STORY_PHONE);
    assert_int_equal(times(dump_care(d.t->phone), STORY_MAIL), mails);
}

static void an_agency_that_only_counts_is_never_asked_and_never_nagged(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(by_link(&d, "token={token}&answer=refuse&reason=other"), 200);
    agency_is(&d,
              (struct q_organization_put_in){.email = STORY_MAIL, .aggregate_only = 1});
    assert_status(post(&d, SERVICE, "id={new}&tell=name&way=link"), 422);
    const struct local_answer *a = post(&d, SERVICE, "id={new}&tell=name&way=phone");
    const char *to = local_header(a, "Location");
    struct build told = {.arena = d.t->arena};

    build_text(&told, to);
    build_text(&told, "/told");
    a = site_get(d.t, d.v, to);
    assert_has(a, sentence(d.t, "en", "connect.counted"));
    assert_lacks(a, "value=\"accept\"");
    assert_status(site_post(d.t, d.v, build_done(&told),
                            "rev=1&page=one&answer=accept&told_by=Kim"),
                  409);
    site_clock(d.t, d.t->phone->now + 20 * DAY);
    visitor_sign_in(d.t, d.v);
    assert_lacks(get(&d, "/cases"), sentence(d.t, "en", "case.silent"));
    assert_status(
        site_post(d.t, d.v, build_done(&told), "rev=1&page=one&answer=start-resident"),
        303);
}

static void how_many_is_all_that_it_gives_back(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(post(&d, "/directory/{service}/counts", "month=2026-11&people=3"), 404);
    agency_is(&d, (struct q_organization_put_in){.aggregate_only = 1});
    assert_status(post(&d, "/directory/{service}/counts", "month=2026-11&people=3"), 303);
    assert_status(post(&d, "/directory/{service}/counts", "month=2026-11&people=41"),
                  303);
    assert_has(get(&d, "/directory/{service}"), "<dt>2026-11</dt><dd>41</dd>");
    assert_status(post(&d, "/directory/{service}/counts", "month=2026-13&people=x"), 422);
    assert_status(post(&d, "/directory/{service}/counts", "month=2030-01&people=1"), 422);
}

/* ---- mail, text messages, reminders ---- */

static void mail_that_comes_back_is_a_task_until_somebody_took_care(void **state)
{
    struct desk d = desk_new(*state);
    struct mail_config mail = mail_of(&d);
    struct listener l;
    char url[64];

    listener_begin(&l, "550 no such box", 1);
    snprintf(url, sizeof url, "smtp://127.0.0.1:%d", l.port);
    mail.smtp.url = url;
    round_of(&d, &mail);
    listener_end(&l);
    assert_has(get(&d, "/cases"), "The mail to Harbor Agency came back");
    assert_status(post(&d, SENT "/noticed", ""), 303);
    assert_lacks(get(&d, "/cases"), "came back");
}

static void a_text_message_waits_for_its_gateway_and_says_only_the_link(void **state)
{
    struct desk d = desk_new(*state);
    struct mail_config mail = mail_of(&d);
    struct listener l;
    char url[64];

    agency_is(&d, (struct q_organization_put_in){.sms = "617-555-0178"});
    assert_status(post(&d, SENT "/ask", "rev=1"), 303);
    round_of(&d, &mail);
    assert_non_null(strstr(dump_care(d.t->phone), "sms:617-555-0178"));

    listener_begin(&l, "503 away", 0);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/messages", l.port);
    mail.gateway = (struct gateway){.url = url, .token = "sesame"};
    site_clock(d.t, d.t->phone->now + 2 * MINUTE);
    assert_int_equal(round_of(&d, &mail).sent, 0);
    l.answer = "202 Accepted";
    site_clock(d.t, d.t->phone->now + 10 * MINUTE);
    assert_int_equal(round_of(&d, &mail).sent, 1);
    listener_end(&l);
    assert_non_null(strstr(l.heard, "Authorization: Bearer sesame"));
    assert_non_null(strstr(l.heard, "\"to\":\"+16175550178\""));
    assert_non_null(strstr(l.heard, SITE_URL "/r#"));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_null(strstr(l.heard, story_secrets[i]));
    for (size_t i = 0; i < story_need_words_len; i++)
        assert_null(strstr(l.heard, story_need_words[i]));
}

static void monday_comes(const struct desk *d, int64_t later)
{
    static const struct zone_change eastern = {0, -5 * 3600};
    static const struct zone zone = {&eastern, 1};
    const struct rounds_config rounds = {.stores = &d->t->stores,
                                         .city = WORLD_CITY,
                                         .city_name = "Testville",
                                         .public_url = SITE_URL,
                                         .keys = d->t->phone->keys,
                                         .zone = &zone};

    assert_ok(round_run(&rounds, round_named("ageing"), d->t->phone->now + later));
}

static void an_agency_with_several_hears_once_a_week_how_many(void **state)
{
    struct desk d = desk_new(*state);

    site_clock(d.t, d.t->phone->now + 23 * DAY);
    monday_comes(&d, 0);
    assert_int_equal(times(dump_care(d.t->phone), "requests-waiting"),
                     0); /* one is no heap */
    site_clock(d.t, d.t->phone->now - 23 * DAY);
    story_new(d.t, 2);
    site_clock(d.t, d.t->phone->now + 23 * DAY);
    for (int i = 0; i < 3; i++)
        monday_comes(&d, i * MINUTE);
    assert_int_equal(times(dump_care(d.t->phone), "requests-waiting"), 1);
    monday_comes(&d, 7 * DAY);
    assert_int_equal(times(dump_care(d.t->phone), "requests-waiting"), 2);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_link_and_the_phone_drive_the_same_table),
        cmocka_unit_test(the_history_keeps_each_answer_and_who_gave_it),
        cmocka_unit_test(what_cannot_be_now_is_told_with_what_can),
        cmocka_unit_test(a_faster_colleague_is_shown_and_the_typed_note_stays),
        cmocka_unit_test(who_said_no_comes_last_and_can_be_asked_again),
        cmocka_unit_test(nothing_is_asked_again_once_the_consent_is_withdrawn),
        cmocka_unit_test(paper_holds_what_was_reviewed_until_the_consent_ends),
        cmocka_unit_test(the_review_shows_all_that_goes_along),
        cmocka_unit_test(an_application_keeps_its_number_sealed),
        cmocka_unit_test(our_own_programme_is_taken_at_once_and_tells_nobody),
        cmocka_unit_test(an_agency_that_only_counts_is_never_asked_and_never_nagged),
        cmocka_unit_test(how_many_is_all_that_it_gives_back),
        cmocka_unit_test(mail_that_comes_back_is_a_task_until_somebody_took_care),
        cmocka_unit_test(a_text_message_waits_for_its_gateway_and_says_only_the_link),
        cmocka_unit_test(an_agency_with_several_hears_once_a_week_how_many),
    };

    return world_run_ready("connect", tests, COUNT(tests));
}
