/* test_release.c -- requests for public records at the desk: whose page it is, what a
 * wrong form says, and the files as they are had. SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "core/build.h"
#include "queries_site.h"

#include <stdio.h>
#include <string.h>

#define REQUEST "01a20000-0000-7000-8000-0000000000e1"
#define FILE_ID "01a20000-0000-7000-8000-0000000000f1"
#define HOME "018f0000-0070-7000-8000-000000000001"
#define FORM "id=" REQUEST "&property=" HOME
#define GOOD FORM "&asker=owner&reply=owner@example.org"

static const struct local_answer *take(struct site *t, const struct visitor *who)
{
    const struct local_answer *a = site_post(t, who, "/records", GOOD);

    assert_status(a, 303);
    return a;
}

static const char *day_after(struct site *t, int days)
{
    char *s = arena_alloc(t->arena, DAY_TEXT);

    day_format((struct day){(int32_t)(t->phone->now / DAY) + days}, s);
    return s;
}

static const char *joined(struct site *t, const char *a, const char *b)
{
    struct build s = {.arena = t->arena};

    build_text(&s, a);
    build_text(&s, b);
    return build_done(&s);
}

/* What the page says, without the menu around it. */
static const char *said(const struct local_answer *a)
{
    const char *at = strstr(a->body, "<main");

    assert_non_null(at);
    return at;
}

/* As an address that nobody has. */
static void assert_nowhere(const struct local_answer *a, const char *nowhere)
{
    size_t len = strlen(nowhere) - strlen(strstr(nowhere, "</main>"));

    assert_status(a, 404);
    assert_int_equal(strncmp(said(a), nowhere, len), 0);
}

static void it_is_the_records_officers_alone(void **state)
{
    struct site *t = site_new(*state);
    static const char *const pages[] = {"/records", "/records/new", "/records/new?q=Erie",
                                        "/records/" REQUEST};
    static const struct {
        const char *path, *form;
    } posts[] = {
        {"/records", GOOD},
        {"/records/" REQUEST "/make", "file=" FILE_ID},
        {"/records/" REQUEST "/later", "rev=1&until=2026-12-24&why=x"},
        {"/records/" REQUEST "/end", "rev=1&end=withdrawn"},
        {"/records/" REQUEST "/deny", "rev=1&exempt=c&deny=x"},
        {"/records/" REQUEST "/reopen", "rev=1&again=x"},
    };

    take(t, visitor_new(t, ROLE_RECORDS, "en"));
    const char *before = site_changes(t);
    for (int role = 0; role < ROLE_AGENCY; role++) {
        struct visitor *who = visitor_new(t, (enum role)role, "en");

        if (role == ROLE_RECORDS)
            continue;
        const char *nowhere = said(site_get(t, who, "/nowhere"));
        for (size_t i = 0; i < COUNT(pages); i++)
            assert_nowhere(site_get(t, who, pages[i]), nowhere);
        for (size_t i = 0; i < COUNT(posts); i++)
            assert_nowhere(site_post(t, who, posts[i].path, posts[i].form), nowhere);
        assert_lacks(site_get(t, who, "/nowhere"), "\"/records\"");
    }
    assert_string_equal(site_changes(t), before);
    assert_status(site_get(t, NULL, "/records"), 401);
}

static void a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "es");
    const char *tomorrow = joined(t, GOOD "&received=", day_after(t, 1));
    const char *long_ago = joined(t, GOOD "&received=", day_after(t, -3700));
    const struct {
        const char *form, *msg, *typed;
    } bad[] = {
        {FORM "&name=Harbor+Realty", "release.asker_missing", "value=\"Harbor Realty\""},
        {FORM "&asker=landlord&reply=x", "release.asker_missing", "value=\"x\""},
        {FORM "&asker=occupant&name=Kim", "release.reply_missing", "value=\"Kim\""},
        {FORM "&asker=owner&reply=x", "release.reply_odd", "value=\"x\""},
        {GOOD "&first=2026-11-20&last=2026-11-02", "release.span", "2026-11-20"},
        {tomorrow, "release.received_odd", day_after(t, 1)},
        {long_ago, "release.received_odd", "owner@example.org"},
    };
    const char *before = site_changes(t);

    for (size_t i = 0; i < COUNT(bad); i++) {
        const struct local_answer *a = site_post(t, me, "/records", bad[i].form);

        assert_status(a, 422);
        assert_has(a, sentence(t, "es", bad[i].msg));
        assert_has(a, bad[i].typed);
        assert_has(a, "12 Erie Street");
    }
    assert_string_equal(site_changes(t), before);
    assert_lacks(site_get(t, me, "/records"), "Erie");
}

