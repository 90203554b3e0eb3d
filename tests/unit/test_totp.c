/* test_totp.c -- the codes of RFC 6238, and the letters of RFC 4648.
 * SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/qr.h"
#include "base/totp.h"

#include <string.h>

static const struct bytes secret = {(const uint8_t *)"12345678901234567890", 20};

static void codes_are_those_of_the_standard(void **state)
{
    /* RFC 6238, appendix B, SHA-1. */
    static const struct {
        int64_t seconds;
        const char *code;
    } known[] = {
        {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
        {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
    };
    struct arena a = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(known); i++) {
        int64_t step = totp_step(known[i].seconds * 1000);

        assert_string_equal(totp_code(secret, step, 8, &a), known[i].code);
        assert_string_equal(totp_code(secret, step, 6, &a), known[i].code + 2);
    }
    arena_free(&a);
}

static void a_code_holds_for_a_step_before_and_behind(void **state)
{
    struct arena a = {0};
    int64_t now = INT64_C(1111111111000), step = totp_step(now);

    (void)state;
    for (int64_t off = -2; off <= 2; off++) {
        const char *code = totp_code(secret, step + off, TOTP_DIGITS, &a);

        assert_int_equal(totp_match(secret, code, now, 0),
                         off >= -1 && off <= 1 ? step + off : 0);
    }
    arena_free(&a);
}

static void a_code_that_was_used_matches_no_more_nor_an_older_one(void **state)
{
    struct arena a = {0};
    int64_t now = INT64_C(1111111111000), step = totp_step(now);

    (void)state;
    assert_int_equal(
        totp_match(secret, totp_code(secret, step, TOTP_DIGITS, &a), now, step), 0);
    assert_int_equal(
        totp_match(secret, totp_code(secret, step - 1, TOTP_DIGITS, &a), now, step), 0);
    assert_int_equal(
        totp_match(secret, totp_code(secret, step + 1, TOTP_DIGITS, &a), now, step),
        step + 1);
    assert_int_equal(totp_match(secret, "14050471", now, 0), 0); /* eight digits */
    assert_int_equal(totp_match(secret, "", now, 0), 0);
    arena_free(&a);
}

static void secrets_are_written_in_base32(void **state)
{
    static const struct {
        const char *plain, *text;
    } known[] = {{"", ""},
                 {"f", "MY"},
                 {"fo", "MZXQ"},
                 {"foo", "MZXW6"},
                 {"foob", "MZXW6YQ"},
                 {"fooba", "MZXW6YTB"},
                 {"foobar", "MZXW6YTBOI"}};
    struct arena a = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(known); i++)
        assert_string_equal(base32(&a,
                                   (struct bytes){(const uint8_t *)known[i].plain,
                                                  strlen(known[i].plain)},
                                   false),
                            known[i].text);
    assert_string_equal(base32(&a, (struct bytes){(const uint8_t *)"foobar", 6}, true),
                        "MZXW 6YTB OI");
    assert_string_equal(totp_url(&a, "Door step", "a+b@x.example", secret),
                        "otpauth://totp/Door%20step:a%2Bb%40x.example?secret="
                        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Door%20step");
    arena_free(&a);
}

static void what_no_square_holds_is_refused(void **state)
{
    struct arena a = {0};
    char *long_text = arena_alloc(&a, 4001);
    struct qr qr;

    (void)state;
    memset(long_text, 'x', 4000);
    long_text[4000] = '\0';
    assert_int_equal(qr_make(&a, long_text, &qr).kind, ERR_INVALID);
    assert_int_equal(qr_make(&a, "HELLO", &qr).kind, OK);
    assert_int_equal(qr.side, 21 + 8);
    assert_int_equal(strncmp(qr.path, "M4 4h7v1h-7z", 12), 0); /* the corner's square */
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_those_of_the_standard),
        cmocka_unit_test(a_code_holds_for_a_step_before_and_behind),
        cmocka_unit_test(a_code_that_was_used_matches_no_more_nor_an_older_one),
        cmocka_unit_test(secrets_are_written_in_base32),
        cmocka_unit_test(what_no_square_holds_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
