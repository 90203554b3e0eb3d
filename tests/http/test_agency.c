/* test_agency.c -- an agency whose people have accounts: what they see is what its links
 * show, to them alone, and no longer than the household allows it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "core/build.h"
#include "queries_site.h"
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
    const struct local_answer *a = own(&h, "answer=accept");
    assert_status(a, 303);
    assert_has(site_get(h.t, h.worker, local_header(a, "Location")),
               sentence(h.t, "en", "agency.thanks"));
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
    assert_status(site_get(h.t, h.worker, "/agency/inspections/new"), 404);
}

/* ---- inspections that an agency asks for ---- */

#define VISITS "/agency/inspections"
#define HOME "018f0000-0070-7000-8000-000000000001"
#define VISIT                                                           \
    "request={new}&inspection={new}&line=12+Erie+Street&property=" HOME \
    "&unit=2B&wrong=%s"                                                 \
    "&alleged=no&call_name=Quilla&phone=617+555+0177&message_ok=no&safe=before+noon"

static const char *visit_form(const struct house *h, const char *wrong)
{
    char form[400];

    snprintf(form, sizeof form, VISIT, wrong);
    return fill(h, form);
}

/* Every request as the enforcement store keeps it. */
static const char *requests(const struct house *h)
{
    struct build b = {.arena = h->t->arena};
    struct q_site_requests_out *r;
    char id[ID_TEXT], by[ID_TEXT];
    size_t len;

    struct db *db = world_read(h->t->w, STORE_ENFORCEMENT);
    assert_ok(db_many(db, &q_site_requests, NULL, (void *)&r, &len, h->t->arena));
    for (size_t i = 0; i < len; i++) {
        const char *cells[] = {id, r[i].unit, r[i].came, r[i].wrong, by};

        id_format(r[i].id, id);
        id_format(id_of(r[i].taken_by), by);
        for (size_t k = 0; k < COUNT(cells); k++) {
            build_text(&b, cells[k]);
            build_char(&b, k + 1 < COUNT(cells) ? ' ' : '\n');
        }
    }
    store_read_end(&db);
    return build_done(&b);
}

static int64_t contacts_kept(const struct house *h)
{
    struct q_site_contacts_out row;

    struct db *db = world_read(h->t->w, STORE_CARE);
    assert_ok(db_one(db, &q_site_contacts, NULL, &row, h->t->arena));
    store_read_end(&db);
    return row.n;
}

static struct err begin_visits(struct session *s, void *ctx)
{
    struct db *db;

    (void)ctx;
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    return db_exec(db, &q_site_begun, &(struct q_site_begun_in){s->now});
}

static void an_agency_asks_for_an_inspection_and_hears_that_somebody_came(void **state)
{
    struct house h = house_joined(*state);
    const char *form = visit_form(&h, "no+heat");

    assert_status(site_post(h.t, h.worker, VISITS, form), 303);
    assert_status(site_post(h.t, h.worker, VISITS, form), 303); /* a second click */
    const struct local_answer *a = site_get(h.t, h.worker, VISITS);
    assert_int_equal(times(a->body, "12 Erie Street"), 1);
    assert_has(a, sentence(h.t, "en", "agency.visit_waiting"));
    assert_has(a, "617 555 0177");
    assert_has(a, sentence(h.t, "en", "agency.message_no"));
    struct visitor *desk = visitor_new(h.t, ROLE_INTAKE, "en");
    assert_has(site_get(h.t, desk, "/requests"), "no heat");
    assert_ok(phone_run(h.t->phone, STORE_ENFORCEMENT, begin_visits, NULL));
    a = site_get(h.t, h.worker, VISITS);
    assert_has(a, sentence(h.t, "en", "agency.visit_came"));
    assert_lacks(a, sentence(h.t, "en", "agency.visit_waiting"));
}

static void enforcement_knows_the_home_and_the_words_and_not_who_asked(void **state)
{
    struct house h = house_joined(*state);
    char worker[ID_TEXT], agency[ID_TEXT];

    assert_status(site_post(h.t, h.worker, VISITS, visit_form(&h, "no+heat")), 303);
    id_format(id_of(h.worker->id), worker);
    id_format(id_of(h.st->organization), agency);
    const char *rows = requests(&h);
    const char *trail = dump_trail(h.t->phone, STORE_ENFORCEMENT);
    assert_non_null(strstr(rows, " 2B electronic no heat "));
    assert_non_null(strstr(trail, " nobody inspection.ask "));
    const char *never[] = {worker, agency, "Quilla", "0177", "before noon", "Harbor"};
    for (size_t i = 0; i < COUNT(never); i++) {
        assert_null(strstr(rows, never[i]));
        assert_null(strstr(trail, never[i]));
    }
}

