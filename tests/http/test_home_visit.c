/* test_home_visit.c -- a visit to a home: planned, gone to, come back from; who is
 * missed; and the sheet that tells nothing of why.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/home_visit_app.h"
#include "app/rounds.h"
#include "store/outbox_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VISIT "/cases/{case}/visits/{visit}"

struct visiting {
    struct site *t;
    struct visitor *manager, *lead;
    struct story *st;
};

static struct visiting visiting_new(struct world *w)
{
    struct visiting v = {.t = site_new(w)};

    story_begin(v.t);
    v.manager = visitor_new(v.t, ROLE_CASE_MANAGER, "en");
    v.lead = visitor_new(v.t, ROLE_CARE_LEAD, "en");
    v.st = story_new(v.t, 1);
    story_own(v.t, v.st, v.manager);
    return v;
}

static const struct local_answer *get(const struct visiting *v, const char *path)
{
    return site_get(v->t, v->manager, story_fill(v->t, v->st, path));
}

static const struct local_answer *post(const struct visiting *v, const char *path,
                                       const char *form)
{
    return site_post(v->t, v->manager, story_fill(v->t, v->st, path),
                     story_fill(v->t, v->st, form));
}

static void later(struct visiting *v, int64_t ms)
{
    v->t->phone->now += ms;
    site_clock(v->t, v->t->phone->now);
}

/* What the server does by itself each minute. */
static struct err sweep(const struct visiting *v)
{
    static const struct zone_change eastern = {0, -5 * 3600};
    static const struct zone zone = {&eastern, 1};
    struct rounds_config c = {
        .stores = &v->t->stores,
        .city = WORLD_CITY,
        .city_name = "Testville",
        .public_url = SITE_URL,
        .zone = &zone,
        .keys = v->t->phone->keys,
    };

    for (size_t i = 0; i < round_kinds_len; i++)
        TRY(round_run(&c, &round_kinds[i], v->t->phone->now));
    return ok();
}

/* Letters of that template that wait, and whether one goes to that person. */
static int told(const struct visiting *v, const char *address)
{
    const char *dump = site_dump(v->t);
    int n = 0;

    for (const char *at = dump; (at = strstr(at, "visit-overdue")) != NULL; at++) {
        const char *line = at;

        while (line > dump && line[-1] != '\n')
            line--;
        const char *found = strstr(line, address);
        n += found != NULL && found < line + strcspn(line, "\n");
    }
    return n;
}

static void a_planned_visit_is_on_today_and_on_its_own_page(void **state)
{
    struct visiting v = visiting_new(*state);

    assert_has(get(&v, "/cases"), "3:00 pm</strong>" STORY_NAME);
    const struct local_answer *page = get(&v, VISIT);
    assert_has(page, "12 Erie");
    assert_has(page, "with " STORY_JOINT);
    assert_has(page, sentence(v.t, "en", "case.message_no"));
    assert_has(page, sentence(v.t, "en", "home_visit.in"));
    assert_lacks(page, sentence(v.t, "en", "home_visit.out"));
}

static void nobody_visits_at_an_hour_that_the_household_closed(void **state)
{
    struct visiting v = visiting_new(*state);
    const char *form = "id={new}&visitor=018f0000-0075-7000-8000-000000000003"
                       "&day=2026-12-24&time=19:30";

    story_own(v.t, v.st, v.manager);
    assert_status(
        post(&v, "/cases/{case}/household/contact", "rev={rev}&from=09:00&to=17:00"),
        303);
    const struct local_answer *a = post(&v, "/cases/{case}/visits", form);
    assert_status(a, 422);
    assert_has(a, sentence(v.t, "en", "home_visit.not_then"));
    assert_has(a, sentence(v.t, "en", "home_visit.who")); /* u3 has no part in it */
    assert_has(a, "19:30");
}

static void the_joint_visit_is_written_in_care_alone(void **state)
{
    struct visiting v = visiting_new(*state);

    assert_null(strstr(dump_enforcement(v.t->phone), STORY_JOINT));
    assert_null(strstr(dump_trail(v.t->phone, STORE_ENFORCEMENT), "visit."));
    assert_null(strstr(site_dump(v.t), STORY_JOINT)); /* sealed where it stands */
}

static void a_wrong_step_says_what_is_possible_now(void **state)
{
    struct visiting v = visiting_new(*state);

    assert_has(post(&v, VISIT "/out", ""), sentence(v.t, "en", "home_visit.now_planned"));
    assert_status(post(&v, VISIT "/in", "minutes=1"), 422);
    assert_status(post(&v, VISIT "/in", "minutes=30"), 303);
    assert_has(post(&v, VISIT "/cancel", ""),
               sentence(v.t, "en", "home_visit.now_inside"));
    const struct local_answer *out = post(&v, VISIT "/out", "");
    assert_status(out, 303);
    assert_non_null(strstr(local_header(out, "Location"), "/attempts?channel=visit"));
    assert_status(post(&v, VISIT "/out", ""), 303); /* twice is once */
    assert_has(post(&v, VISIT "/in", "minutes=30"),
               sentence(v.t, "en", "home_visit.now_done"));
}

