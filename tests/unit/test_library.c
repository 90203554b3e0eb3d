/* test_library.c -- the law of the day, the texts for residents, and soft warnings.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "core/str.h"
#include "domain/library.h"
#include "domain/limits.h"
#include "domain/shape.h"
#include "domain/social.h"

static void a_report_is_read_under_the_law_of_its_day(void **state)
{
    (void)state;
    assert_string_equal(edition_on(day_of("2023-05-11"))->id, "105-cmr-410:before-2023");
    assert_string_equal(edition_on(day_of("2023-05-12"))->id, "105-cmr-410:2023-05-12");
    assert_string_equal(edition_on(day_of("2030-01-01"))->id, "105-cmr-410:2023-05-12");
    assert_string_equal(edition_on(day_of("1900-01-01"))->id, "105-cmr-410:before-2023");
    assert_null(edition_named("ipmc:2021"));
    for (size_t i = 1; i < editions_len; i++)
        assert_int_equal(editions[i - 1].to.n + 1, editions[i].from.n);
    assert_false(day_is_set(editions[editions_len - 1].to));
}

static void a_code_is_found_however_it_is_written(void **state)
{
    static const struct {
        const char *written, *section;
    } table[] = {
        {"CMR410.482 A", "410.482"},
        {"410.482(A)(1)", "410.482"},
        {"105 CMR 410.190", "410.190"},
        {"CMR410.501C", "410.501"},
        {"CMR410.100 A & B", "410.100"},
        {"410.4820", NULL},
        {"", NULL},
        {"CMR", NULL},
        {"410", NULL},
    };
    const struct edition *old = edition_named("105-cmr-410:before-2023");

    (void)state;
    assert_non_null(old);
    for (size_t i = 0; i < COUNT(table); i++) {
        const struct section *s = section_find(old, table[i].written);
        if (table[i].section == NULL)
            assert_null(s);
        else
            assert_string_equal(s->code, table[i].section);
    }
}

static void old_numbers_lead_to_new_ones(void **state)
{
    static const char *const pairs[][2] = {{"410.190", "410.150"},
                                           {"410.200", "410.160"},
                                           {"410.201", "410.180"},
                                           {"410.351", "410.235"}};
    const struct edition *old = &editions[0], *new = &editions[1];

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        assert_string_equal(section_find(old, pairs[i][0])->now, pairs[i][1]);
    for (size_t i = 0; i < old->len; i++)
        if (old->sections[i].now[0] != '\0' && !str_same(old->sections[i].now, "410.810"))
            assert_non_null(section_find(new, old->sections[i].now));
}

static void every_section_can_be_sent_and_shown(void **state)
{
    (void)state;
    for (size_t e = 0; e < editions_len; e++) {
        assert_null(shape_fault(SHAPE_TOKEN, LIMIT_LIBRARY, NULL, editions[e].id));
        for (size_t i = 0; i < editions[e].len; i++) {
            const struct section *s = &editions[e].sections[i];
            assert_null(shape_fault(SHAPE_TOKEN, LIMIT_SECTION, NULL, s->code));
            assert_true(i == 0 || strcmp(editions[e].sections[i - 1].code, s->code) < 0);
            for (const char *const *p = s->places; *p != NULL; p++)
                assert_true(codes_find(&place_codes, *p) >= 0);
            /* Our own phrases go into the owner's file. */
            for (const char *const *p = s->phrases; *p != NULL; p++)
                assert_null(social_word(*p));
        }
    }
}

static void every_title_is_there_in_every_language(void **state)
{
    (void)state;
    for (size_t e = 0; e < editions_len; e++)
        for (size_t i = 0; i < editions[e].len; i++)
            for (int lang = 0; lang < LANGS; lang++)
                assert_non_null(editions[e].sections[i].titles[lang]);
    for (size_t i = 0; i < nspire_items_len; i++)
        for (int lang = 0; lang < LANGS; lang++)
            assert_non_null(nspire_items[i].titles[lang]);
    assert_string_equal(nspire_in("Litter", "ht"), "Fatra ki gaye");
    assert_string_equal(nspire_in("Litter", "en"), "Litter");
    assert_string_equal(nspire_in("An item of ours", "es"), "An item of ours");
}

static void a_title_that_is_missing_is_told_in_english(void **state)
{
    const char *const own[LANGS] = {[LANG_EN] = "Snow", [LANG_ES] = "Nieve"};

    (void)state;
    assert_string_equal(title_in(own, "es"), "Nieve");
    assert_string_equal(title_in(own, "pt"), "Snow");
    assert_string_equal(title_in(own, "xx"), "Snow");
}

