/* Envelopes against the vectors of RFC 9180, appendix A.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/hpke.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#define TEXT(s) ((struct bytes){(const uint8_t *)(s), sizeof(s) - 1})

static void free_arena(struct arena *a)
{
    arena_free(a);
}

/* A.3.1.1 and A.5.1.1, sequence number 0: info "Ode on a Grecian Urn", aad "Count-0". */
static const struct vector {
    enum hpke_aead aead;
    const char *secret, *point, *sealed;
} vectors[] = {
    {HPKE_AES128, "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2",
     "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82"
     "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0",
     "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
     "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4"
     "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f"
     "9076ac232e3ab2523f39513434"},
    {HPKE_CHACHA20, "a4d1c55836aa30f9b3fbb6ac98d338c877c2867dd3a77396d13f68d3ab150d3b",
     "04a697bffde9405c992883c5c439d6cc358170b51af72812333b015621dc0f40ba"
     "d9bb726f68a5c013806a790ec716ab8669f84f6b694596c2987cf35baba2a006",
     "04c07836a0206e04e31d8ae99bfd549380b072a1b1b82e563c935c095827824fc1"
     "559eac6fb9e3c70cd3193968994e7fe9781aa103f5b50e934b5b2f387e381291"
     "6469c41c5c81d3aa85432531ecf6460ec945bde1eb428cb2fedf7a29f5a685b4"
     "ccb0d057f03ea2952a27bb458b"},
};

static void the_vectors_of_the_rfc_open(void **state)
{
    struct arena a CLEANUP(free_arena) = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        struct p256 key CLEANUP(p256_free) = {0};
        uint8_t secret[32], point[POINT_LEN], sealed[110];
        const struct hpke with = {vectors[i].aead, TEXT("Ode on a Grecian Urn"),
                                  TEXT("Count-0")};
        struct bytes out;

        assert_true(hex_read(vectors[i].secret, secret, 32));
        assert_true(hex_read(vectors[i].point, point, POINT_LEN));
        assert_true(hex_read(vectors[i].sealed, sealed, sizeof sealed));
        assert_int_equal(p256_from(secret, point, &key).kind, OK);
        assert_int_equal(
            hpke_open(&key, &with, (struct bytes){sealed, sizeof sealed}, &a, &out).kind,
            OK);
        assert_int_equal(out.len, 29);
        assert_string_equal((const char *)out.p, "Beauty is truth, truth beauty");
    }
}

static void an_envelope_opens_only_as_it_was_sealed(void **state)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct p256 key CLEANUP(p256_free) = {0}, other CLEANUP(p256_free) = {0};
    const struct hpke with = {HPKE_AES256, TEXT("doorstep envelope 1|a"), TEXT("op 1")};
    const struct hpke elsewhere = {HPKE_AES256, TEXT("doorstep envelope 1|b"),
                                   TEXT("op 1")};
    const struct hpke another = {HPKE_AES256, TEXT("doorstep envelope 1|a"),
                                 TEXT("op 2")};
    struct bytes sealed, out;

    (void)state;
    assert_int_equal(p256_make(&key).kind, OK);
    assert_int_equal(p256_make(&other).kind, OK);
    assert_int_equal(hpke_seal(key.point, &with, TEXT("words"), &a, &sealed).kind, OK);
    assert_int_equal(hpke_open(&key, &with, sealed, &a, &out).kind, OK);
    assert_string_equal((const char *)out.p, "words");
    assert_int_equal(hpke_open(&key, &elsewhere, sealed, &a, &out).kind, ERR_INVALID);
    assert_int_equal(hpke_open(&key, &another, sealed, &a, &out).kind, ERR_INVALID);
    assert_int_equal(hpke_open(&other, &with, sealed, &a, &out).kind, ERR_INVALID);
    for (size_t i = 0; i < sealed.len; i++) {
        uint8_t *bad = (uint8_t *)arena_copy(&a, (const char *)sealed.p, sealed.len);

        bad[i] ^= 4;
        assert_int_equal(
            hpke_open(&key, &with, (struct bytes){bad, sealed.len}, &a, &out).kind,
            ERR_INVALID);
        assert_int_equal(
            hpke_open(&key, &with, (struct bytes){sealed.p, i}, &a, &out).kind,
            ERR_INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_of_the_rfc_open),
        cmocka_unit_test(an_envelope_opens_only_as_it_was_sealed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