static void who_is_not_out_in_time_is_missed_once_and_by_whom_it_concerns(void **state)
{
    struct visiting v = visiting_new(*state);
    struct visitor *closed = visitor_new(v.t, ROLE_CARE_LEAD, "es");

    story_block(v.t, v.st, closed);
    assert_status(post(&v, VISIT "/in", "minutes=30"), 303);
    later(&v, 31 * MINUTE);
    assert_has(get(&v, "/cases"), "has not checked out");
    assert_has(site_get(v.t, v.lead, "/cases"), "has not checked out");
    assert_lacks(site_get(v.t, closed, "/cases"), "has not checked out");
    assert_ok(sweep(&v)); /* within grace */
    assert_int_equal(told(&v, v.lead->email), 0);
    later(&v, 10 * MINUTE);
    for (int i = 0; i < 3; i++)
        assert_ok(sweep(&v));
    assert_int_equal(told(&v, v.lead->email), 1);
    assert_int_equal(told(&v, closed->email), 0);
    assert_int_equal(told(&v, STORY_NAME), 0);
    assert_status(post(&v, VISIT "/in", "minutes=30"), 303); /* stays longer */
    assert_lacks(get(&v, "/cases"), "has not checked out");
    later(&v, 41 * MINUTE);
    assert_ok(sweep(&v));
    assert_int_equal(told(&v, v.lead->email), 2);
}

static void who_came_out_is_not_missed(void **state)
{
    struct visiting v = visiting_new(*state);

    assert_status(post(&v, VISIT "/in", "minutes=30"), 303);
    later(&v, 20 * MINUTE);
    assert_status(post(&v, VISIT "/out", ""), 303);
    later(&v, 60 * MINUTE);
    assert_lacks(get(&v, "/cases"), "has not checked out");
    assert_ok(sweep(&v));
    assert_int_equal(told(&v, v.lead->email), 0);
}

/* The words of a PDF, by poppler; its metadata too. */
static const char *words_of(const struct site *t, const struct local_answer *pdf)
{
    char *out = arena_alloc(t->arena, 1 << 16);
    char path[] = "/tmp/visit-XXXXXX", line[200];
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "wb");

    require(f != NULL && fwrite(pdf->body, 1, pdf->body_len, f) == pdf->body_len);
    fclose(f);
    snprintf(line, sizeof line, "pdftotext %s -; pdfinfo %s", path, path);
    FILE *p = popen(line, "r");
    require(p != NULL);
    size_t n = fread(out, 1, (1 << 16) - 1, p);
    out[n] = '\0';
    pclose(p);
    remove(path);
    return out;
}

static void the_sheet_tells_where_and_how_and_nothing_of_why(void **state)
{
    struct visiting v = visiting_new(*state);
    const struct local_answer *pdf = get(&v, VISIT "/sheet.pdf");
    static const char *const there[] = {"12 Erie Street", STORY_KNOCK, "Spanish", "3:00"};
    static const char *const never[] = {STORY_NOTE, STORY_TRIED, STORY_JOINT, "Mental",
                                        "mental",   "Harbor",    "listen",    "talk"};

    assert_status(pdf, 200);
    assert_string_equal(local_header(pdf, "Content-Type"), "application/pdf");
    assert_null(strstr(local_header(pdf, "Content-Disposition"), "case"));
    const char *words = words_of(v.t, pdf);
    for (size_t i = 0; i < COUNT(there); i++)
        if (strstr(words, there[i]) == NULL)
            fail_msg("the sheet lacks %s:\n%s", there[i], words);
    for (size_t i = 0; i < COUNT(never); i++)
        if (strstr(words, never[i]) != NULL)
            fail_msg("the sheet says %s:\n%s", never[i], words);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_planned_visit_is_on_today_and_on_its_own_page),
        cmocka_unit_test(nobody_visits_at_an_hour_that_the_household_closed),
        cmocka_unit_test(the_joint_visit_is_written_in_care_alone),
        cmocka_unit_test(a_wrong_step_says_what_is_possible_now),
        cmocka_unit_test(who_is_not_out_in_time_is_missed_once_and_by_whom_it_concerns),
        cmocka_unit_test(who_came_out_is_not_missed),
        cmocka_unit_test(the_sheet_tells_where_and_how_and_nothing_of_why),
    };

    return world_run_ready("home visit", tests, COUNT(tests));
}