static void a_request_of_last_year_is_taken_down_now(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");

    assert_status(
        site_post(t, me, "/records", joined(t, GOOD "&received=", day_after(t, -400))),
        303);
}

static void more_time_is_refused_beside_its_form(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    const char *late = joined(t, "rev=1&why=Old+files.&until=", day_after(t, 60));
    const struct local_answer *a;

    take(t, me);
    a = site_post(t, me, "/records/" REQUEST "/later", late);
    assert_status(a, 422);
    assert_has(a, sentence(t, "en", "release.until_odd"));
    assert_has(a, ">Old files.</textarea>");
    a = site_post(t, me, "/records/" REQUEST "/later", "rev=1&until=&why=");
    assert_status(a, 422);
    assert_has(a, sentence(t, "en", "release.why_missing"));
    a = site_post(t, me, "/records/" REQUEST "/end", "rev=1&end=lost");
    assert_status(a, 422);
    a = site_post(t, me, "/records/" REQUEST "/end", "rev=1&end=answered");
    assert_status(a, 409);
    assert_has(a, sentence(t, "en", "release.nothing_made"));
    a = site_post(t, me, "/records/" REQUEST "/end", "rev=7&end=withdrawn");
    assert_status(a, 409);
    assert_has(a, sentence(t, "en", "release.changed"));
}

static void more_time_does_not_end_before_today(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    const char *late = "rev=1&why=Old+files.&until=";

    assert_status(
        site_post(t, me, "/records", joined(t, GOOD "&received=", day_after(t, -30))),
        303);
    assert_status(
        site_post(t, me, "/records/" REQUEST "/later", joined(t, late, day_after(t, -1))),
        422);
    assert_status(
        site_post(t, me, "/records/" REQUEST "/later", joined(t, late, day_after(t, 1))),
        303);
}

static void a_file_is_made_had_and_the_request_is_ended(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    const struct local_answer *a;

    take(t, me);
    assert_has(site_get(t, me, "/records"), "12 Erie Street");
    assert_status(site_get(t, me, "/records/" REQUEST "/files/" FILE_ID "/record.csv"),
                  404);
    assert_status(site_post(t, me, "/records/" REQUEST "/make", "file=" FILE_ID), 303);
    a = site_get(t, me, "/records/" REQUEST "/files/" FILE_ID "/record.csv");
    assert_status(a, 200);
    assert_string_equal(local_header(a, "Content-Type"), "text/csv; charset=utf-8");
    assert_has(a, "sheet,line,column,value\r\nproperty,1,Home,P1\r\n");
    a = site_get(t, me, "/records/" REQUEST "/files/" FILE_ID "/record.pdf");
    assert_status(a, 200);
    assert_memory_equal(a->body, "%PDF-", 5);
    assert_status(site_post(t, me, "/records/" REQUEST "/end", "rev=1&end=answered"),
                  303);
    assert_has(site_get(t, me, "/records"), sentence(t, "en", "release.state_answered"));
}

/* The record of the building as it is a day later. */
static struct err move_on(struct db *db, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    return db_exec(db, &q_site_built, NULL);
}

static void the_days_that_were_asked_for_stand_beside_what_is_given(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");

    assert_status(site_post(t, me, "/records", GOOD "&first=2026-07-01&last=2026-07-31"),
                  303);
    const struct local_answer *a = site_get(t, me, "/records/" REQUEST);
    assert_has(a, "<dt>Visits from</dt><dd>July 1, 2026</dd>");
    assert_has(a, "<dt>Visits up to</dt><dd>July 31, 2026</dd>");
}

static size_t steps_in_trail(struct site *t)
{
    return times(site_dump(t), " records.release records");
}

static void each_end_of_a_request_is_in_the_trail(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");

    take(t, me);
    size_t before = steps_in_trail(t);
    site_post(t, me, "/records/" REQUEST "/end", "rev=1&end=withdrawn");
    assert_int_equal(steps_in_trail(t), before + 1);
    site_post(t, me, "/records/" REQUEST "/reopen", "rev=2&again=She+asks+after+all.");
    assert_int_equal(steps_in_trail(t), before + 2);
}

