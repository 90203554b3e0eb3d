/* test_seen.c -- who saw a case, for the privacy officer to read to the household: each
 * look with its time, person, what was shown and what for, the refused ones too; nothing
 * of what the household said.  On both engines. SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/seen_app.h"
#include "base/clock.h"
#include "core/build.h"
#include "domain/glass.h"
#include "domain/seen.h"
#include "queries_site.h"
#include "store/agency_store.h"
#include "store/queries_registry.h"
#include "web/guard.h"
#include "web/route.h"

#include <stdio.h>
#include <string.h>

#define BREAK \
    "id={new}&which={case}&cause=danger&reason=Her+brother+called+from+the+ward."

struct desk {
    struct site *t;
    struct visitor *manager, *privacy;
    struct story *st;
};

static struct desk desk_new(struct world *w)
{
    struct desk d = {.t = site_new(w)};

    story_begin(d.t);
    d.manager = visitor_new(d.t, ROLE_CASE_MANAGER, "en");
    d.privacy = visitor_new(d.t, ROLE_PRIVACY, "en");
    d.st = story_new(d.t, 1);
    story_own(d.t, d.st, d.manager);
    return d;
}

static const char *case_path(struct desk *d)
{
    return story_fill(d->t, d->st, "/cases/{case}");
}

static const struct local_answer *who_saw(struct desk *d)
{
    return site_get(d->t, d->privacy, story_fill(d->t, d->st, "/who-saw/{case}"));
}

/* The first row of the page in which `what` stands. */
static const char *row_with(struct desk *d, const struct local_answer *a,
                            const char *what)
{
    const char *at = a->body, *end;

    while ((at = strstr(at, "<li class=\"ds-log__row")) != NULL) {
        end = strstr(at, "</li>");
        const char *row = arena_copy(d->t->arena, at, (size_t)(end - at));
        if (strstr(row, what) != NULL)
            return row;
        at = end;
    }
    return NULL;
}

static void a_look_is_told_with_its_time_its_person_and_what_was_shown(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(site_get(d.t, d.manager, case_path(&d)), 200);
    const char *row = row_with(&d, who_saw(&d), sentence(d.t, "en", "seen.case"));
    assert_non_null(row);
    assert_non_null(strstr(row, "Case manager"));
    assert_non_null(strstr(row, " 2026, "));
    assert_non_null(strstr(row, "ds-log__name"));
}

static void a_look_by_what_somebody_said_is_told_with_its_reason(void **state)
{
    struct desk d = desk_new(*state);

    site_post(d.t, d.privacy, "/erase/find", "card=k7f2-0001&why=block");
    const char *row = row_with(&d, who_saw(&d), sentence(d.t, "en", "seen.number"));
    assert_non_null(row);
    assert_non_null(strstr(row, sentence(d.t, "en", "erase.find_block")));
}

/* Whose the rows are, from the top: M a case manager's, L a care lead's; small without
 * an hour. */
static const char *whose(struct desk *d)
{
    const char *manager = sentence(d->t, "en", "role.case-manager");
    const char *lead = sentence(d->t, "en", "role.care-lead");
    struct build b = {.arena = d->t->arena};
    const char *at = who_saw(d)->body, *end;

    for (; (at = strstr(at, "<li class=\"ds-log__row")) != NULL; at = end) {
        end = strstr(at, "</li>");
        const char *row = arena_copy(d->t->arena, at, (size_t)(end - at));
        bool timed = strstr(row, " am<") != NULL || strstr(row, " pm<") != NULL;

        if (strstr(row, lead) != NULL)
            build_char(&b, timed ? 'L' : 'l');
        else if (strstr(row, manager) != NULL)
            build_char(&b, timed ? 'M' : 'm');
    }
    return build_done(&b);
}

static void of_one_day_the_latest_look_stands_first_and_one_without_an_hour_last(
    void **state)
{
    struct desk d = desk_new(*state);
    struct visitor *lead = visitor_new(d.t, ROLE_CARE_LEAD, "en");
    struct visitor *const looks[] = {d.manager, lead, d.manager, d.manager, lead};
    struct story *more = story_new(d.t, 2);

    story_own(d.t, more, d.manager);
    site_get(d.t, visitor_new(d.t, ROLE_CARE_LEAD, "en"), "/cases"); /* a list */
    for (size_t i = 0; i < COUNT(looks); i++) {
        site_clock(d.t, d.t->phone->now + 10 * MINUTE);
        assert_status(site_get(d.t, looks[i], case_path(&d)), 200);
    }
    assert_string_equal(whose(&d), "LMMLMMl"); /* the last M took the case over */
}

