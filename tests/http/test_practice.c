/* test_practice.c -- what a phone tells of practice and of the three questions: bad input
 * is answered once and plainly, told again is told once, and counts have no author.
 * SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "core/build.h"

#include <string.h>

#define ID_1 "018f0000-0000-4000-8000-000000000001"

static const char *survey(struct site *t, int n)
{
    struct build b = {.arena = t->arena};

    build_text(&b, "{\"id\":\"");
    build_text(&b, name_id(t->arena, 's', n));
    build_text(&b, "\",\"sure\":2,\"time\":3,\"carry\":5}");
    return build_done(&b);
}

static void bad_input_names_every_fault_and_keeps_nothing(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_INSPECTOR, "en");
    static const struct {
        const char *path, *body, *fields[3];
    } table[] = {
        {"/api/v1/practice", "{}", {"\"id\"", "\"day\"", "\"version\""}},
        {"/api/v1/practice",
         "{\"id\":\"" ID_1 "\",\"day\":\"2026-02-30\",\"version\":1}",
         {"\"day\""}},
        {"/api/v1/practice",
         "{\"id\":\"" ID_1 "\",\"day\":\"2026-11-24\",\"version\":-1}",
         {"\"version\""}},
        {"/api/v1/survey", "{\"id\":7}", {"\"id\"", "\"sure\"", "\"carry\""}},
        {"/api/v1/survey",
         "{\"id\":\"" ID_1 "\",\"sure\":0,\"time\":6,\"carry\":3}",
         {"\"sure\"", "\"time\""}},
    };

    for (size_t i = 0; i < COUNT(table); i++) {
        const struct local_answer *a =
            site_post_json(t, me, table[i].path, table[i].body);

        assert_status(a, 422);
        for (int f = 0; f < 3 && table[i].fields[f] != NULL; f++)
            assert_has(a, table[i].fields[f]);
    }
    assert_status(site_post_json(t, me, "/api/v1/survey", "[1"), 422);
    assert_string_equal(dump_survey(t->phone), "");
    struct visitor *boss = visitor_new(t, ROLE_SUPERVISOR, "en");
    assert_lacks(site_get(t, boss, "/training"), "data-state=\"done\"");
}

static void told_again_is_told_once(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *me = visitor_new(t, ROLE_INSPECTOR, "en");
    struct visitor *boss = visitor_new(t, ROLE_SUPERVISOR, "en");
    static const char practice[] =
        "{\"id\":\"" ID_1 "\",\"day\":\"2026-11-24\",\"version\":1}";

    for (int i = 0; i < 2; i++) {
        const struct local_answer *a =
            site_post_json(t, me, "/api/v1/practice", practice);

        assert_status(a, 200);
        assert_has(a, ID_1); /* what lets the phone forget */
        assert_status(site_post_json(t, me, "/api/v1/survey", survey(t, 1)), 200);
    }
    const struct local_answer *list = site_get(t, boss, "/training");
    assert_int_equal(times(list->body, "data-state=\"done\""), 1);
    assert_int_equal(times(dump_survey(t->phone), "\n"), 3); /* each once, of one */
    assert_null(strstr(dump_survey(t->phone), " 2\n"));
}

static void somebody_elses_id_is_refused_in_words(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *first = visitor_new(t, ROLE_INSPECTOR, "en");
    struct visitor *other = visitor_new(t, ROLE_INSPECTOR, "en");
    static const char practice[] =
        "{\"id\":\"" ID_1 "\",\"day\":\"2026-11-24\",\"version\":1}";

    assert_status(site_post_json(t, first, "/api/v1/practice", practice), 200);
    const struct local_answer *a = site_post_json(t, other, "/api/v1/practice", practice);
    assert_status(a, 409);
    assert_has(a, "told by somebody else");
}

static void three_people_are_not_shown_and_four_are_once_the_quarter_is_over(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *lead = visitor_new(t, ROLE_CARE_LEAD, "en");
    const char *title = "Quarter 4 of 2026";

    for (int n = 1; n <= 4; n++) {
        struct visitor *me = visitor_new(t, ROLE_INSPECTOR, "en");

        assert_status(site_post_json(t, me, "/api/v1/survey", survey(t, n)), 200);
        if (n == 3) {
            site_clock(t, t->phone->now + 60 * DAY);
            visitor_sign_in(t, lead);
            assert_lacks(site_get(t, lead, "/reports/survey"), title);
            site_clock(t, t->phone->now - 60 * DAY);
            visitor_sign_in(t, lead);
        }
    }
    assert_lacks(site_get(t, lead, "/reports/survey"), title);
    site_clock(t, t->phone->now + 60 * DAY);
    visitor_sign_in(t, lead);
    const struct local_answer *a = site_get(t, lead, "/reports/survey");
    assert_has(a, title);
    assert_has(a, "4 people answered");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_input_names_every_fault_and_keeps_nothing),
        cmocka_unit_test(told_again_is_told_once),
        cmocka_unit_test(somebody_elses_id_is_refused_in_words),
        cmocka_unit_test(
            three_people_are_not_shown_and_four_are_once_the_quarter_is_over),
    };

    return world_run_ready("practice", tests, COUNT(tests));
}
