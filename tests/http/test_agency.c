/* test_agency.c -- an agency whose people have accounts: what they see is what its links
 * show, to them alone, and no longer than the household allows it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "core/build.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

#define TEAM "/directory/{service}/team"
#define OWN "/agency/{referral}"

struct house {
    struct site *t;
    struct visitor *lead, *worker;
    struct story *st;
};

static const char *fill(const struct house *h, const char *pattern)
{
    return story_fill(h->t, h->st, pattern);
}

static const char *whom(const struct house *h, const struct visitor *who)
{
    char form[64] = "person=";

    id_format(id_of(who->id), form + strlen(form));
    return arena_copy(h->t->arena, form, strlen(form));
}

static struct house house_new(struct world *w)
{
    struct house h = {.t = site_new(w)};

    story_begin(h.t);
    h.lead = visitor_new(h.t, ROLE_CARE_LEAD, "en");
    h.worker = visitor_new(h.t, ROLE_PROVIDER, "en");
    h.st = story_new(h.t, 1);
    return h;
}

static struct house house_joined(struct world *w)
{
    struct house h = house_new(w);

    assert_status(site_post(h.t, h.lead, fill(&h, TEAM), whom(&h, h.worker)), 303);
    return h;
}

static const struct local_answer *own(const struct house *h, const char *form)
{
    return form ? site_post(h->t, h->worker, fill(h, OWN), form)
                : site_get(h->t, h->worker, fill(h, OWN));
}

static const struct local_answer *inbox(const struct house *h)
{
    return site_get(h->t, h->worker, "/agency");
}

static void assert_nothing(const struct house *h)
{
    assert_lacks(inbox(h), fill(h, OWN "\""));
    assert_status(own(h, NULL), 404);
    assert_status(own(h, "answer=accept"), 404);
}

static void an_account_sees_and_answers_what_the_link_does(void **state)
{
    struct house h = house_joined(*state);

    assert_has(inbox(&h), fill(&h, OWN));
    assert_lacks(inbox(&h), STORY_NAME);
    assert_lacks(own(&h, NULL), STORY_NAME);
    assert_status(own(&h, "answer=accept"), 303);
    assert_has(inbox(&h), STORY_NAME);
    assert_has(own(&h, NULL), STORY_PHONE);
    assert_has(site_follow(h.t, "/r/open", fill(&h, "token={token}")), STORY_PHONE);
    assert_status(site_follow(h.t, "/r/answer", fill(&h, "token={token}&answer=start")),
                  200);
    assert_has(own(&h, NULL), "value=\"end\"");
}

static void a_question_past_its_day_is_late_on_list_and_page(void **state)
{
    struct house h = house_joined(*state);

    assert_lacks(inbox(&h), "data-state=\"late\"");
    site_clock(h.t, h.t->phone->now + 20 * DAY);
    visitor_sign_in(h.t, h.worker);
    assert_has(inbox(&h), "data-state=\"late\"");
    assert_has(own(&h, NULL), "data-state=\"late\"");
}

static void an_answer_that_is_not_whole_comes_back_with_its_fault(void **state)
{
    struct house h = house_joined(*state);
    const struct local_answer *a = own(&h, "answer=refuse");

    assert_status(a, 422);
    assert_has(a, sentence(h.t, "en", "agency.reason_missing"));
    assert_has(a, "value=\"accept\"");
}

static void who_belongs_to_no_agency_sees_nothing_and_is_told_so(void **state)
{
    struct house h = house_new(*state);

    assert_has(inbox(&h), sentence(h.t, "en", "agency.no_agency"));
    assert_nothing(&h);
}

static void whose_access_was_ended_finds_nothing_on_the_next_page(void **state)
{
    struct house h = house_joined(*state);
    char leave[160];

    snprintf(leave, sizeof leave, "%s/%s/leave", fill(&h, TEAM),
             whom(&h, h.worker) + strlen("person="));
    assert_status(site_post(h.t, h.lead, leave, ""), 303);
    assert_nothing(&h);
}

static void who_belongs_to_another_agency_stays_there(void **state)
{
    struct house h = house_joined(*state);
    struct visitor *clerk = visitor_new(h.t, ROLE_INTAKE, "en");

    assert_status(site_post(h.t, h.lead, fill(&h, TEAM), whom(&h, h.worker)), 303);
    assert_status(site_post(h.t, h.lead, fill(&h, TEAM), whom(&h, clerk)), 422);
    const struct local_answer *a = site_post(h.t, h.lead, fill(&h, TEAM), "person=");
    assert_status(a, 422);
    assert_has(a, sentence(h.t, "en", "agency.person_missing"));
}

static void what_the_household_took_back_is_not_there(void **state)
{
    struct house h = house_joined(*state);

    assert_status(own(&h, "answer=accept"), 303);
    assert_status(
        site_post(h.t, h.lead, fill(&h, "/cases/{case}/consent/{consent}/withdraw"), ""),
        303);
    assert_nothing(&h);
}

static void what_was_taken_back_is_owed_a_word_that_it_stopped(void **state)
{
    struct house h = house_joined(*state);
    const char *stopped = fill(&h, OWN "/stopped");

    assert_lacks(inbox(&h), stopped);
    assert_status(site_post(h.t, h.worker, stopped, ""), 404);
    assert_status(own(&h, "answer=accept"), 303);
    assert_status(
        site_post(h.t, h.lead, fill(&h, "/cases/{case}/consent/{consent}/withdraw"), ""),
        303);
    assert_has(inbox(&h), stopped);
    assert_lacks(inbox(&h), STORY_NAME);
    assert_status(site_post(h.t, h.worker, stopped, ""), 303);
    assert_lacks(inbox(&h), stopped);
    assert_has(site_get(h.t, h.lead, fill(&h, "/cases/{case}/sharing")),
               "Said that they stopped");
}

static void what_the_household_closed_to_this_person_is_not_there(void **state)
{
    struct house h = house_joined(*state);

    story_block(h.t, h.st, h.worker);
    assert_nothing(&h);
}

static void a_consent_that_ran_out_shows_nothing(void **state)
{
    struct house h = house_joined(*state);

    site_clock(h.t, h.t->phone->now + 400 * DAY);
    visitor_sign_in(h.t, h.worker);
    assert_nothing(&h);
}

static struct err become(struct session *s, void *ctx)
{
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    return db_exec(db, &q_organization_put, ctx);
}

static void an_agency_that_only_counts_has_no_list(void **state)
{
    struct house h = house_joined(*state);
    struct q_organization_put_in as = {.id = h.st->organization,
                                       .external_id = "harbor",
                                       .name = "Harbor Agency",
                                       .description = "",
                                       .aggregate_only = 1};

    assert_ok(phone_run(h.t->phone, STORE_CARE, become, &as));
    assert_has(inbox(&h), sentence(h.t, "en", "agency.counts_only"));
    assert_nothing(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_account_sees_and_answers_what_the_link_does),
        cmocka_unit_test(a_question_past_its_day_is_late_on_list_and_page),
        cmocka_unit_test(an_answer_that_is_not_whole_comes_back_with_its_fault),
        cmocka_unit_test(who_belongs_to_no_agency_sees_nothing_and_is_told_so),
        cmocka_unit_test(whose_access_was_ended_finds_nothing_on_the_next_page),
        cmocka_unit_test(who_belongs_to_another_agency_stays_there),
        cmocka_unit_test(what_the_household_took_back_is_not_there),
        cmocka_unit_test(what_was_taken_back_is_owed_a_word_that_it_stopped),
        cmocka_unit_test(what_the_household_closed_to_this_person_is_not_there),
        cmocka_unit_test(a_consent_that_ran_out_shows_nothing),
        cmocka_unit_test(an_agency_that_only_counts_has_no_list),
    };

    return world_run_ready("agency", tests, COUNT(tests));
}