static void a_list_is_told_as_a_day_and_once(void **state)
{
    struct desk d = desk_new(*state);
    const char *line = sentence(d.t, "en", "seen.list");
    struct story *other = story_new(d.t, 2);

    story_own(d.t, other, d.manager);
    site_get(d.t, d.manager, "/cases");
    site_get(d.t, d.manager, "/cases");
    const char *row = row_with(&d, who_saw(&d), line);
    assert_non_null(row);
    assert_null(strstr(row, " pm"));
    assert_null(strstr(row, " am"));
    assert_int_equal(times(who_saw(&d)->body, line), 1);
    site_get(d.t, d.manager, case_path(&d)); /* that look tells the day, and more */
    assert_null(row_with(&d, who_saw(&d), line));
}

static void what_an_agency_was_sent_and_looked_at_is_told(void **state)
{
    struct desk d = desk_new(*state);

    site_follow(d.t, "/r/open", story_fill(d.t, d.st, "lang=en&token={token}&id={new}"));
    const char *row = row_with(&d, who_saw(&d), "An agency, by its link: ");
    assert_non_null(row);
    assert_non_null(strstr(row, sentence(d.t, "en", "seen.sent")));
    assert_non_null(strstr(row, "Harbor Agency"));
}

struct joining {
    const struct visitor *who;
    struct organization_id of;
};

static struct err join(struct session *s, void *ctx)
{
    const struct joining *j = ctx;
    const struct agency_person p = {j->who->id, j->of};
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    return agency_person_add(db, &p, s->actor.user, s->now);
}

static void a_person_of_an_agency_is_told_with_whose_she_is(void **state)
{
    struct desk d = desk_new(*state);
    struct visitor *worker = visitor_new(d.t, ROLE_PROVIDER, "en");
    struct joining j = {worker, d.st->organization};

    assert_ok(phone_run(d.t->phone, STORE_CARE, join, &j));
    assert_status(site_get(d.t, worker, story_fill(d.t, d.st, "/agency/{referral}")),
                  200);
    const char *row = row_with(&d, who_saw(&d), "An agency: Harbor Agency");
    assert_non_null(row);
    assert_non_null(strstr(row, sentence(d.t, "en", "seen.sent")));
}

static void a_look_that_was_refused_is_told_and_marked(void **state)
{
    struct desk d = desk_new(*state);
    struct visitor *other = visitor_new(d.t, ROLE_CASE_MANAGER, "en");
    const char *refused = sentence(d.t, "en", "seen.refused");

    assert_null(row_with(&d, who_saw(&d), refused));
    assert_status(site_get(d.t, other, case_path(&d)), 404);
    assert_non_null(row_with(&d, who_saw(&d), refused));
    story_block(d.t, d.st, d.manager);
    assert_status(site_get(d.t, d.manager, case_path(&d)), 404);
    assert_int_equal(times(who_saw(&d)->body, refused), 2);
}

static void a_refused_look_leaves_a_row_whether_or_not_there_is_a_case(void **state)
{
    struct desk d = desk_new(*state);
    const char *none = "/cases/01a20000-0000-7000-8000-0000000000aa";

    assert_status(site_get(d.t, d.manager, none), 404);
    assert_non_null(strstr(site_dump(d.t),
                           "case.view casefile:01a20000-0000-7000-8000-0000000000aa"));
    assert_status(
        site_get(d.t, d.privacy, "/who-saw/01a20000-0000-7000-8000-0000000000ab"), 404);
    assert_non_null(strstr(site_dump(d.t),
                           "seen.view casefile:01a20000-0000-7000-8000-0000000000ab"));
}

static struct err set_budget(struct db *db, struct arena *a, void *ctx)
{
    (void)a;
    return db_exec(db, &q_setting_put,
                   &(struct q_setting_put_in){"reads_case_manager", ctx});
}

