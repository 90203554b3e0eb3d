/* test_hub.c -- the Hub's pages: not there until the city has one, nothing of a person on
 * the sheet, no unless yes is chosen.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

#define MATTER "018f0000-0061-7000-8000-0000000000aa"
#define HUB "/cases/{case}/hub"
#define ON_IT HUB "/" MATTER
#define SHEET "&age=25-39&sex=unsaid&risk=losing-home&risk=alone"
#define YES "id={new}&lang=es&answer=yes&method=signed&expires=2027-02-24"

struct hub {
    struct site *t;
    struct visitor *manager;
    struct story *st;
};

static struct err set_on(struct db *db, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    return db_exec(db, &q_setting_put, &(struct q_setting_put_in){"hub", "on"});
}

static struct hub hub_new(struct world *w)
{
    struct hub h = {.t = site_new(w)};

    story_begin(h.t);
    h.manager = visitor_new(h.t, ROLE_CASE_MANAGER, "en");
    h.st = story_new(h.t, 1);
    story_own(h.t, h.st, h.manager);
    assert_ok(world_change(w, STORE_REGISTRY, set_on, NULL));
    return h;
}

static const struct local_answer *get(struct hub *h, const char *path)
{
    return site_get(h->t, h->manager, story_fill(h->t, h->st, path));
}

static const struct local_answer *post(struct hub *h, const char *path, const char *form)
{
    return site_post(h->t, h->manager, story_fill(h->t, h->st, path),
                     story_fill(h->t, h->st, form));
}

static const char *text_en(struct hub *h, const char *msg)
{
    return sentence(h->t, "en", msg);
}

static void at_the_table(struct hub *h)
{
    assert_status(post(h, HUB, "id=" MATTER SHEET), 303);
    assert_status(post(h, HUB "/ask", YES), 303);
    assert_status(post(h, ON_IT "/decide", "rev=1&filter=1&accept=yes"), 303);
}

static void without_a_hub_its_addresses_answer_as_if_nothing_were_there(void **state)
{
    struct site *t = site_new(*state);
    struct hub h = {.t = t};

    story_begin(t);
    h.manager = visitor_new(t, ROLE_CASE_MANAGER, "en");
    h.st = story_new(t, 1);
    story_own(t, h.st, h.manager);
    assert_status(get(&h, HUB), 404); /* the same bytes: test_rights.c */
    assert_status(get(&h, HUB "/ask"), 404);
    assert_status(post(&h, HUB, "id=" MATTER SHEET), 404);
    assert_lacks(get(&h, "/cases/{case}"), "/hub");
    assert_ok(world_change(*state, STORE_REGISTRY, set_on, NULL));
    assert_status(get(&h, HUB), 200);
    assert_has(get(&h, "/cases/{case}"), "/hub");
}

static void nobody_else_finds_it(void **state)
{
    static const enum role others[] = {ROLE_CASE_MANAGER, ROLE_INSPECTOR, ROLE_SUPERVISOR,
                                       ROLE_EVALUATOR,    ROLE_PRIVACY,   ROLE_LEADER};
    struct hub h = hub_new(*state);

    at_the_table(&h);
    for (size_t i = 0; i < COUNT(others); i++) {
        struct visitor *v = visitor_new(h.t, others[i], "en");

        assert_status(site_get(h.t, v, story_fill(h.t, h.st, HUB)), 404);
        assert_status(site_get(h.t, v, story_fill(h.t, h.st, ON_IT "/sheet")), 404);
    }
}

static void the_sheet_tells_nothing_of_whose_it_is(void **state)
{
    struct hub h = hub_new(*state);

    at_the_table(&h);
    const struct local_answer *a = get(&h, ON_IT "/sheet");
    assert_status(a, 200);
    assert_has(a, "May lose the home");
    assert_has(a, text_en(&h, "hub_age.25-39"));
    assert_lacks(a, text_en(&h, "hub.sex"));
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    assert_lacks(a, "Erie");
    assert_lacks(a, "2026");
}

static void what_is_not_yes_is_no(void **state)
{
    struct hub h = hub_new(*state);

    const char *form = local_header(get(&h, HUB "/ask"), "Location");
    assert_has(get(&h, form), "value=\"no\" checked");
    assert_status(post(&h, HUB, "id=" MATTER SHEET), 303);
    assert_status(post(&h, HUB "/ask", "id={new}&method=signed&expires=2027-02-24"), 303);
    const struct local_answer *a = get(&h, HUB);
    assert_has(a, text_en(&h, "hub_state.declined"));
    assert_has(a, text_en(&h, "hub_reason.resident-no"));
}

