/* test_text.c -- sentences by id and language, and the log that keeps people out.
 * SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/log.h"
#include "base/text_table.h"

static void a_sentence_comes_in_the_readers_language(void **state)
{
    (void)state;
    assert_string_equal(text("en", "common.yes"), "Yes");
    assert_string_equal(text("ht", "common.yes"), "Wi");
    assert_string_equal(text("xx", "common.yes"), "Yes");
}

static void an_unknown_id_is_shown_as_it_is(void **state)
{
    (void)state;
    assert_string_equal(text("en", "no.such.id"), "no.such.id");
    assert_false(text_has("no.such.id"));
    assert_true(text_has("common.no"));
}

static void every_id_finds_its_own_row(void **state)
{
    (void)state;
    for (const struct text_row *r = text_rows; r->id != NULL; r++)
        for (size_t i = 0; i < TEXT_LANGS; i++)
            assert_ptr_equal(text(text_langs[i], r->id), r->in[i]);
}

static void placeholders_are_filled_and_values_are_not_read_again(void **state)
{
    struct arena a = {0};

    (void)state;
    assert_string_equal(
        text_fill(&a, "en", "date.when", "date", "{time}", "time", "3:05 pm", NULL),
        "{time}, 3:05 pm");
    assert_string_equal(text_fill(&a, "en", "date.when", "date", "Nov 24", NULL),
                        "Nov 24, {time}");
    arena_free(&a);
}

static void the_browser_may_ask_for_a_language(void **state)
{
    static const struct {
        const char *header, *lang;
    } asked[] = {
        {"es", "es"},
        {"pt-BR,pt;q=0.9,en;q=0.8", "pt"},
        {"fr, ht;q=0.5, en;q=0.4", "ht"},
        {"en;q=0.2, es;q=0.8", "es"},
        {"zh", "en"},
        {"", "en"},
        {",,;q=,es;q=0", "en"},
        {"esp", "en"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(asked); i++)
        assert_string_equal(text_negotiate(asked[i].header), asked[i].lang);
    assert_string_equal(text_negotiate(NULL), "en");
    assert_string_equal(text_lang("HT"), "ht");
    assert_null(text_lang("fr"));
}

static const char *line_of(char *out, size_t cap, const struct log_field *f)
{
    const struct log_line line = {1000, LOG_LEVEL_WARN, "test.event", f};

    out[log_format(out, cap, &line)] = '\0';
    return out;
}

static void a_log_line_is_one_json_object(void **state)
{
    char out[400];
    const struct log_field f[] = {log_number("ms", 12), log_code("store", "care"),
                                  log_id("casefile", ((struct id){{1}})), LOG_NOTHING};

    (void)state;
    assert_string_equal(line_of(out, sizeof out, f),
                        "{\"at\":\"1970-01-01T00:00:01.000Z\",\"level\":\"warn\","
                        "\"event\":\"test.event\",\"ms\":12,\"store\":\"care\","
                        "\"casefile\":\"01000000-0000-0000-0000-000000000000\"}\n");
}

static void what_a_person_wrote_never_reaches_the_log(void **state)
{
    static const char *const secrets[] = {"Maria Lopez", "12 Erie St",    "a\"b", "",
                                          "é",           "x@example.org", NULL};
    char out[400];

    (void)state;
    for (size_t i = 0; i < COUNT(secrets); i++) {
        const struct log_field f[] = {log_code("error", secrets[i]), LOG_NOTHING};

        assert_non_null(strstr(line_of(out, sizeof out, f), "\"error\":\"[redacted]\"}"));
    }
}

static void a_line_that_is_too_long_stays_whole_json(void **state)
{
    char out[90];
    const struct log_field f[] = {log_code("first", "abcdefghijklmnopqrstuvwxyz"),
                                  log_number("n", 7), LOG_NOTHING};

    (void)state;
    assert_string_equal(line_of(out, sizeof out, f),
                        "{\"at\":\"1970-01-01T00:00:01.000Z\",\"level\":\"warn\","
                        "\"event\":\"test.event\",\"n\":7}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_comes_in_the_readers_language),
        cmocka_unit_test(an_unknown_id_is_shown_as_it_is),
        cmocka_unit_test(every_id_finds_its_own_row),
        cmocka_unit_test(placeholders_are_filled_and_values_are_not_read_again),
        cmocka_unit_test(the_browser_may_ask_for_a_language),
        cmocka_unit_test(a_log_line_is_one_json_object),
        cmocka_unit_test(what_a_person_wrote_never_reaches_the_log),
        cmocka_unit_test(a_line_that_is_too_long_stays_whole_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