static void a_look_past_the_days_number_is_told_as_refused(void **state)
{
    struct desk d = desk_new(*state);
    struct story *other = story_new(d.t, 2);

    story_own(d.t, other, d.manager);
    assert_ok(world_change(d.t->w, STORE_REGISTRY, set_budget, "1"));
    site_get(d.t, d.manager, story_fill(d.t, other, "/cases/{case}"));
    assert_status(site_get(d.t, d.manager, case_path(&d)), 429);
    assert_non_null(row_with(&d, who_saw(&d), sentence(d.t, "en", "seen.refused")));
}

static void an_emergency_is_marked_and_not_printed_before_the_household_hears(
    void **state)
{
    struct desk d = desk_new(*state);
    struct visitor *cover = visitor_new(d.t, ROLE_CASE_MANAGER, "en");
    const char *glass = sentence(d.t, "en", "seen.glass");
    int64_t began = clock_ms();
    const struct local_answer *a =
        site_post(d.t, cover, "/glass", story_fill(d.t, d.st, BREAK));

    assert_status(site_get(d.t, cover, local_header(a, "Location")), 200);
    const char *row = row_with(&d, who_saw(&d), glass);
    assert_non_null(row);
    assert_non_null(strstr(row, sentence(d.t, "en", "seen.emergency")));
    assert_non_null(strstr(row, sentence(d.t, "en", "rights.glass_danger")));
    assert_non_null(strstr(row, "ds-log__row ds-noprint"));
    site_clock(d.t, began + GLASS_TELL_MS);
    visitor_sign_in(d.t, d.privacy);
    row = row_with(&d, who_saw(&d), glass);
    assert_non_null(row);
    assert_null(strstr(row, "ds-log__row ds-noprint"));
}

static void what_a_court_forbids_to_say_is_not_printed(void **state)
{
    struct desk d = desk_new(*state);
    struct visitor *lead = visitor_new(d.t, ROLE_CARE_LEAD, "en");
    const char *legal = sentence(d.t, "en", "seen.legal");
    char path[80];

    site_post(d.t, lead, "/legal",
              story_fill(d.t, d.st,
                         "id={new}&which={case}&issuer=A+court&came=2026-11-24"
                         "&kind=court-order&class=care&gagged=yes"));
    const char *at = strstr(site_get(d.t, lead, "/legal")->body, "/legal/");
    snprintf(path, sizeof path, "%.*s", (int)strcspn(at, "\""), at);
    assert_status(site_get(d.t, lead, path), 200);
    const char *row = row_with(&d, who_saw(&d), legal);
    assert_non_null(row);
    assert_non_null(strstr(row, "ds-log__row ds-noprint"));
    assert_has(who_saw(&d), sentence(d.t, "en", "seen.kept_lede"));
}

#define OPEN_ONE "01a20000-0000-7000-8000-0000000000d1"
#define SECRET "01a20000-0000-7000-8000-0000000000d2"
#define GIVE "rev=1&do=give&counsel=The+city's+counsel&counsel_day=2026-11-24"

static void demand(struct desk *d, const struct visitor *lead, const char *rest)
{
    struct build b = {.arena = d->t->arena};

    build_text(&b, "which={case}&issuer=A+court&came=2026-11-24&class=care&id=");
    build_text(&b, rest);
    assert_status(
        site_post(d->t, lead, "/legal", story_fill(d->t, d->st, build_done(&b))), 303);
}

/* How many rows say that, and how many of them are not printed. */
static void assert_rows(struct desk *d, const char *msg, size_t want, size_t kept)
{
    const char *at = who_saw(d)->body, *end, *what = sentence(d->t, "en", msg);
    size_t rows = 0, held = 0;

    while ((at = strstr(at, "<li class=\"ds-log__row")) != NULL) {
        end = strstr(at, "</li>");
        const char *row = arena_copy(d->t->arena, at, (size_t)(end - at));
        bool is = strstr(row, what) != NULL;
        rows += is;
        held += is && strstr(row, "ds-log__row ds-noprint") != NULL;
        at = end;
    }
    assert_int_equal(rows, want);
    assert_int_equal(held, kept);
}

