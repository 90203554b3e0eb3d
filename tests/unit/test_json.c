/* What the JSON reader refuses, and what comes back from the writer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static void free_arena(struct arena *a)
{
    arena_free(a);
}

static void what_is_not_strict_json_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "{",
        "{} x",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "[1,]",
        "nan",
        "\"\\u0000\"",
        "\"\xff\"",
        "\"\xc0\xaf\"",
        "\"\xed\xa0\x80\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\\u12g4\"",
        "\"\\u123\"",
        "\"\\x\"",
        "\"\\",
        "\"a",
        "\"\xf4\x90\x80\x80\"",
        "{\"a\"}",
        "{\"a\":1,}",
        "{1:2}",
        "{\"a\":1,\"b\":2,\"c\":3,\"a\":4}",
        "[1 2]",
        "-",
        "+1",
        "1.",
        ".5",
        "1e",
        "-01",
        "9223372036854775808",
        "-9223372036854775809",
        "\xef\xbb\xbf{}",
        "tru",
        "truex",
        "99999999999999999999",
        "1e999",
        "\"a\nb\"",
        "01",
        "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]",
    };
    struct arena a CLEANUP(free_arena) = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct json v = {.kind = JSON_BOOL};
        struct err e = json_read(&a, bad[i], strlen(bad[i]), &v);

        if (e.kind != ERR_INVALID)
            fail_msg("accepted: %s", bad[i]);
        assert_int_equal(v.kind, JSON_BOOL);
    }
    struct json v;
    assert_int_equal(json_read(&a, "\"a\0b\"", 5, &v).kind, ERR_INVALID);
}

static void what_was_read_is_written_again(void **state)
{
    static const char text[] =
        "{\"a\":[1,-2,true,false,null,0.5],\"b\":{\"c\":\"d \\\" \\\\ "
        "\\u000a \xc3\xa9\"},\"e\":[],\"f\":{}}";
    struct arena a CLEANUP(free_arena) = {0};
    struct json v;
    struct json_out o = {.arena = &a};

    (void)state;
    assert_int_equal(json_read(&a, text, strlen(text), &v).kind, OK);
    json_put(&o, NULL, &v);
    assert_string_equal(json_done(&o), text);
}

/* Else a kept op is another op when it is read again. */
static void a_whole_real_stays_a_real(void **state)
{
    static const char text[] = "[1.0,-0.0,100.0,2.5e+17]";
    struct arena a CLEANUP(free_arena) = {0};
    struct json v;
    struct json_out o = {.arena = &a};

    (void)state;
    assert_int_equal(json_read(&a, text, strlen(text), &v).kind, OK);
    json_put(&o, NULL, &v);
    assert_string_equal(json_done(&o), text);
}

static void escapes_become_what_they_stand_for(void **state)
{
    static const char text[] = " \"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\\n\\/\\\"\" ";
    struct arena a CLEANUP(free_arena) = {0};
    struct json v;

    (void)state;
    assert_int_equal(json_read(&a, text, strlen(text), &v).kind, OK);
    assert_string_equal(v.text, "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\n/\"");
    assert_int_equal(v.len, 13);
}

static void numbers_reach_to_their_ends(void **state)
{
    static const char text[] =
        "[9223372036854775807,-9223372036854775808,-0,1e-400,2E+2]";
    struct arena a CLEANUP(free_arena) = {0};
    struct json v;

    (void)state;
    assert_int_equal(json_read(&a, text, strlen(text), &v).kind, OK);
    assert_true(v.items[0].n == INT64_MAX && v.items[1].n == INT64_MIN);
    assert_true(v.items[2].kind == JSON_INT && v.items[2].n == 0);
    assert_true(v.items[3].kind == JSON_NUMBER && v.items[4].real == 200);
}

static void sixteen_levels_are_read(void **state)
{
    static const char text[] = "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]";
    struct arena a CLEANUP(free_arena) = {0};
    struct json v;

    (void)state;
    assert_int_equal(json_read(&a, text, strlen(text), &v).kind, OK);
}

static void members_are_found_by_name_and_kind(void **state)
{
    static const char text[] = "{\"n\":7,\"s\":\"x\",\"m\":{\"k\":\"v\"}}";
    struct arena a CLEANUP(free_arena) = {0};
    struct json v;

    (void)state;
    assert_int_equal(json_read(&a, text, strlen(text), &v).kind, OK);
    assert_int_equal(json_int(&v, "n", 0), 7);
    assert_int_equal(json_int(&v, "s", -1), -1);
    assert_string_equal(json_text(&v, "s"), "x");
    assert_null(json_text(&v, "n"));
    assert_null(json_text(&v, "none"));
    assert_string_equal(json_text(json_get(&v, "m"), "k"), "v");
    assert_null(json_get(json_get(&v, "none"), "k"));
}

static void a_long_text_is_written_whole(void **state)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct json_out o = {.arena = &a};
    struct json v;

    (void)state;
    json_list(&o, NULL);
    for (int64_t i = 0; i < 5000; i++)
        json_put_int(&o, NULL, i);
    json_end_list(&o);
    const char *text = json_done(&o);
    assert_int_equal(json_read(&a, text, strlen(text), &v).kind, OK);
    assert_int_equal(v.len, 5000);
    assert_int_equal(v.items[4999].n, 4999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_strict_json_is_refused),
        cmocka_unit_test(what_was_read_is_written_again),
        cmocka_unit_test(a_whole_real_stays_a_real),
        cmocka_unit_test(escapes_become_what_they_stand_for),
        cmocka_unit_test(numbers_reach_to_their_ends),
        cmocka_unit_test(sixteen_levels_are_read),
        cmocka_unit_test(members_are_found_by_name_and_kind),
        cmocka_unit_test(a_long_text_is_written_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