/* One number meant something else before: the title says which. */
static void a_line_of_an_order_is_read_by_number_and_title(void **state)
{
    static const char *const lines[][2] = {
        {"410.180 Temperature Requirements", "410.180 Requisitos de temperatura"},
        {"410.180 Potable Water", "410.180 Agua potable"},
        {"410.180(A) Temperature Requirements", "410.180(A) Requisitos de temperatura"},
        {"410.180 What an old order called it", "410.180 What an old order called it"},
        {"410.180", "410.180"},
        {"9.1 Snow", "9.1 Snow"},
        {"", ""},
    };
    struct arena a = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        assert_string_equal(section_line_in(&a, lines[i][0], "es"), lines[i][1]);
        assert_string_equal(section_line_in(&a, lines[i][0], "en"), lines[i][0]);
    }
    arena_free(&a);
}

static void the_permission_fits_into_45_words(void **state)
{
    (void)state;
    for (int lang = 0; lang < LANGS; lang++) {
        const char *text = permission_texts[lang];
        int n = permission_words(text, "Rosa Lima");
        assert_true(n > 20 && n <= LIMIT_PERMISSION_WORDS);
        assert_non_null(strstr(text, "{name}"));
        assert_non_null(strstr(card_texts[lang], "{code}"));
        assert_true(utf8_valid(text, strlen(text)));
    }
    assert_null(shape_fault(SHAPE_TOKEN, LIMIT_VERSION, NULL, permission_version));
    assert_int_equal(permission_words(" {name} calls  {name}.", "Ana de Lima"), 7);
}

struct noted {
    const char *note, *word;
};

static void assert_words(const struct noted *table, size_t len,
                         const char *(*of)(const char *note))
{
    for (size_t i = 0; i < len; i++) {
        const char *word = of(table[i].note);
        if (table[i].word == NULL)
            assert_null(word);
        else
            assert_string_equal(word, table[i].word);
    }
}

static void social_words_give_a_warning(void **state)
{
    static const struct noted table[] = {
        {"Tenant has an eviction letter.", "evict"},
        {"EVICTION", "evict"},
        {"two Children asleep", "child"},
        {"Behind on rent since May", "behind on rent"},
        {"hay niños en casa", "niñ"},
        {"No heat in the bedroom.", NULL},
        {"The grandchild's room", NULL}, /* only beginnings of words */
        {"Parental lock broken", NULL},
        {"", NULL},
    };

    (void)state;
    assert_words(table, COUNT(table), social_word);
}

static void words_and_numbers_of_an_immigration_status_give_a_warning(void **state)
{
    static const struct noted table[] = {
        {"She said she is undocumented.", "undocumented"},
        {"Son INDOCUMENTADOS", "indocumentad"},
        {"viven sin papeles", "sin papeles"},
        {"afraid of being deported", "deport"},
        {"his A number is A012345678", "a-number"},
        {"A# 012 345 678.", "a-number"},
        {"a-12345678", "a-number"},
        {"San papye", "san papye"},
        {"ICE took the father", "ice took"},
        {"A 1234567", NULL},         /* too short */
        {"A0123456789", NULL},       /* too long */
        {"form A012345678b", NULL},  /* goes on */
        {"USA012345678", NULL},      /* within a word */
        {"call 617 555 0100", NULL}, /* a telephone */
        {"a 617 555 0100", NULL},
        {"No ice in the freezer; paid by Visa", NULL},
        {"asilo de ancianos", NULL},
        {"vino sin documentos para SNAP", NULL}, /* what an office asks for */
        {"", NULL},
    };

    (void)state;
    assert_words(table, COUNT(table), status_word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_is_read_under_the_law_of_its_day),
        cmocka_unit_test(a_code_is_found_however_it_is_written),
        cmocka_unit_test(old_numbers_lead_to_new_ones),
        cmocka_unit_test(every_section_can_be_sent_and_shown),
        cmocka_unit_test(every_title_is_there_in_every_language),
        cmocka_unit_test(a_title_that_is_missing_is_told_in_english),
        cmocka_unit_test(a_line_of_an_order_is_read_by_number_and_title),
        cmocka_unit_test(the_permission_fits_into_45_words),
        cmocka_unit_test(social_words_give_a_warning),
        cmocka_unit_test(words_and_numbers_of_an_immigration_status_give_a_warning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