static void of_two_demands_the_forbidden_one_alone_is_not_printed(void **state)
{
    struct desk d = desk_new(*state);
    struct visitor *lead = visitor_new(d.t, ROLE_CARE_LEAD, "en");

    demand(&d, lead, OPEN_ONE "&kind=court-order");
    demand(&d, lead, SECRET "&kind=warrant&gagged=yes");
    assert_status(site_get(d.t, lead, "/legal/" OPEN_ONE), 200);
    assert_rows(&d, "seen.legal", 1, 0);
    assert_status(site_get(d.t, lead, "/legal/" SECRET), 200);
    assert_rows(&d, "seen.legal", 2, 1);
    assert_status(site_post(d.t, d.privacy, "/legal/" OPEN_ONE "/decide", GIVE), 303);
    assert_rows(&d, "seen.given", 1, 0);
    assert_status(site_post(d.t, d.privacy, "/legal/" SECRET "/decide", GIVE), 303);
    assert_rows(&d, "seen.given", 2, 1);
}

static void a_look_at_a_demand_tells_no_more_than_was_there(void **state)
{
    struct desk d = desk_new(*state);
    struct visitor *lead = visitor_new(d.t, ROLE_CARE_LEAD, "en");

    demand(&d, lead, OPEN_ONE "&kind=court-order");
    assert_status(site_get(d.t, lead, "/legal"), 200);
    assert_rows(&d, "seen.legal_row", 1, 0);
    assert_status(site_post(d.t, d.privacy, "/legal/" OPEN_ONE "/decide", GIVE), 303);
    story_erase(d.t, d.st);
    assert_status(site_get(d.t, lead, "/legal/" OPEN_ONE), 200);
    assert_rows(&d, "seen.legal", 0, 0);
    assert_rows(&d, "seen.legal_erased", 1, 0);
}

static struct err let_names(struct db *db, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    return db_exec(db, &q_setting_put, &(struct q_setting_put_in){"names_shown", "yes"});
}

static void on_paper_a_look_has_its_day_and_no_hour_unless_names_are_said(void **state)
{
    static const char printed[] =
        "<span class=\"ds-soft ds-printed\">November 24, 2026</span>";
    struct desk d = desk_new(*state);

    site_get(d.t, d.manager, case_path(&d));
    const char *row = row_with(&d, who_saw(&d), sentence(d.t, "en", "seen.case"));
    assert_non_null(
        strstr(row, "<span class=\"ds-soft ds-noprint\">November 24, 2026, "));
    assert_non_null(strstr(row, printed));
    assert_has(who_saw(&d), "<dt>This list was made on</dt><dd>November 24, 2026</dd>");
    assert_ok(world_change(d.t->w, STORE_REGISTRY, let_names, NULL));
    row = row_with(&d, who_saw(&d), sentence(d.t, "en", "seen.case"));
    assert_non_null(strstr(row, "<span class=\"ds-soft\">November 24, 2026, "));
    assert_null(strstr(row, "ds-printed"));
}

static void names_are_printed_only_where_the_city_says_so(void **state)
{
    struct desk d = desk_new(*state);

    site_get(d.t, d.manager, case_path(&d));
    assert_has(who_saw(&d), "ds-log__name ds-noprint");
    assert_ok(world_change(d.t->w, STORE_REGISTRY, let_names, NULL));
    assert_lacks(who_saw(&d), "ds-log__name ds-noprint");
    assert_has(who_saw(&d), "ds-log__name");
}

static void many_looks_are_told_page_by_page_the_newest_first(void **state)
{
    struct desk d = desk_new(*state);
    const char *row = "<li class=\"ds-log__row";
    char older[160] = "";

    for (int i = 0; i < SEEN_ROWS + 3; i++)
        site_get(d.t, d.manager, case_path(&d));
    const struct local_answer *first = who_saw(&d);
    assert_int_equal(times(first->body, row), SEEN_ROWS);
    assert_lacks(first, sentence(d.t, "en", "seen.newer"));
    const char *at = strstr(first->body, "?upto=");
    assert_non_null(at);
    snprintf(older, sizeof older, "%s%.*s", story_fill(d.t, d.st, "/who-saw/{case}"),
             (int)strcspn(at, "\""), at);
    const struct local_answer *second = site_get(d.t, d.privacy, older);
    assert_status(second, 200);
    assert_true(times(second->body, row) >= 3);
    assert_has(second, sentence(d.t, "en", "seen.newer"));
}