static void without_a_yes_the_table_hears_nothing(void **state)
{
    struct hub h = hub_new(*state);

    assert_status(post(&h, HUB, "id=" MATTER SHEET), 303);
    const struct local_answer *a = post(&h, ON_IT "/decide", "rev=1&filter=1&accept=yes");
    assert_status(a, 409);
    assert_has(a, text_en(&h, "hub.consent_first"));
    assert_status(get(&h, ON_IT "/sheet"), 409);
    assert_status(get(&h, ON_IT "/sheet.pdf"), 409);
}

static void a_form_that_says_too_little_comes_back_filled_in(void **state)
{
    struct hub h = hub_new(*state);
    const struct local_answer *a = post(&h, HUB, "id=" MATTER "&sex=male&risk=food");

    assert_status(a, 422);
    assert_has(a, text_en(&h, "hub.age_missing"));
    assert_has(a, "value=\"food\" checked");
    at_the_table(&h);
    a = post(&h, ON_IT "/decide", "rev=2&filter=2&accept=no");
    assert_has(a, text_en(&h, "hub.reason_missing"));
    assert_status(post(&h, ON_IT "/decide", "rev=2&filter=2&accept=yes"), 303);
    a = post(&h, ON_IT "/decide", "rev=3&filter=3&accept=yes");
    assert_has(a, text_en(&h, "hub.lead_missing"));
    a = post(&h, ON_IT "/reveal", "id={new}&agency=Clinic&told=name");
    assert_status(a, 409);
    assert_has(a, text_en(&h, "hub.now_3"));
    assert_status(post(&h, ON_IT "/decide", "rev=3&filter=3&accept=yes&lead=Clinic"),
                  303);
    a = post(&h, ON_IT "/reveal", "id={new}&agency=&police=yes");
    assert_status(a, 422);
    assert_has(a, text_en(&h, "hub.reveal_missing"));
    assert_has(a, text_en(&h, "hub.reveal_what_missing"));
}

static void whom_she_was_named_to_stands_on_her_own_page(void **state)
{
    struct hub h = hub_new(*state);
    const char *hers = "lang=en&token=K7F20001";

    at_the_table(&h);
    assert_status(post(&h, ON_IT "/decide", "rev=2&filter=2&accept=yes"), 303);
    assert_status(post(&h, ON_IT "/decide", "rev=3&filter=3&accept=yes&lead=Clinic"),
                  303);
    assert_lacks(site_post(h.t, NULL, "/my/open", hers),
                 text_en(&h, "resident.saw_hub_police"));
    assert_status(
        post(&h, ON_IT "/reveal", "id={new}&agency=Quayside&police=yes&told=name"), 303);
    assert_has(get(&h, HUB), "Quayside");
    const struct local_answer *a = site_post(h.t, NULL, "/my/open", hers);
    assert_has(a, text_en(&h, "resident.saw_hub_police"));
    assert_lacks(a, "Quayside");
    assert_lacks(a, "Clinic");
    assert_status(site_post(h.t, NULL, "/my/stop",
                            story_fill(h.t, h.st, "lang=en&token=K7F20001&id={new}")),
                  303);
    assert_has(get(&h, "/cases/{case}"), text_en(&h, "hub.tell_link"));
    assert_status(get(&h, ON_IT "/sheet"), 409);
    assert_status(post(&h, ON_IT "/told-stop", ""), 303);
    assert_lacks(get(&h, "/cases/{case}"), text_en(&h, "hub.tell_link"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_hub_its_addresses_answer_as_if_nothing_were_there),
        cmocka_unit_test(nobody_else_finds_it),
        cmocka_unit_test(the_sheet_tells_nothing_of_whose_it_is),
        cmocka_unit_test(what_is_not_yes_is_no),
        cmocka_unit_test(without_a_yes_the_table_hears_nothing),
        cmocka_unit_test(a_form_that_says_too_little_comes_back_filled_in),
        cmocka_unit_test(whom_she_was_named_to_stands_on_her_own_page),
    };

    return world_run_ready("hub", tests, COUNT(tests));
}
