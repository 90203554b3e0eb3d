/* test_callback.c -- a few consents are called back by somebody who did not take them: by
 * chance alone, in the household's hours, and a no stops the sharing.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/rounds.h"
#include "store/callback_store.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

#define CALL "/callbacks/{consent}"
#define ANSWERS "said_yes=yes&knows_whom=yes&knows_stop=no"
#define DENIES "said_yes=no&knows_whom=no&knows_stop=no"

struct hers {
    struct site *t;
    struct visitor *manager, *lead;
    struct story *st;
};

static struct err set_percent(struct db *db, struct arena *a, void *ctx)
{
    (void)a;
    return db_exec(db, &q_setting_put,
                   &(struct q_setting_put_in){"callback_percent", ctx});
}

static struct hers hers_new(struct world *w, const char *percent)
{
    struct hers h = {.t = site_new(w)};

    story_begin(h.t);
    assert_ok(world_change(w, STORE_REGISTRY, set_percent, (void *)percent));
    h.manager = visitor_new(h.t, ROLE_CASE_MANAGER, "en");
    h.lead = visitor_new(h.t, ROLE_CARE_LEAD, "en");
    h.st = story_new(h.t, 1);
    story_own(h.t, h.st, h.manager);
    return h;
}

static const struct local_answer *see(struct hers *h, const struct visitor *who,
                                      const char *path)
{
    return site_get(h->t, who, story_fill(h->t, h->st, path));
}

static const struct local_answer *call(struct hers *h, const char *path, const char *form)
{
    return site_post(h->t, h->lead, story_fill(h->t, h->st, path), form);
}

static const char *text_en(struct hers *h, const char *msg)
{
    return sentence(h->t, "en", msg);
}

static void a_drawn_consent_is_on_the_care_leads_list_in_the_residents_words(void **state)
{
    struct hers h = hers_new(*state, "100");
    const struct local_answer *a = site_get(h.t, h.lead, "/callbacks");

    assert_status(a, 200);
    assert_has(a, STORY_NAME);
    a = see(&h, h.lead, CALL);
    assert_status(a, 200);
    assert_has(a, sentence(h.t, "es", "receipt.ask_yes"));
    assert_has(a, sentence(h.t, "es", "receipt.ask_stop"));
    for (size_t i = 0; i < story_need_words_len; i++)
        assert_lacks(a, story_need_words[i]);
}

static void at_none_of_a_hundred_nobody_is_called(void **state)
{
    struct hers h = hers_new(*state, "0");

    assert_lacks(site_get(h.t, h.lead, "/callbacks"), STORY_NAME);
    assert_status(see(&h, h.lead, CALL), 404);
}

static void who_took_it_neither_sees_it_nor_calls(void **state)
{
    struct hers h = hers_new(*state, "100");
    struct id id;

    assert_status(site_get(h.t, h.manager, "/callbacks"), 404);
    assert_status(see(&h, h.manager, CALL), 404);
    assert_lacks(see(&h, h.manager, "/cases/{case}"), text_en(&h, "callback.title"));
    require(id_parse(name_id(h.t->arena, 'n', 88), ID_TEXT - 1, &id));
    h.st->consent = id_to(consent, id);
    assert_status(site_post(h.t, h.lead, story_fill(h.t, h.st, "/cases/{case}/consent"),
                            story_fill(h.t, h.st,
                                       "id={consent}&method=signed&expires=2026-12-24"
                                       "&scope={need}:{organization}")),
                  303);
    assert_status(see(&h, h.lead, CALL), 404); /* a care-lead's own */
    assert_status(call(&h, CALL, ANSWERS), 404);
}

static void a_closed_case_is_on_no_list_of_whom_it_is_closed_to(void **state)
{
    struct hers h = hers_new(*state, "100");

    story_block(h.t, h.st, h.lead);
    assert_lacks(site_get(h.t, h.lead, "/callbacks"), STORY_NAME);
    assert_status(see(&h, h.lead, CALL), 404);
}

static void a_yes_ends_it_and_sharing_goes_on(void **state)
{
    struct hers h = hers_new(*state, "100");
    const char *open = story_fill(h.t, h.st, "token={token}");

    assert_status(call(&h, CALL, "said_yes=yes"), 422);
    assert_status(call(&h, CALL, ANSWERS), 303);
    assert_lacks(site_get(h.t, h.lead, "/callbacks"), STORY_NAME);
    assert_status(site_follow(h.t, "/r/open", open), 200);
    assert_status(call(&h, CALL, DENIES), 303); /* what was said first stands */
    assert_status(site_follow(h.t, "/r/open", open), 200);
}