static void of_a_household_that_was_erased_it_can_still_be_told(void **state)
{
    struct desk d = desk_new(*state);

    site_get(d.t, d.manager, case_path(&d));
    story_erase(d.t, d.st);
    assert_status(site_get(d.t, d.manager, case_path(&d)), 404);
    const struct local_answer *a = who_saw(&d);
    assert_status(a, 200);
    assert_non_null(row_with(&d, a, sentence(d.t, "en", "seen.case")));
}

static void nothing_that_the_household_said_stands_on_it(void **state)
{
    struct desk d = desk_new(*state);

    site_get(d.t, d.manager, case_path(&d));
    const struct local_answer *a = who_saw(&d);
    assert_lacks(a, "Erie");
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    for (size_t i = 0; i < story_need_words_len; i++)
        assert_lacks(a, story_need_words[i]);
}

static void the_look_at_it_is_one_itself(void **state)
{
    struct desk d = desk_new(*state);

    (void)who_saw(&d);
    const char *row = row_with(&d, who_saw(&d), sentence(d.t, "en", "seen.this"));
    assert_non_null(row);
    assert_non_null(strstr(row, "Privacy officer"));
}

static void a_case_is_had_by_its_number_and_none_where_there_is_none(void **state)
{
    struct desk d = desk_new(*state);
    const struct local_answer *a =
        site_post(d.t, d.privacy, "/who-saw",
                  story_fill(d.t, d.st, "which=https://doorstep.example/cases/{case}"));

    assert_status(a, 303);
    assert_string_equal(local_header(a, "Location"),
                        story_fill(d.t, d.st, "/who-saw/{case}"));
    a = site_post(d.t, d.privacy, "/who-saw",
                  story_fill(d.t, d.st, "which=/cases/{case}/household%3Fx=1"));
    assert_status(a, 303);
    a = site_post(d.t, d.privacy, "/who-saw", story_fill(d.t, d.st, "which={new}"));
    assert_status(a, 422);
    assert_has(a, sentence(d.t, "en", "rights.glass_none_such"));
    a = site_post(d.t, d.privacy, "/who-saw", "which=the+one+on+Erie+Street");
    assert_status(a, 422);
    assert_has(a, sentence(d.t, "en", "rights.glass_none_such"));
    story_block(d.t, d.st, d.privacy);
    assert_status(
        site_post(d.t, d.privacy, "/who-saw", story_fill(d.t, d.st, "which={case}")),
        422);
    assert_status(who_saw(&d), 404);
}

static void only_the_privacy_officer_is_told(void **state)
{
    struct desk d = desk_new(*state);

    for (int role = 0; role < ROLE_AGENCY; role++) {
        struct visitor *who = visitor_new(d.t, (enum role)role, "en");

        if (role == ROLE_PRIVACY)
            continue;
        assert_status(site_get(d.t, who, "/who-saw"), 404);
        assert_status(site_get(d.t, who, "/privacy"), 404);
        assert_status(site_get(d.t, who, story_fill(d.t, d.st, "/who-saw/{case}")), 404);
        assert_status(
            site_post(d.t, who, "/who-saw", story_fill(d.t, d.st, "which={case}")), 404);
    }
}

static void each_page_of_the_privacy_officer_leads_to_it(void **state)
{
    struct desk d = desk_new(*state);
    const char *link = story_fill(d.t, d.st, "href=\"/who-saw/{case}\"");

    assert_has(site_get(d.t, d.privacy, "/reads"), "href=\"/who-saw\"");
    assert_has(site_post(d.t, d.privacy, "/erase/find", "card=k7f2-0001&why=who-saw"),
               link);
    assert_has(site_get(d.t, d.privacy, story_fill(d.t, d.st, "/erase/{case}")), link);
}

/* What the page says waits behind that address. */
static const char *waits(struct desk *d, const char *path)
{
    const struct local_answer *a = site_get(d->t, d->privacy, "/privacy");
    struct build b = {.arena = d->t->arena};

    assert_status(a, 200);
    build_text(&b, "<li><a href=\"");
    build_text(&b, path);
    const char *at = strstr(strstr(a->body, "<main"), build_done(&b));
    assert_non_null(at);
    at = strchr(strstr(at, "data-state="), '>') + 1;
    return arena_copy(d->t->arena, at, strcspn(at, "<"));
}