static void the_rules_of_the_intake_desk_hold_for_an_agency(void **state)
{
    struct house h = house_joined(*state);
    const struct local_answer *a;

    a = site_post(h.t, h.worker, VISITS, visit_form(&h, "no+heat,+she+is+pregnant"));
    assert_status(a, 422);
    assert_has(a, sentence(h.t, "en", "request.social"));
    assert_has(a, "before noon"); /* nothing typed is lost */
    a = site_post(h.t, h.worker, VISITS,
                  fill(&h, "request={new}&inspection={new}&line=1+Nowhere+Road&"
                           "property=none&wrong=no+heat&alleged=yes"));
    assert_status(a, 422);
    assert_has(a, sentence(h.t, "en", "request.postcode_missing"));
    a = site_post(h.t, h.worker, VISITS,
                  fill(&h, "request={new}&inspection={new}&line=1+Nowhere+Road&"
                           "wrong=no+heat&alleged=yes&phone=617+555+0177"));
    assert_has(a, sentence(h.t, "en", "agency.visit_message_missing"));
    assert_string_equal(requests(&h), "");
}

static void whose_account_belongs_to_no_agency_asks_for_nothing(void **state)
{
    struct house h = house_new(*state);

    assert_has(site_get(h.t, h.worker, VISITS), sentence(h.t, "en", "agency.no_agency"));
    assert_status(site_get(h.t, h.worker, VISITS "/new"), 404);
    assert_status(site_post(h.t, h.worker, VISITS, visit_form(&h, "no+heat")), 404);
    assert_string_equal(requests(&h), "");
}

/* Another agency, to which this person belongs. */
static struct err join_another(struct session *s, void *ctx)
{
    const struct visitor *who = ctx;
    struct organization_id id = id_to(organization, id_mint(s->now));
    struct q_organization_put_in put = {
        .id = id, .external_id = "mill", .name = "Mill Agency", .description = ""};
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_exec(db, &q_organization_put, &put));
    return db_exec(db, &q_agency_person_add,
                   &(struct q_agency_person_add_in){who->id, id, s->actor.user, s->now});
}

static void what_an_agency_asked_for_is_its_own(void **state)
{
    struct house h = house_joined(*state), other = h;
    char leave[160];

    assert_status(site_post(h.t, h.worker, VISITS, visit_form(&h, "no+heat")), 303);
    other.worker = visitor_new(h.t, ROLE_PROVIDER, "en");
    assert_ok(phone_run(h.t->phone, STORE_CARE, join_another, other.worker));
    assert_has(site_get(h.t, other.worker, VISITS), "Mill Agency");
    assert_lacks(site_get(h.t, other.worker, VISITS), "12 Erie Street");
    snprintf(leave, sizeof leave, "%s/%s/leave", fill(&h, TEAM),
             whom(&h, h.worker) + strlen("person="));
    assert_status(site_post(h.t, h.lead, leave, ""), 303);
    assert_lacks(site_get(h.t, h.worker, VISITS), "12 Erie Street");
    other.worker = visitor_new(h.t, ROLE_PROVIDER, "en"); /* a colleague */
    assert_status(site_post(h.t, h.lead, fill(&h, TEAM), whom(&h, other.worker)), 303);
    assert_has(site_get(h.t, other.worker, VISITS), "12 Erie Street");
}

/* A form made by hand names a request of another and any visit. */
static void a_visit_that_is_none_of_the_forms_is_not_taken_over(void **state)
{
    struct house h = house_joined(*state);
    struct visitor *desk = visitor_new(h.t, ROLE_INTAKE, "en");
    const char *request = fill(&h, "{new}");
    char form[300];

    snprintf(form, sizeof form,
             "id=%s&inspection={new}&property=" HOME "&wrong=Door&came=phone&alleged=no",
             request);
    assert_status(site_post(h.t, desk, "/requests", fill(&h, form)), 303);
    snprintf(form, sizeof form,
             "request=%s&inspection={new}&line=12+Erie+Street&property=" HOME
             "&wrong=Door&alleged=no",
             request);
    assert_status(site_post(h.t, h.worker, VISITS, fill(&h, form)), 404);
    assert_lacks(site_get(h.t, h.worker, VISITS), "12 Erie Street");
}

static void how_to_reach_the_household_is_forgotten_after_ninety_days(void **state)
{
    struct house h = house_joined(*state);

    assert_status(site_post(h.t, h.worker, VISITS, visit_form(&h, "no+heat")), 303);
    site_clock(h.t, h.t->phone->now + 91 * DAY);
    visitor_sign_in(h.t, h.worker);
    const struct local_answer *a = site_get(h.t, h.worker, VISITS);
    assert_has(a, "12 Erie Street");
    assert_lacks(a, "617 555 0177");
    assert_int_equal(contacts_kept(&h), 1);
    assert_status(site_post(h.t, h.worker, VISITS, visit_form(&h, "no+water")), 303);
    assert_int_equal(contacts_kept(&h), 1); /* the new one alone */
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
        cmocka_unit_test(an_agency_asks_for_an_inspection_and_hears_that_somebody_came),
        cmocka_unit_test(enforcement_knows_the_home_and_the_words_and_not_who_asked),
        cmocka_unit_test(the_rules_of_the_intake_desk_hold_for_an_agency),
        cmocka_unit_test(whose_account_belongs_to_no_agency_asks_for_nothing),
        cmocka_unit_test(what_an_agency_asked_for_is_its_own),
        cmocka_unit_test(a_visit_that_is_none_of_the_forms_is_not_taken_over),
        cmocka_unit_test(how_to_reach_the_household_is_forgotten_after_ninety_days),
    };

    return world_run_ready("agency", tests, COUNT(tests));
}
