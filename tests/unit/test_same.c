/* By what two cases may be one household's: however a number or a name is written.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "core/str.h"
#include "domain/same.h"

#include <stdio.h>
#include <string.h>

static uint32_t seed = 1;

static unsigned chance(unsigned n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % n;
}

static bool share(struct arena *a, const char *one, const char *other)
{
    struct same_names x = same_names(a, one), y = same_names(a, other);

    for (size_t i = 0; i < x.len; i++)
        for (size_t k = 0; k < y.len; k++)
            if (str_same(x.of[i], y.of[k]))
                return true;
    return false;
}

/* 20,000 numbers, each written in two ways. */
static void a_number_is_the_same_however_it_is_written(void **state)
{
    static const char *const between[] = {"", "-", " ", ".", ") "};
    struct arena a = {0};

    (void)state;
    for (int n = 0; n < 20000; n++) {
        char digits[11], plain[32], pretty[64];

        for (int i = 0; i < 10; i++)
            digits[i] = (char)('0' + chance(10));
        digits[10] = '\0';
        snprintf(plain, sizeof plain, "%s%s", chance(2) ? "+1" : "", digits);
        snprintf(pretty, sizeof pretty, "%s%.3s%s%.3s%s%s%s", chance(2) ? "1 (" : "(",
                 digits, between[chance(5)], digits + 3, between[chance(5)], digits + 6,
                 chance(2) ? " x12" : "");
        assert_string_equal(same_phone(&a, plain), digits);
        assert_string_equal(same_phone(&a, pretty), digits);
        digits[chance(10)] ^= 1; /* another digit is another number */
        assert_string_not_equal(same_phone(&a, plain), digits);
    }
    assert_null(same_phone(&a, "911"));
    assert_null(same_phone(&a, ""));
    arena_free(&a);
}

static void a_name_meets_itself_across_spellings_and_scripts(void **state)
{
    static const char *const pairs[][2] = {
        {"José", "jose"},        {"JOSÉ", "Jose\xcc\x81"},
        {"Yvonne", "Ivone"},     {"Conceição", "Conceicao"},
        {"Мария", "Maria"},      {"Дмитрий", "Dmitri"},
        {"Filipe", "Philippe"},  {"Vázquez", "Basques"},
        {"Zoila", "Soyla"},      {"أحمد", "احمد"},
        {"فاطمة", "فاطمه"},      {"Ana Sousa", "Souza, Ana"},
        {"Sra. Lucía", "Lucia"}, {"Jean-Pierre", "Pierre"},
        {"O'Neill", "ONeil"},    {"王芳", "王芳"},
        {"Müller", "Muller"},    {"Ștefan", "Stefan"},
    };
    static const char *const others[][2] = {
        {"Rosa", "Marise"}, {"Sam", "Nadia"},  {"王芳", "李娜"}, {"Teresa", "Lucía"},
        {"Ana", "Eva"},     {"Мария", "Anna"}, {"Lee", "Lou"},   {"de", "da"},
        {"Sra.", "Sr."},    {"", ""},          {"-", "-"},
    };
    struct arena a = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (!share(&a, pairs[i][0], pairs[i][1]) || !share(&a, pairs[i][1], pairs[i][0]))
            fail_msg("%s is not %s", pairs[i][0], pairs[i][1]);
    for (size_t i = 0; i < COUNT(others); i++)
        if (share(&a, others[i][0], others[i][1]))
            fail_msg("%s is %s", others[i][0], others[i][1]);
    arena_free(&a);
}

/* 50,000 names of random letters of many scripts: the order of words, their case and
 * what stands between them never count, and no name makes it stumble. */
static void order_case_and_blanks_of_a_name_do_not_count(void **state)
{
    static const char *const letters[] = {"a", "B",        "c", "Ç", "é",  "H",
                                          "j", "л",        "Я", "م", "芳", "z",
                                          "ñ", "\xcc\x81", "x", "q", "'",  "u"};
    struct arena a = {0};

    (void)state;
    for (int n = 0; n < 50000; n++) {
        char one[64] = "", two[64] = "", both[160], turned[160];

        for (unsigned i = 0, len = 2 + chance(6); i < len; i++)
            strcat(one, letters[chance(COUNT(letters))]);
        for (unsigned i = 0, len = 2 + chance(6); i < len; i++)
            strcat(two, letters[chance(COUNT(letters))]);
        snprintf(both, sizeof both, "%s %s", one, two);
        snprintf(turned, sizeof turned, "  %s - %s.", two, one);
        for (char *c = turned; *c != '\0'; c++)
            *c = str_lower(*c);
        struct same_names x = same_names(&a, both), y = same_names(&a, turned);
        assert_int_equal(x.len, y.len);
        if (x.len > 0)
            assert_true(share(&a, both, turned));
        if (n % 1000 == 0) {
            arena_free(&a);
            a = (struct arena){0};
        }
    }
    arena_free(&a);
}

static void a_reason_is_said_and_a_name_alone_in_the_city_is_none(void **state)
{
    (void)state;
    assert_null(same_why(0));
    for (unsigned by = 1; by < 8; by++)
        assert_non_null(same_why(by));
    assert_string_equal(same_why(SAME_DOOR | SAME_NAME), "same.door_name");
    assert_string_equal(same_why(SAME_PHONE), "same.phone");
}

static void one_person_is_named_alike_and_two_are_not(void **state)
{
    (void)state;
    assert_true(same_name("Ana López", "  ANA   LÓPEZ "));
    assert_true(same_name("Ana López", "ana lopez"));
    assert_false(same_name("Ana López", "Ana"));
    assert_false(same_name("Ana", "Ana López"));
    assert_false(same_name("Ana López", "Anna López"));
}

static void a_unit_is_the_same_however_it_is_written(void **state)
{
    struct arena a = {0};

    (void)state;
    assert_string_equal(same_unit(&a, "Apt. 2-B"), same_unit(&a, "apt 2b"));
    assert_string_equal(same_unit(&a, "Apt. 2-B"), same_unit(&a, "2B"));
    assert_string_not_equal(same_unit(&a, "2B"), same_unit(&a, "2R"));
    assert_string_equal(same_unit(&a, "Unit"), "unit");
    arena_free(&a);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_the_same_however_it_is_written),
        cmocka_unit_test(a_name_meets_itself_across_spellings_and_scripts),
        cmocka_unit_test(order_case_and_blanks_of_a_name_do_not_count),
        cmocka_unit_test(a_reason_is_said_and_a_name_alone_in_the_city_is_none),
        cmocka_unit_test(one_person_is_named_alike_and_two_are_not),
        cmocka_unit_test(a_unit_is_the_same_however_it_is_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