static void a_no_stops_the_sharing_at_once_and_is_told_without_content(void **state)
{
    struct hers h = hers_new(*state, "100");
    struct visitor *privacy = visitor_new(h.t, ROLE_PRIVACY, "en");
    const char *open = story_fill(h.t, h.st, "token={token}");

    assert_status(site_follow(h.t, "/r/open", open), 200);
    assert_status(call(&h, CALL, DENIES), 303);
    assert_status(site_follow(h.t, "/r/open", open), 404);
    assert_has(see(&h, h.manager, "/cases/{case}/sharing"),
               text_en(&h, "withdraw.by_phone"));
    assert_has(site_get(h.t, h.lead, "/callbacks"), text_en(&h, "callback.denied"));
    const char *all = dump_care(h.t->phone);
    assert_non_null(strstr(all, privacy->email));
    assert_non_null(strstr(all, h.lead->email));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_null(strstr(all, story_secrets[i]));
}

static void three_tries_that_reach_nobody_are_said_so(void **state)
{
    struct hers h = hers_new(*state, "100");

    for (int i = 0; i < 2; i++)
        assert_status(call(&h, CALL "/missed", ""), 303);
    assert_lacks(site_get(h.t, h.lead, "/callbacks"), text_en(&h, "callback.unreached"));
    assert_status(call(&h, CALL "/missed", ""), 303);
    assert_has(site_get(h.t, h.lead, "/callbacks"), text_en(&h, "callback.unreached"));
}

static void outside_the_households_hours_nobody_calls(void **state)
{
    struct hers h = hers_new(*state, "100");
    const char *form = "rev={rev}&call_name=" STORY_NAME
                       "&phone=617+555+0142&message_ok=no&from=03:00&to=03:01";

    assert_status(site_post(h.t, h.manager,
                            story_fill(h.t, h.st, "/cases/{case}/household/contact"),
                            story_fill(h.t, h.st, form)),
                  303);
    const struct local_answer *a = call(&h, CALL "/missed", "");
    assert_status(a, 422);
    assert_has(a, text_en(&h, "household.closed_now"));
    assert_status(call(&h, CALL, ANSWERS), 422);
    assert_has(site_get(h.t, h.lead, "/callbacks"), text_en(&h, "callback.waits"));
}

static void one_that_was_stopped_before_is_nobodys_task(void **state)
{
    struct hers h = hers_new(*state, "100");

    assert_status(site_post(h.t, h.manager,
                            story_fill(h.t, h.st, "/cases/{case}/sharing/stop"),
                            "consent=all&proved=called-back"),
                  303);
    assert_lacks(site_get(h.t, h.lead, "/callbacks"), STORY_NAME);
}

static struct err ways(struct session *s, void *ctx)
{
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    return stop_ways(db, &(struct stop_span){0, s->now + DAY}, s->arena, ctx);
}

static void a_stop_of_several_consents_counts_once_and_by_its_way(void **state)
{
    struct hers h = hers_new(*state, "0");
    int64_t before[STOP_WAYS], after[STOP_WAYS];

    assert_ok(phone_run(h.t->phone, STORE_CARE, ways, before));
    assert_status(site_post(h.t, h.manager,
                            story_fill(h.t, h.st, "/cases/{case}/sharing/stop"),
                            "consent=all&proved=called-back"),
                  303);
    assert_ok(phone_run(h.t->phone, STORE_CARE, ways, after));
    assert_int_equal(after[STOP_BY_PHONE] - before[STOP_BY_PHONE], 1);
    assert_int_equal(after[STOP_BY_CODE], before[STOP_BY_CODE]);
    const struct local_answer *a = site_get(h.t, h.lead, "/reports/sharing");
    assert_status(a, 200);
    assert_lacks(a, "Harbor");
    assert_lacks(a, STORY_NAME);
}