static void an_answer_says_when_and_by_whom_and_is_taken_back_with_a_reason(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    const char *page = "/records/" REQUEST;

    take(t, me);
    assert_lacks(site_get(t, me, page), "/reopen");
    site_post(t, me, "/records/" REQUEST "/make", "file=" FILE_ID);
    site_post(t, me, "/records/" REQUEST "/end", "rev=1&end=answered");
    const struct local_answer *a = site_get(t, me, page);
    assert_has(a, sentence(t, "en", "release.state_answered"));
    assert_has(a, " 2026, ");
    assert_has(a, ", by ");
    assert_status(site_post(t, me, "/records/" REQUEST "/reopen", "rev=2&again="), 422);
    assert_status(site_post(t, me, "/records/" REQUEST "/reopen", "rev=1&again=x"), 409);
    assert_status(site_post(t, me, "/records/" REQUEST "/reopen",
                            "rev=2&again=It+went+to+the+wrong+address."),
                  303);
    a = site_get(t, me, page);
    assert_has(a, sentence(t, "en", "release.state_reopened"));
    assert_has(a, sentence(t, "en", "release.state_answered"));
    assert_has(a, "It went to the wrong address.");
    assert_has(a, "/end\"");
    assert_status(site_post(t, me, "/records/" REQUEST "/reopen", "rev=3&again=x"), 409);
    assert_status(site_post(t, me, "/records/" REQUEST "/end", "rev=3&end=answered"),
                  303);
}

static void a_denial_has_its_exemption_its_reason_and_a_letter(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    const char *letter = "/records/" REQUEST "/denial";

    assert_status(site_post(t, me, "/records", GOOD "&name=Harbor+Realty"), 303);
    assert_status(site_get(t, me, letter), 404);
    assert_status(site_post(t, me, "/records/" REQUEST "/deny", "rev=1&exempt=n"), 422);
    assert_status(site_post(t, me, "/records/" REQUEST "/deny",
                            "rev=1&exempt=n&deny=It+would+show+where+the+alarm+is."),
                  303);
    const struct local_answer *a = site_get(t, me, "/records/" REQUEST);
    assert_has(a, sentence(t, "en", "release.state_denied"));
    assert_has(a, sentence(t, "en", "exemption.n"));
    assert_lacks(a, "/deny\"");
    assert_has(site_get(t, me, "/records"), sentence(t, "en", "release.state_denied"));
    a = site_get(t, me, letter);
    assert_status(a, 200);
    assert_has(a, "owner@example.org");
    assert_has(a, "<dt>Who asked</dt><dd>Harbor Realty</dd>");
    assert_has(a, sentence(t, "en", "release.received"));
    assert_has(a, "12 Erie Street");
    assert_has(a, sentence(t, "en", "exemption.n"));
    assert_lacks(a, sentence(t, "en", "exemption.c"));
    assert_has(a, "where the alarm is.");
    assert_has(a, sentence(t, "en", "release.letter_appeal"));
    assert_status(site_post(t, me, "/records/" REQUEST "/end", "rev=2&end=withdrawn"),
                  409);
    assert_status(site_post(t, me, "/records/" REQUEST "/reopen", "rev=2&again=Sorry."),
                  303);
    assert_status(site_get(t, me, letter), 404);
}

static void of_a_request_that_is_denied_no_file_is_made(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    const char *make = "/records/" REQUEST "/make";

    take(t, me);
    assert_has(site_get(t, me, "/records/" REQUEST), make);
    site_post(t, me, "/records/" REQUEST "/deny", "rev=1&deny=There+is+no+such+record.");
    assert_lacks(site_get(t, me, "/records/" REQUEST), make);
    const char *before = site_changes(t);
    const struct local_answer *a = site_post(t, me, make, "file=" FILE_ID);
    assert_status(a, 409);
    assert_has(a, sentence(t, "en", "release.ended_no_file"));
    assert_string_equal(site_changes(t), before);
    site_post(t, me, "/records/" REQUEST "/reopen", "rev=2&again=It+was+found.");
    assert_status(site_post(t, me, make, "file=" FILE_ID), 303);
}

