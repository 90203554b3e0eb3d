/* crypto.c -- see crypto.h.  Hashes, encodings and the cipher that stays in the house.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/crypto.h"

#include <sodium.h>
#include <string.h>

static void no_randomness(void)
{
    halt(HALT_SYSTEM, "the kernel gives no random bytes");
}

void crypto_ready(void)
{
    sodium_set_misuse_handler(no_randomness);
    if (sodium_init() < 0)
        no_randomness();
}

void crypto_random(void *out, size_t len)
{
    crypto_ready();
    randombytes_buf(out, len);
}

struct id id_mint(int64_t unix_ms)
{
    uint8_t random[10];

    crypto_random(random, sizeof random);
    return id_make(unix_ms, random);
}

struct sha256 sha256_of(const void *data, size_t len)
{
    struct sha256 sha;

    crypto_hash_sha256(sha.b, data, len);
    return sha;
}

struct sha256 sha256_of_all(const struct bytes *pieces, size_t len)
{
    crypto_hash_sha256_state state;
    struct sha256 sha;

    crypto_hash_sha256_init(&state);
    for (size_t i = 0; i < len; i++)
        crypto_hash_sha256_update(&state, pieces[i].p, pieces[i].len);
    crypto_hash_sha256_final(&state, sha.b);
    return sha;
}

struct sha256 hmac_sha256(struct bytes key, struct bytes data)
{
    crypto_auth_hmacsha256_state state;
    struct sha256 sha;

    crypto_auth_hmacsha256_init(&state, key.p, key.len);
    crypto_auth_hmacsha256_update(&state, data.p, data.len);
    crypto_auth_hmacsha256_final(&state, sha.b);
    return sha;
}

bool secret_same(const void *a, const void *b, size_t len)
{
    return sodium_memcmp(a, b, len) == 0;
}

void secret_wipe(void *p, size_t len)
{
    sodium_memzero(p, len);
}

void *secret_alloc(size_t len)
{
    void *p = sodium_init() >= 0 ? sodium_malloc(len) : NULL;

    require(p != NULL);
    memset(p, 0, len);
    return p;
}

void secret_free(void *p)
{
    sodium_free(p);
}

#define BASE64URL sodium_base64_VARIANT_URLSAFE_NO_PADDING

const char *base64url(struct arena *a, struct bytes data)
{
    size_t len = sodium_base64_encoded_len(data.len, BASE64URL);

    return sodium_bin2base64(arena_alloc(a, len), len, data.p, data.len, BASE64URL);
}

const char *base64(struct arena *a, struct bytes data)
{
    size_t len = sodium_base64_encoded_len(data.len, sodium_base64_VARIANT_ORIGINAL);

    return sodium_bin2base64(arena_alloc(a, len), len, data.p, data.len,
                             sodium_base64_VARIANT_ORIGINAL);
}

bool base64url_read(struct arena *a, const char *s, size_t len, struct bytes *out)
{
    uint8_t *p = arena_alloc(a, len / 4 * 3 + 3);
    size_t used;

    /* libsodium 1.0.18 takes a byte beyond ASCII for a "_". */
    for (size_t i = 0; i < len; i++)
        if ((s[i] & 0x80) != 0)
            return false;
    if (sodium_base642bin(p, len / 4 * 3 + 3, s, len, NULL, &used, NULL, BASE64URL) != 0)
        return false;
    *out = (struct bytes){p, used};
    return true;
}

const char *hex(struct arena *a, struct bytes data)
{
    char *s = arena_alloc(a, 2 * data.len + 1);

    return sodium_bin2hex(s, 2 * data.len + 1, data.p, data.len);
}

bool hex_read(const char *s, uint8_t *out, size_t out_len)
{
    size_t used;

    return strlen(s) == 2 * out_len && strspn(s, "0123456789abcdef") == 2 * out_len &&
           sodium_hex2bin(out, out_len, s, 2 * out_len, NULL, &used, NULL) == 0;
}

void cipher_seal(const uint8_t key[CIPHER_KEY_LEN], struct bytes aad, struct bytes plain,
                 uint8_t *out)
{
    crypto_random(out, CIPHER_NONCE_LEN);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + CIPHER_NONCE_LEN, NULL, plain.p,
                                               plain.len, aad.p, aad.len, NULL, out, key);
}

struct err cipher_open(const uint8_t key[CIPHER_KEY_LEN], struct bytes aad,
                       struct bytes sealed, struct arena *a, struct bytes *out)
{
    const size_t least = CIPHER_NONCE_LEN + CIPHER_TAG_LEN;

    if (sealed.len < least)
        return failed(ERR_BROKEN, "errors.crypto.sealed");

    /* One byte more, so that sealed text is a C string when opened. */
    uint8_t *p = arena_alloc(a, sealed.len - least + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            p, NULL, NULL, sealed.p + CIPHER_NONCE_LEN, sealed.len - CIPHER_NONCE_LEN,
            aad.p, aad.len, sealed.p, key) != 0)
        return failed(ERR_BROKEN, "errors.crypto.sealed");
    *out = (struct bytes){p, sealed.len - least};
    return ok();
}