static void the_privacy_officer_begins_with_what_waits(void **state)
{
    struct desk d = desk_new(*state);
    struct visitor *cover = visitor_new(d.t, ROLE_CASE_MANAGER, "en");
    struct visitor *lead = visitor_new(d.t, ROLE_CARE_LEAD, "en");
    const char *nothing = sentence(d.t, "en", "privacy.nothing");

    assert_string_equal(local_header(site_get(d.t, d.privacy, "/"), "Location"),
                        "/privacy");
    assert_has(site_get(d.t, d.privacy, "/privacy"), nothing);
    site_post(d.t, cover, "/glass", story_fill(d.t, d.st, BREAK));
    demand(&d, lead, OPEN_ONE "&kind=court-order");
    assert_string_equal(waits(&d, "/glass"), "1");
    assert_string_equal(waits(&d, "/legal"), "1");
    assert_string_equal(waits(&d, "/reads"), "0");
    assert_string_equal(waits(&d, "/blocks"), "0");
    const struct local_answer *a = site_get(d.t, d.privacy, "/privacy");
    assert_lacks(a, nothing);
    assert_has(a, "To be looked at by ");
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    assert_status(site_post(d.t, d.privacy, "/legal/" OPEN_ONE "/decide", GIVE), 303);
    assert_string_equal(waits(&d, "/legal"), "0");
    story_block(d.t, d.st, cover);
    assert_string_equal(waits(&d, "/blocks"), "1");
    story_block(d.t, d.st, d.privacy); /* it is none for her now */
    assert_string_equal(waits(&d, "/glass"), "0");
}

static void every_page_of_care_says_what_it_shows(void **state)
{
    (void)state;
    for (size_t i = 0; i < routes_len; i++)
        if ((routes[i].guard & AUDITED) && routes[i].store == STORE_CARE)
            assert_non_null(seen_what(act_name(routes[i].act_name), NULL));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_is_told_with_its_time_its_person_and_what_was_shown),
        cmocka_unit_test(a_look_by_what_somebody_said_is_told_with_its_reason),
        cmocka_unit_test(
            of_one_day_the_latest_look_stands_first_and_one_without_an_hour_last),
        cmocka_unit_test(a_list_is_told_as_a_day_and_once),
        cmocka_unit_test(what_an_agency_was_sent_and_looked_at_is_told),
        cmocka_unit_test(a_person_of_an_agency_is_told_with_whose_she_is),
        cmocka_unit_test(a_look_that_was_refused_is_told_and_marked),
        cmocka_unit_test(a_refused_look_leaves_a_row_whether_or_not_there_is_a_case),
        cmocka_unit_test(a_look_past_the_days_number_is_told_as_refused),
        cmocka_unit_test(
            an_emergency_is_marked_and_not_printed_before_the_household_hears),
        cmocka_unit_test(what_a_court_forbids_to_say_is_not_printed),
        cmocka_unit_test(on_paper_a_look_has_its_day_and_no_hour_unless_names_are_said),
        cmocka_unit_test(of_two_demands_the_forbidden_one_alone_is_not_printed),
        cmocka_unit_test(a_look_at_a_demand_tells_no_more_than_was_there),
        cmocka_unit_test(names_are_printed_only_where_the_city_says_so),
        cmocka_unit_test(many_looks_are_told_page_by_page_the_newest_first),
        cmocka_unit_test(of_a_household_that_was_erased_it_can_still_be_told),
        cmocka_unit_test(nothing_that_the_household_said_stands_on_it),
        cmocka_unit_test(the_look_at_it_is_one_itself),
        cmocka_unit_test(a_case_is_had_by_its_number_and_none_where_there_is_none),
        cmocka_unit_test(only_the_privacy_officer_is_told),
        cmocka_unit_test(each_page_of_the_privacy_officer_leads_to_it),
        cmocka_unit_test(the_privacy_officer_begins_with_what_waits),
        cmocka_unit_test(every_page_of_care_says_what_it_shows),
    };

    return world_run_ready("seen", tests, COUNT(tests));
}
