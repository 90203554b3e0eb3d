/* Hashes and encodings against published values; signatures, sealing and key files.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#define TEXT(s) ((struct bytes){(const uint8_t *)(s), sizeof(s) - 1})

static void free_arena(struct arena *a)
{
    arena_free(a);
}

static void hashes_are_those_of_the_standards(void **state)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct sha256 sha = sha256_of("abc", 3);
    struct bytes pieces[] = {TEXT("a"), TEXT("bc")};

    (void)state;
    assert_string_equal(
        hex(&a, (struct bytes){sha.b, 32}),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    struct sha256 same = sha256_of_all(pieces, 2);
    assert_memory_equal(same.b, sha.b, 32);
    /* RFC 4231, test case 2 */
    sha = hmac_sha256(TEXT("Jefe"), TEXT("what do ya want for nothing?"));
    assert_string_equal(
        hex(&a, (struct bytes){sha.b, 32}),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

static void only_canonical_base64url_is_read(void **state)
{
    static const char *const bad[] = {"A",   "AA==",  "AB",       "A+A",   "A/A",
                                      "A A", "AAAAA", "\xc3\xa9", "A\xff", "AAA\xac"};
    struct arena a CLEANUP(free_arena) = {0};
    struct bytes out;

    (void)state;
    assert_string_equal(base64url(&a, TEXT("\xfb\xff\xfe")), "-__-");
    assert_true(base64url_read(&a, "-__-", 4, &out));
    assert_memory_equal(out.p, "\xfb\xff\xfe", 3);
    assert_true(base64url_read(&a, "", 0, &out));
    assert_int_equal(out.len, 0);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (base64url_read(&a, bad[i], strlen(bad[i]), &out))
            fail_msg("accepted: %s", bad[i]);
}

static void only_whole_lower_case_hex_is_read(void **state)
{
    uint8_t out[2];

    (void)state;
    assert_true(hex_read("0aff", out, 2));
    assert_int_equal(out[1], 255);
    assert_false(hex_read("0aFF", out, 2));
    assert_false(hex_read("0af", out, 2));
    assert_false(hex_read("0aff0", out, 2));
}

static void a_signature_holds_for_its_text_alone(void **state)
{
    struct p256 key CLEANUP(p256_free) = {0}, other CLEANUP(p256_free) = {0};
    uint8_t signature[SIGNATURE_LEN], off[POINT_LEN];

    (void)state;
    assert_int_equal(p256_make(&key).kind, OK);
    assert_int_equal(p256_make(&other).kind, OK);
    for (int i = 0; i < 50; i++) { /* short r and s must be padded */
        assert_int_equal(p256_sign(&key, TEXT("payload"), signature).kind, OK);
        assert_true(p256_verify(key.point, TEXT("payload"), signature));
    }
    assert_false(p256_verify(key.point, TEXT("payloae"), signature));
    assert_false(p256_verify(other.point, TEXT("payload"), signature));
    memcpy(off, key.point, POINT_LEN);
    off[64] ^= 1;
    assert_false(p256_verify(off, TEXT("payload"), signature));
    signature[0] ^= 1;
    assert_false(p256_verify(key.point, TEXT("payload"), signature));
    memset(signature, 0, sizeof signature);
    assert_false(p256_verify(key.point, TEXT("payload"), signature));
}

static void a_sealed_text_opens_with_its_key_and_place_alone(void **state)
{
    struct arena a CLEANUP(free_arena) = {0};
    uint8_t key[CIPHER_KEY_LEN] = {1}, other[CIPHER_KEY_LEN] = {2};
    uint8_t sealed[CIPHER_NONCE_LEN + 4 + CIPHER_TAG_LEN];
    struct bytes out, all = {sealed, sizeof sealed};

    (void)state;
    cipher_seal(key, TEXT("row 1"), TEXT("text"), sealed);
    assert_int_equal(cipher_open(key, TEXT("row 1"), all, &a, &out).kind, OK);
    assert_string_equal((const char *)out.p, "text");
    assert_int_equal(cipher_open(key, TEXT("row 2"), all, &a, &out).kind, ERR_BROKEN);
    assert_int_equal(cipher_open(other, TEXT("row 1"), all, &a, &out).kind, ERR_BROKEN);
    for (size_t i = 0; i < sizeof sealed; i++) {
        sealed[i] ^= 0x80;
        assert_int_equal(cipher_open(key, TEXT("row 1"), all, &a, &out).kind, ERR_BROKEN);
        sealed[i] ^= 0x80;
        assert_int_equal(
            cipher_open(key, TEXT("row 1"), (struct bytes){sealed, i}, &a, &out).kind,
            ERR_BROKEN);
    }
}

static void remove_keys(const char *dir)
{
    static const char *const files[] = {"care.key",   "blind.key",    "link.key",
                                        "backup.key", "care-box.pem", "receipt.pem",
                                        "class.key"};
    char path[128];

    for (size_t i = 0; i < COUNT(files); i++) {
        snprintf(path, sizeof path, "%s/%s", dir, files[i]);
        unlink(path);
    }
    rmdir(dir);
}

static void keys_are_made_once_and_private(void **state)
{
    char base[] = "/tmp/doorstep-keys-XXXXXX", dir[64], path[128];
    struct keys made = {0}, again = {0};
    struct stat st;

    (void)state;
    assert_non_null(mkdtemp(base));
    snprintf(dir, sizeof dir, "%s/keys", base);
    assert_int_equal(keys_load(dir, false, &made).kind, ERR_BROKEN);
    assert_int_equal(keys_load(dir, true, &made).kind, OK);
    assert_int_equal(keys_load(dir, true, &again).kind, OK);
    assert_memory_equal(made.care, again.care, CIPHER_KEY_LEN);
    assert_memory_equal(made.receipt.point, again.receipt.point, POINT_LEN);
    assert_int_equal(stat(dir, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    snprintf(path, sizeof path, "%s/care.key", dir);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    keys_free(&again);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(keys_load(dir, true, &again).kind, ERR_BROKEN);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(truncate(path, 31), 0);
    assert_int_equal(keys_load(dir, true, &again).kind, ERR_BROKEN);
    keys_free(&made);
    remove_keys(dir);
    rmdir(base);
}

static void keys_of_a_city_from_before_class_key_are_the_same_keys(void **state)
{
    char base[] = "/tmp/doorstep-keys-XXXXXX", dir[64];
    struct keys keys = {0};
    struct arena a = {0};

    (void)state;
    assert_non_null(mkdtemp(base));
    snprintf(dir, sizeof dir, "%s/keys", base);
    assert_int_equal(keys_load(dir, true, &keys).kind, OK);
    const char *all = keys_prints(&keys, &a), *behind = strstr(all, " class.key ");
    assert_non_null(behind);
    assert_null(keys_other(&keys, all, &a));
    assert_null(keys_other(&keys, arena_copy(&a, all, (size_t)(behind - all)), &a));
    char *foreign = arena_copy(&a, all, strlen(all));
    char *last = &foreign[strlen(foreign) - 1];
    *last = *last == '0' ? '1' : '0';
    assert_string_equal(keys_other(&keys, foreign, &a), "class.key");
    keys_free(&keys);
    arena_free(&a);
    remove_keys(dir);
    assert_int_equal(rmdir(base), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_those_of_the_standards),
        cmocka_unit_test(only_canonical_base64url_is_read),
        cmocka_unit_test(only_whole_lower_case_hex_is_read),
        cmocka_unit_test(a_signature_holds_for_its_text_alone),
        cmocka_unit_test(a_sealed_text_opens_with_its_key_and_place_alone),
        cmocka_unit_test(keys_are_made_once_and_private),
        cmocka_unit_test(keys_of_a_city_from_before_class_key_are_the_same_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
