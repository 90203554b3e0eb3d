/* When the week's letter and the month's page are due, and that nothing that goes out by
 * the calendar names a need or a service.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "app/mail_app.h"
#include "app/weekly_app.h"
#include "base/json.h"
#include "base/text.h"
#include "core/str.h"
#include "domain/monthly.h"
#include "domain/paper.h"
#include "domain/social.h"
#include "domain/weekly.h"
#include "wire/programme.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void a_week_is_set_by_a_day_and_an_hour(void **state)
{
    static const char *const bad[] = {"",       "mon",   "mon ",  "mon 24",
                                      "mon 8x", "mun 8", "mon08", "monday 8"};
    struct weekly w;

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(weekly_parse(bad[i], &w));
    assert_true(weekly_parse("sun 23", &w));
    assert_int_equal(w.weekday, 6);
    assert_int_equal(w.hour, 23);
}

static void a_letter_is_due_on_the_last_such_hour_of_the_city(void **state)
{
    static const struct zone_change east[] = {{0, 3600}};
    const struct zone z = {east, 1};
    struct weekly w = {0, 8};
    struct day monday = day_make(2026, 11, 23);
    int64_t at = monday.n * DAY_MS + 7 * 60 * 60 * 1000; /* eight, an hour to the east */

    (void)state;
    assert_int_equal(weekly_due(&w, &z, at).n, monday.n);
    assert_int_equal(weekly_due(&w, &z, at - 1).n, monday.n - 7);
    assert_int_equal(weekly_due(&w, &z, at + 7 * DAY_MS - 1).n, monday.n);
}

static void a_late_request_is_news_every_week(void **state)
{
    struct day today = {20000};
    struct weekly_request r = {
        .state = COARSE_RECEIVED, .told = COARSE_RECEIVED, .promised = today};

    (void)state;
    assert_false(weekly_has_news(&r, today));
    r.promised.n--;
    assert_true(weekly_has_news(&r, today));
    r.state = r.told = COARSE_CONTACTED;
    assert_false(weekly_has_news(&r, today));
    r.promised = DAY_NONE;
    r.state = r.told = COARSE_RECEIVED;
    assert_false(weekly_has_news(&r, today));
}

/* Whether `word` stands in `said` as a word of its own. */
static bool has_word(const char *said, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = said; (at = strcasestr(at, word)) != NULL; at++)
        if ((at == said || !isalpha((unsigned char)at[-1])) &&
            !isalpha((unsigned char)at[len]))
            return true;
    return false;
}

static void assert_no_need(const char *said, const char *lang)
{
    for (int n = 0; n < NEEDS; n++) {
        const char *need = text(lang, need_msgid((enum need)n));
        if (n != NEED_OTHER && has_word(said, need))
            fail_msg("%s: \"%s\" stands in: %s", lang, need, said);
    }
    for (int n = 0; n < CHOICES; n++) {
        const char *choice = text(lang, choice_msgid((enum choice)n));
        if (has_word(said, choice))
            fail_msg("%s: \"%s\" stands in: %s", lang, choice, said);
    }
}

static void assert_neutral(const char *said, const char *lang)
{
    const char *social = social_word(said);

    if (social != NULL)
        fail_msg("%s: \"%s\" stands in: %s", lang, social, said);
    assert_no_need(said, lang);
}

static void no_letter_names_a_topic_in_any_language(void **state)
{
    (void)state;
    for (size_t l = 0; l < TEXT_LANGS; l++)
        for (size_t i = 0; i < mail_templates_len; i++) {
            assert_neutral(text(text_langs[l], mail_templates[i].subject), text_langs[l]);
            assert_neutral(text(text_langs[l], mail_templates[i].body), text_langs[l]);
        }
    for (size_t l = 0; l < TEXT_LANGS; l++) /* the same on the phone */
        assert_neutral(text(text_langs[l], "field.mine.team"), text_langs[l]);
}

static void fewer_than_eleven_of_a_team_are_not_told(void **state)
{
    struct arena a CLEANUP(arena_free) = {0};
    const char s[] = "{\"team\":{\"asked\":11,\"reached\":0}}";
    struct json args;

    (void)state;
    assert_int_equal(weekly_coarse(10), 0);
    assert_int_equal(weekly_coarse(11), 11);
    assert_int_equal(json_read(&a, s, strlen(s), &args).kind, OK);
    assert_string_equal(
        weekly_lines(&args, "en", &a),
        "Last quarter your team asked 11 times. Homes reached: fewer than 11.");
}