static void a_request_that_is_ended_shows_nothing_that_would_go_out(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    static const struct {
        const char *end, *form, *again;
    } ends[] = {
        {"/deny", "rev=1&deny=There+is+no+such+record.", "rev=2&again=Sorry."},
        {"/end", "rev=3&end=withdrawn", "rev=4&again=Sorry."},
        {"/end", "rev=5&end=answered", "rev=6&again=Sorry."},
    };
    const char *out[] = {sentence(t, "en", "release.goes_out"),
                         sentence(t, "en", "release.withheld"), "/make\""};

    take(t, me);
    site_post(t, me, "/records/" REQUEST "/make", "file=" FILE_ID);
    for (size_t i = 0; i < COUNT(ends); i++) {
        const struct local_answer *a = site_get(t, me, "/records/" REQUEST);

        for (size_t n = 0; n < COUNT(out); n++)
            assert_has(a, out[n]);
        assert_lacks(a, sentence(t, "en", "release.ended_no_file"));
        assert_status(
            site_post(t, me, joined(t, "/records/" REQUEST, ends[i].end), ends[i].form),
            303);
        a = site_get(t, me, "/records/" REQUEST);
        for (size_t n = 0; n < COUNT(out); n++)
            assert_lacks(a, out[n]);
        assert_has(a, sentence(t, "en", "release.ended_no_file"));
        assert_has(a, "record.csv"); /* what was made is had still */
        assert_status(site_post(t, me, "/records/" REQUEST "/make", "file=" REQUEST),
                      409);
        site_post(t, me, "/records/" REQUEST "/reopen", ends[i].again);
    }
}

static void a_denial_to_nobody_by_name_is_to_the_requester(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");

    take(t, me);
    site_post(t, me, "/records/" REQUEST "/deny", "rev=1&deny=There+is+no+such+record.");
    const struct local_answer *a = site_get(t, me, "/records/" REQUEST "/denial");
    assert_has(a, "<p>To the requester<br>owner@example.org</p>");
    assert_lacks(a, sentence(t, "en", "release.asked_by"));
    assert_lacks(a, sentence(t, "en", "asker.owner"));
}

static void a_request_without_days_is_for_all_visits_until_it_was_written_down(
    void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    static const char *const all =
        "<dt>Which visits</dt><dd>All visits until November 24, 2026</dd>";

    take(t, me);
    const struct local_answer *a = site_get(t, me, "/records/" REQUEST);
    assert_has(a, all);
    assert_lacks(a, "1900");
    assert_lacks(a, sentence(t, "en", "release.last"));
    site_post(t, me, "/records/" REQUEST "/deny", "rev=1&deny=There+is+no+such+record.");
    assert_has(site_get(t, me, "/records/" REQUEST "/denial"), all);
}

static void a_request_up_to_a_day_names_that_day_alone(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");

    site_post(t, me, "/records", GOOD "&last=2026-07-31");
    const struct local_answer *a = site_get(t, me, "/records/" REQUEST);
    assert_has(a, "<dt>Visits up to</dt><dd>July 31, 2026</dd>");
    assert_lacks(a, "1900");
    assert_lacks(a, "All visits");
}

static void a_day_of_another_year_says_which(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");

    site_post(t, me, "/records", GOOD "&received=2025-10-20");
    assert_has(site_get(t, me, "/records/" REQUEST), "Late since Nov 3, 2025<");
    const struct local_answer *a = site_get(t, me, "/records");
    assert_has(a, "Late since Nov 3, 2025<");
    assert_has(a, "Oct 20, 2025<");
}

static void a_day_of_this_year_has_no_year(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");

    site_post(t, me, "/records", GOOD "&received=2026-10-20");
    assert_has(site_get(t, me, "/records"), "Late since Nov 3<");
}

static void the_records_officer_begins_with_what_is_due(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");

    assert_string_equal(local_header(site_get(t, me, "/"), "Location"), "/records");
    take(t, me);
    assert_has(site_get(t, me, "/records"), "days left: ");
    site_post(t, me, "/records/" REQUEST "/end", "rev=1&end=withdrawn");
    assert_lacks(site_get(t, me, "/records"), "days left: ");
}

static void a_building_is_found_by_a_part_of_its_address(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    static const char *const parts[] = {"12",      "12+",  "12+er",
                                        "12+erie", "erie", "12+Erie+St"};

    for (size_t i = 0; i < COUNT(parts); i++)
        assert_has(site_get(t, me, joined(t, "/records/new?q=", parts[i])),
                   "12 Erie Street");
    assert_lacks(site_get(t, me, "/records/new?q=13"), "12 Erie Street");
    assert_lacks(site_get(t, me, "/records/new?q=1"), "12 Erie Street");
}

