/* p256.c -- see crypto.h.  Signatures and key agreement on P-256, by libcrypto.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/crypto.h"

#include "base/evp_free.h"

#include <malloc.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdlib.h>
#include <string.h>

static void *take(size_t size, const char *file, int line)
{
    (void)file, (void)line;
    return memory_new(size);
}

/* Its decoders leave what they read of a private key in what they give back. */
static void give(void *p, const char *file, int line)
{
    (void)file, (void)line;
    if (p != NULL)
        secret_wipe(p, malloc_usable_size(p));
    free(p);
}

static void *grow(void *p, size_t size, const char *file, int line)
{
    size_t has = p != NULL ? malloc_usable_size(p) : 0;
    void *larger = size > 0 ? memory_new(size) : NULL;

    if (larger != NULL && has > 0)
        memcpy(larger, p, has < size ? has : size);
    give(p, file, line);
    return larger;
}

void crypto_begin(void)
{
    enum { ROOM = 1 << 20, SMALLEST = 64 };

    require(CRYPTO_set_mem_functions(take, grow, give) == 1);
    /* Private keys lie where no dump takes them; 2: but the machine may swap them. */
    require(CRYPTO_secure_malloc_init(ROOM, SMALLEST) > 0);
}

static struct err broken(void)
{
    return failed(ERR_BROKEN, "errors.crypto");
}

static struct err point_of(EVP_PKEY *pair, uint8_t point[POINT_LEN])
{
    size_t len;

    if (EVP_PKEY_get_octet_string_param(pair, OSSL_PKEY_PARAM_PUB_KEY, point, POINT_LEN,
                                        &len) != 1 ||
        len != POINT_LEN)
        return broken();
    return ok();
}

struct err p256_make(struct p256 *out)
{
    EVP_PKEY *pair CLEANUP(free_pkey) = EVP_EC_gen("P-256");
    struct p256 key = {0};

    if (pair == NULL)
        return broken();
    TRY(point_of(pair, key.point));
    key.pair = pair;
    pair = NULL;
    *out = key;
    return ok();
}

/* secret may be NULL: a key that only verifies. */
static EVP_PKEY *pkey_from(const BIGNUM *secret, const uint8_t point[POINT_LEN])
{
    OSSL_PARAM_BLD *build CLEANUP(free_build) = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *ctx CLEANUP(free_pkey_ctx) = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, NULL);
    OSSL_PARAM *params CLEANUP(free_params) = NULL;
    EVP_PKEY *pkey = NULL;

    if (build == NULL || ctx == NULL ||
        OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) !=
            1 ||
        OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point,
                                         POINT_LEN) != 1 ||
        (secret != NULL &&
         OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY, secret) != 1))
        return NULL;
    params = OSSL_PARAM_BLD_to_param(build);
    if (params == NULL || EVP_PKEY_fromdata_init(ctx) != 1 ||
        EVP_PKEY_fromdata(ctx, &pkey,
                          secret != NULL ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY,
                          params) != 1)
        return NULL;
    return pkey;
}

struct err p256_from(const uint8_t secret[32], const uint8_t point[POINT_LEN],
                     struct p256 *out)
{
    BIGNUM *number CLEANUP(free_number) = BN_secure_new();
    struct p256 key = {0};

    if (number == NULL || BN_bin2bn(secret, 32, number) == NULL)
        return broken();
    key.pair = pkey_from(number, point);
    if (key.pair == NULL)
        return failed(ERR_INVALID, "errors.crypto.point");
    memcpy(key.point, point, POINT_LEN);
    *out = key;
    return ok();
}

void p256_free(struct p256 *key)
{
    EVP_PKEY_free(key->pair);
    *key = (struct p256){0};
}

/* DER, as libcrypto makes it, to r and s as WebCrypto wants them. */
static struct err raw_from_der(const uint8_t *der, size_t len, uint8_t out[SIGNATURE_LEN])
{
    ECDSA_SIG *pair CLEANUP(free_pair) = d2i_ECDSA_SIG(NULL, &der, (long)len);

    if (pair == NULL || BN_bn2binpad(ECDSA_SIG_get0_r(pair), out, 32) != 32 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair), out + 32, 32) != 32)
        return broken();
    return ok();
}

struct err p256_sign(const struct p256 *key, struct bytes data,
                     uint8_t out[SIGNATURE_LEN])
{
    EVP_MD_CTX *ctx CLEANUP(free_md_ctx) = EVP_MD_CTX_new();
    uint8_t der[80];
    size_t len = sizeof der;

    if (ctx == NULL ||
        EVP_DigestSignInit_ex(ctx, NULL, "SHA256", NULL, NULL, key->pair, NULL) != 1 ||
        EVP_DigestSign(ctx, der, &len, data.p, data.len) != 1)
        return broken();
    return raw_from_der(der, len, out);
}

static int der_from_raw(const uint8_t raw[SIGNATURE_LEN], uint8_t der[80])
{
    ECDSA_SIG *pair CLEANUP(free_pair) = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw, 32, NULL), *s = BN_bin2bn(raw + 32, 32, NULL);

    require(pair != NULL && r != NULL && s != NULL);
    ECDSA_SIG_set0(pair, r, s); /* pair owns them now */
    return i2d_ECDSA_SIG(pair, &der);
}

bool p256_verify(const uint8_t point[POINT_LEN], struct bytes data,
                 const uint8_t signature[SIGNATURE_LEN])
{
    EVP_PKEY *pkey CLEANUP(free_pkey) = pkey_from(NULL, point);
    EVP_MD_CTX *ctx CLEANUP(free_md_ctx) = EVP_MD_CTX_new();
    uint8_t der[80];
    int len = der_from_raw(signature, der);

    return pkey != NULL && ctx != NULL && len > 0 &&
           EVP_DigestVerifyInit_ex(ctx, NULL, "SHA256", NULL, NULL, pkey, NULL) == 1 &&
           EVP_DigestVerify(ctx, der, (size_t)len, data.p, data.len) == 1;
}

bool p256_is_point(const uint8_t point[POINT_LEN])
{
    EVP_PKEY *pkey CLEANUP(free_pkey) = point[0] == 4 ? pkey_from(NULL, point) : NULL;

    return pkey != NULL;
}

struct err p256_agree(const struct p256 *key, const uint8_t point[POINT_LEN],
                      uint8_t out[32])
{
    EVP_PKEY *peer CLEANUP(free_pkey) = pkey_from(NULL, point);
    EVP_PKEY_CTX *ctx CLEANUP(free_pkey_ctx) = EVP_PKEY_CTX_new(key->pair, NULL);
    size_t len = 32;

    if (peer == NULL)
        return failed(ERR_INVALID, "errors.crypto.point");
    if (ctx == NULL || EVP_PKEY_derive_init(ctx) != 1 ||
        EVP_PKEY_derive_set_peer(ctx, peer) != 1 ||
        EVP_PKEY_derive(ctx, out, &len) != 1 || len != 32)
        return failed(ERR_INVALID, "errors.crypto.point");
    return ok();
}