/* Every line a week's letter may hold, in every state. */
static void no_line_of_a_week_names_a_topic_in_any_language(void **state)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct json args;
    char s[300];

    (void)state;
    for (size_t l = 0; l < TEXT_LANGS; l++)
        for (int c = 0; c < COARSES; c++) {
            int n = snprintf(s, sizeof s,
                             "{\"lines\":[{\"asked\":\"2026-11-02\",\"day\":"
                             "\"2026-11-03\",\"state\":\"%s\",\"late\":%s,"
                             "\"thanks\":true}],\"team\":{\"asked\":19,\"reached\":0}}",
                             coarse_name((enum coarse)c), c == 0 ? "true" : "false");
            assert_int_equal(json_read(&a, s, (size_t)n, &args).kind, OK);
            const char *said = weekly_lines(&args, text_langs[l], &a);
            assert_non_null(strchr(said, '9'));
            assert_neutral(said, text_langs[l]);
        }
}

/* It is the program's own page, and says so; what anybody needed stands nowhere. */
static void no_word_of_the_months_page_names_a_need_in_any_language(void **state)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct evaluation *e = arena_new(&a, struct evaluation);
    const struct programme_month m = {
        .month = {20000}, .made = {20031}, .city = "Testville", .learnt = "One.\nTwo."};
    enum paper_mark mark;
    const char *said;

    (void)state;
    e->visits = (struct eval_visits){41, 40, 40, 39};
    e->referrals = 12;
    e->reached = 11;
    e->with_service = 9;
    for (size_t l = 0; l < TEXT_LANGS; l++)
        for (e->contact.n = 0; e->contact.n <= 11; e->contact.n += 11) {
            const struct programme p = {&a, text_langs[l], e};
            struct bytes page = programme_page(&p, &m);
            struct paper_reader r = {(const char *)page.p,
                                     (const char *)page.p + page.len, false};
            int texts = 0;

            e->contact.count[2] = 11;
            for (; paper_next(&r, &mark, &said); texts++)
                assert_no_need(said, text_langs[l]);
            assert_true(texts > 14);
        }
}

static void a_month_is_set_by_a_day_and_an_hour(void **state)
{
    static const char *const bad[] = {"",     "1",    "0 8",   "29 8", "1 24",
                                      "1 8x", "off",  " 1 8",  "1  8", "001 8",
                                      "a 8",  "1 -1", "mon 8", "-1 8"};
    struct monthly m;

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(monthly_parse(bad[i], &m));
    assert_true(monthly_parse("28 23", &m));
    assert_int_equal(m.day, 28);
    assert_int_equal(m.hour, 23);
}

static void a_page_tells_of_the_month_before_its_day(void **state)
{
    static const struct zone_change east[] = {{0, 3600}};
    const struct zone z = {east, 1};
    const struct monthly m = {3, 8};
    struct day third = day_make(2027, 1, 3);
    int64_t at = third.n * DAY_MS + 7 * 60 * 60 * 1000; /* eight, an hour to the east */

    (void)state;
    assert_int_equal(monthly_due(&m, &z, at).n, third.n);
    assert_int_equal(monthly_due(&m, &z, at - 1).n, day_make(2026, 12, 3).n);
    assert_int_equal(monthly_next(&m, &z, at - 1).n, third.n);
    assert_int_equal(monthly_next(&m, &z, at).n, day_make(2027, 2, 3).n);
    assert_int_equal(monthly_period(third).first.n, day_make(2026, 12, 1).n);
    assert_int_equal(monthly_period(third).last.n, day_make(2026, 12, 31).n);
}

static void what_was_learnt_is_short_and_has_no_number_to_call(void **state)
{
    char longest[LEARNT_MAX + 2] = "";

    (void)state;
    memset(longest, 'a', LEARNT_MAX);
    assert_null(learnt_fault(longest));
    longest[LEARNT_MAX] = 'a';
    assert_string_equal(learnt_fault(longest), "updates.learnt_long");
    assert_string_equal(learnt_fault("a\nb\nc\nd\ne\nf\ng\nh\ni"), "updates.learnt_long");
    assert_string_equal(learnt_fault("Call (617) 555-0100."), "updates.learnt_contact");
    assert_string_equal(learnt_fault("kim@x.example"), "updates.learnt_contact");
    assert_string_equal(learnt_fault("a\tb"), "updates.learnt_odd");
    assert_null(learnt_fault("From 2025-2026, 40 of 120."));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_is_set_by_a_day_and_an_hour),
        cmocka_unit_test(a_letter_is_due_on_the_last_such_hour_of_the_city),
        cmocka_unit_test(a_late_request_is_news_every_week),
        cmocka_unit_test(no_letter_names_a_topic_in_any_language),
        cmocka_unit_test(fewer_than_eleven_of_a_team_are_not_told),
        cmocka_unit_test(no_line_of_a_week_names_a_topic_in_any_language),
        cmocka_unit_test(no_word_of_the_months_page_names_a_need_in_any_language),
        cmocka_unit_test(a_month_is_set_by_a_day_and_an_hour),
        cmocka_unit_test(a_page_tells_of_the_month_before_its_day),
        cmocka_unit_test(what_was_learnt_is_short_and_has_no_number_to_call),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
