/* crypto.h -- the few operations everything secret here is made of.  What meets a phone
 * is P-256, SHA-256 and AES-GCM; what stays in the house is XChaCha20-Poly1305.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include "core/arena.h"
#include "core/err.h"
#include "core/id.h"

#define SHA256_LEN 32
#define POINT_LEN 65     /* an uncompressed P-256 point: 4, x, y */
#define SIGNATURE_LEN 64 /* r and s, 32 bytes each */
#define CIPHER_KEY_LEN 32
#define CIPHER_NONCE_LEN 24
#define CIPHER_TAG_LEN 16

/* Before anything else of the process: libcrypto's memory is memory_new's from here on.
 * It has one word for "no memory" and "this is forged", and the second may not be said
 * of a help request because of the first. */
void crypto_begin(void);
/* Before anything of libsodium; the process halts where the kernel has no randomness. */
void crypto_ready(void);
void crypto_random(void *out, size_t len);
/* A fresh UUIDv7 of the instant. */
struct id id_mint(int64_t unix_ms);

struct sha256 {
    uint8_t b[SHA256_LEN];
};
struct sha256 sha256_of(const void *data, size_t len);
/* Of several pieces, as if they stood one behind the other. */
struct sha256 sha256_of_all(const struct bytes *pieces, size_t len);
struct sha256 hmac_sha256(struct bytes key, struct bytes data);
/* In time that does not depend on where they differ. */
bool secret_same(const void *a, const void *b, size_t len);
void secret_wipe(void *p, size_t len);
/* Zeroed memory that no dump takes and, while the machine allows it, no swap; freeing
 * wipes it.  Never NULL. */
void *secret_alloc(size_t len);
void secret_free(void *p);

/* Base64url without padding (RFC 4648), and hex in lower case. */
const char *base64url(struct arena *a, struct bytes data);
const char *base64(struct arena *a, struct bytes data); /* RFC 4648, in one line */
/* False for a foreign letter, padding, bits left over or a wrong length. */
bool base64url_read(struct arena *a, const char *s, size_t len, struct bytes *out);
const char *hex(struct arena *a, struct bytes data);
/* Exactly out_len bytes as 2 * out_len digits, lower case. */
bool hex_read(const char *s, uint8_t *out, size_t out_len);

/* A P-256 key pair; owned, so p256_free or CLEANUP(). */
struct p256 {
    struct evp_pkey_st *pair; /* NULL: none */
    uint8_t point[POINT_LEN];
};
MUST_CHECK struct err p256_make(struct p256 *out);
/* From the 32 bytes of the secret number and its point. */
MUST_CHECK struct err p256_from(const uint8_t secret[32], const uint8_t point[POINT_LEN],
                                struct p256 *out);
void p256_free(struct p256 *key);
MUST_CHECK struct err p256_sign(const struct p256 *key, struct bytes data,
                                uint8_t out[SIGNATURE_LEN]);
/* False also when the point is not on the curve. */
bool p256_verify(const uint8_t point[POINT_LEN], struct bytes data,
                 const uint8_t signature[SIGNATURE_LEN]);
/* 65 bytes that are a point of the curve. */
bool p256_is_point(const uint8_t point[POINT_LEN]);
/* ECDH: the x coordinate.  ERR_INVALID ("errors.crypto.point") for a point off the curve.
 */
MUST_CHECK struct err p256_agree(const struct p256 *key, const uint8_t point[POINT_LEN],
                                 uint8_t out[32]);

/* XChaCha20-Poly1305: out receives nonce, ciphertext and tag, CIPHER_NONCE_LEN +
 * plain.len + CIPHER_TAG_LEN bytes. */
void cipher_seal(const uint8_t key[CIPHER_KEY_LEN], struct bytes aad, struct bytes plain,
                 uint8_t *out);
/* ERR_BROKEN ("errors.crypto.sealed") when key, aad or bytes are not those of the seal.
 */
MUST_CHECK struct err cipher_open(const uint8_t key[CIPHER_KEY_LEN], struct bytes aad,
                                  struct bytes sealed, struct arena *a,
                                  struct bytes *out);

#endif