/* Inspector 1's request n, whose permission stood on the screen for so long. */
static void asked_at_a_door(struct hers *h, int n, int seconds)
{
    struct phone *p = h->t->phone;
    char data[600];

    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"consent\":\"%s\",\"property\":\"%s\",\"unit\":\"%d\","
             "\"address\":\"12 Erie Street\",\"choices\":[\"food:told\"],"
             "\"urgency\":\"routine\",\"phone\":\"617 555 0142\",\"message_ok\":\"no\","
             "\"text_version\":\"door-1\",\"lang\":\"es\",\"method\":\"shown\","
             "\"asked_seconds\":\"%d\"",
             name_id(p->arena, 'c', n), name_id(p->arena, 'n', n),
             name_id(p->arena, 'p', 1), n, seconds);
    assert_applied(phone_send_one(p, op_sealed(p, n, "help.request", data)));
}

static void asked_at_doors(struct hers *h, int first, int len, int seconds)
{
    for (int i = 0; i < len; i++)
        asked_at_a_door(h, first + i, seconds);
}

static void a_yes_that_came_before_its_text_was_heard_is_the_care_leads_to_ask_about(
    void **state)
{
    struct hers h = hers_new(*state, "0");

    asked_at_doors(&h, 40, 4, 20); /* long enough */
    asked_at_doors(&h, 44, 4, 19);
    assert_has(site_get(h.t, h.lead, "/callbacks"), text_en(&h, "callback.odd_none"));
    asked_at_doors(&h, 48, 1, 1);
    const struct local_answer *a = site_get(h.t, h.lead, "/callbacks");
    assert_has(a, "<strong>A Person</strong>");
    assert_has(a, "5 of 9 yeses came in less than 20 seconds");
    assert_lacks(a, text_en(&h, "callback.odd_none"));
}

static const struct zone_change eastern = {0, -5 * 3600};
static const struct zone eastern_zone = {&eastern, 1};

static int letters_of_takers(struct hers *h, int64_t now)
{
    const struct rounds_config c = {
        .stores = &h->t->stores,
        .city = WORLD_CITY,
        .city_name = "Testville",
        .public_url = SITE_URL,
        .zone = &eastern_zone,
        .keys = h->t->phone->keys,
    };
    int n = 0;

    assert_ok(round_run(&c, round_named("takers"), now));
    for (const char *at = dump_care(h->t->phone);
         (at = strstr(at, "dump_mail takers:")) != NULL; at++)
        n++;
    return n;
}

static void the_care_lead_hears_of_it_once_a_week_and_without_content(void **state)
{
    struct hers h = hers_new(*state, "0");
    struct day today = zone_day(&eastern_zone, h.t->phone->now);
    struct day monday = {today.n + 7 - day_weekday(today)};
    int64_t now = zone_at_ms(&eastern_zone, monday, 8 * 60);

    assert_int_equal(letters_of_takers(&h, now), 0);
    asked_at_doors(&h, 40, 5, 3);
    assert_int_equal(letters_of_takers(&h, now - MINUTE), 0);
    assert_int_equal(letters_of_takers(&h, now), 1);
    assert_int_equal(letters_of_takers(&h, now + MINUTE), 1);
    assert_int_equal(letters_of_takers(&h, now + 7 * DAY), 2);
    assert_int_equal(letters_of_takers(&h, now + 98 * DAY), 2); /* long ago */
    assert_null(strstr(strstr(dump_care(h.t->phone), "dump_mail takers:"), "i1@x"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_drawn_consent_is_on_the_care_leads_list_in_the_residents_words),
        cmocka_unit_test(
            a_yes_that_came_before_its_text_was_heard_is_the_care_leads_to_ask_about),
        cmocka_unit_test(the_care_lead_hears_of_it_once_a_week_and_without_content),
        cmocka_unit_test(at_none_of_a_hundred_nobody_is_called),
        cmocka_unit_test(who_took_it_neither_sees_it_nor_calls),
        cmocka_unit_test(a_closed_case_is_on_no_list_of_whom_it_is_closed_to),
        cmocka_unit_test(a_yes_ends_it_and_sharing_goes_on),
        cmocka_unit_test(a_no_stops_the_sharing_at_once_and_is_told_without_content),
        cmocka_unit_test(three_tries_that_reach_nobody_are_said_so),
        cmocka_unit_test(outside_the_households_hours_nobody_calls),
        cmocka_unit_test(one_that_was_stopped_before_is_nobodys_task),
        cmocka_unit_test(a_stop_of_several_consents_counts_once_and_by_its_way),
    };

    return world_run_ready("callback", tests, COUNT(tests));
}