static void a_page_that_is_behind_keeps_what_was_typed(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    static const struct {
        const char *path, *form, *typed;
    } late[] = {
        {"/deny", "rev=1&exempt=n&deny=The+alarm+is+in+it.",
         ">The alarm is in it.</text"},
        {"/later", "rev=1&until=2026-12-24&why=Old+files.", ">Old files.</text"},
    };
    static const char *const lost = "readonly=\"readonly\" rows=\"3\" id=\"lost\"";

    take(t, me);
    site_post(t, me, "/records/" REQUEST "/make", "file=" FILE_ID);
    site_post(t, me, "/records/" REQUEST "/end", "rev=1&end=answered");
    for (size_t i = 0; i < COUNT(late); i++) {
        const struct local_answer *a =
            site_post(t, me, joined(t, "/records/" REQUEST, late[i].path), late[i].form);

        assert_status(a, 409);
        assert_has(a, "was first. It now says: ");
        assert_has(a, lost);
        assert_has(a, late[i].typed);
    }
    site_post(t, me, "/records/" REQUEST "/reopen", "rev=2&again=It+went+elsewhere.");
    const struct local_answer *a =
        site_post(t, me, "/records/" REQUEST "/reopen", "rev=2&again=A+page+is+missing.");
    assert_status(a, 409);
    assert_has(a, lost);
    assert_has(a, ">A page is missing.</text");
    a = site_post(t, me, "/records/" REQUEST "/deny", late[0].form);
    assert_status(a, 409); /* its form is there still, with all of it */
    assert_lacks(a, lost);
    assert_has(a, late[0].typed);
    assert_has(a, "<details class=\"ds-card ds-more\" open=\"open\">\n  <summary>Deny");
    assert_lacks(site_get(t, me, "/records/" REQUEST), lost);
}

static void a_file_that_is_no_longer_to_be_had_has_no_link(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");
    const char *gone = sentence(t, "en", "release.file_gone");

    take(t, me);
    site_post(t, me, "/records/" REQUEST "/make", "file=" FILE_ID);
    const struct local_answer *a = site_get(t, me, "/records/" REQUEST);
    assert_has(a, "record.csv");
    assert_lacks(a, gone);
    assert_ok(world_change(t->w, STORE_ENFORCEMENT, move_on, NULL));
    a = site_get(t, me, "/records/" REQUEST);
    assert_lacks(a, "record.csv");
    assert_has(a, gone);
}

static void no_day_of_the_page_is_a_machines(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_RECORDS, "en");

    take(t, me);
    site_post(t, me, "/records/" REQUEST "/make", "file=" FILE_ID);
    site_post(t, me, "/records/" REQUEST "/later",
              "rev=1&until=2026-12-24&why=Old+files.");
    assert_lacks(site_get(t, me, "/records/" REQUEST), "2026-");
    assert_lacks(site_get(t, me, "/records"), "2026-");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_records_officers_alone),
        cmocka_unit_test(a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed),
        cmocka_unit_test(a_request_of_last_year_is_taken_down_now),
        cmocka_unit_test(more_time_is_refused_beside_its_form),
        cmocka_unit_test(more_time_does_not_end_before_today),
        cmocka_unit_test(a_file_is_made_had_and_the_request_is_ended),
        cmocka_unit_test(the_days_that_were_asked_for_stand_beside_what_is_given),
        cmocka_unit_test(each_end_of_a_request_is_in_the_trail),
        cmocka_unit_test(an_answer_says_when_and_by_whom_and_is_taken_back_with_a_reason),
        cmocka_unit_test(a_denial_has_its_exemption_its_reason_and_a_letter),
        cmocka_unit_test(of_a_request_that_is_denied_no_file_is_made),
        cmocka_unit_test(a_request_that_is_ended_shows_nothing_that_would_go_out),
        cmocka_unit_test(a_denial_to_nobody_by_name_is_to_the_requester),
        cmocka_unit_test(
            a_request_without_days_is_for_all_visits_until_it_was_written_down),
        cmocka_unit_test(a_request_up_to_a_day_names_that_day_alone),
        cmocka_unit_test(a_day_of_another_year_says_which),
        cmocka_unit_test(a_day_of_this_year_has_no_year),
        cmocka_unit_test(the_records_officer_begins_with_what_is_due),
        cmocka_unit_test(a_building_is_found_by_a_part_of_its_address),
        cmocka_unit_test(a_page_that_is_behind_keeps_what_was_typed),
        cmocka_unit_test(a_file_that_is_no_longer_to_be_had_has_no_link),
        cmocka_unit_test(no_day_of_the_page_is_a_machines),
    };

    return world_run_once("release", tests, COUNT(tests));
}
