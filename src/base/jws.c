/* jws.c -- see jws.h.  The key decides how a signature is checked; the token's own word
 * for it must only be the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/jws.h"

#include "base/crypto.h"
#include "base/evp_free.h"
#include "base/json.h"
#include "core/str.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <string.h>

enum {
    KEYS_MAX = 32,
    RSA_MIN = 2048 / 8,
    RSA_MAX = 8192 / 8, /* a longer one would only cost us time */
    EXPONENT_MAX = 4,
    ED25519_LEN = 32,
    COORDINATE = 32,
    TOKEN_MAX = 64 * 1024,
};

static const char *const alg_names[JWS_ALGS] = {"RS256", "ES256", "EdDSA"};

static bool bytes_of(struct arena *a, const struct json *key, const char *name,
                     struct bytes *out)
{
    const char *text = json_text(key, name);

    return text != NULL && base64url_read(a, text, strlen(text), out);
}

static bool rsa_of(struct arena *a, const struct json *key, struct jwk *out)
{
    out->alg = JWS_RS256;
    return bytes_of(a, key, "n", &out->n) && bytes_of(a, key, "e", &out->e) &&
           out->n.len >= RSA_MIN && out->n.len <= RSA_MAX && out->n.p[0] != 0 &&
           out->e.len > 0 && out->e.len <= EXPONENT_MAX;
}

static bool point_of(struct arena *a, const struct json *key, struct jwk *out)
{
    uint8_t *point = arena_alloc(a, POINT_LEN);
    struct bytes x, y;

    out->alg = JWS_ES256;
    out->point = (struct bytes){point, POINT_LEN};
    if (!bytes_of(a, key, "x", &x) || !bytes_of(a, key, "y", &y) || x.len != COORDINATE ||
        y.len != COORDINATE)
        return false;
    point[0] = 4;
    memcpy(point + 1, x.p, COORDINATE);
    memcpy(point + 1 + COORDINATE, y.p, COORDINATE);
    return p256_is_point(point);
}

static bool edwards_of(struct arena *a, const struct json *key, struct jwk *out)
{
    out->alg = JWS_EDDSA;
    return bytes_of(a, key, "x", &out->point) && out->point.len == ED25519_LEN;
}

static bool key_of(struct arena *a, const struct json *key, struct jwk *out)
{
    const char *kind = json_text(key, "kty"), *curve = json_text(key, "crv");
    const char *use = json_text(key, "use"), *alg = json_text(key, "alg");
    bool read = false;

    *out = (struct jwk){.kid = json_text(key, "kid")};
    if (use != NULL && !str_same(use, "sig"))
        return false;
    if (str_same(kind, "RSA"))
        read = rsa_of(a, key, out);
    else if (str_same(kind, "EC") && str_same(curve, "P-256"))
        read = point_of(a, key, out);
    else if (str_same(kind, "OKP") && str_same(curve, "Ed25519"))
        read = edwards_of(a, key, out);
    return read && (alg == NULL || str_same(alg, alg_names[out->alg]));
}

struct err jwks_read(struct arena *a, const char *text, size_t len, struct jwks *out)
{
    const struct json *list;
    struct json all;

    *out = (struct jwks){.of = arena_array(a, struct jwk, KEYS_MAX)};
    TRY(json_read(a, text, len, &all));
    list = json_get(&all, "keys");
    if (list == NULL || list->kind != JSON_LIST)
        return failed(ERR_INVALID, "errors.json.bad");
    for (size_t i = 0; i < list->len && out->len < KEYS_MAX; i++)
        if (key_of(a, &list->items[i], &out->of[out->len]))
            out->len++;
    return ok();
}

static EVP_PKEY *rsa_key(const struct jwk *key)
{
    OSSL_PARAM_BLD *build CLEANUP(free_build) = OSSL_PARAM_BLD_new();
    BIGNUM *n CLEANUP(free_number) = BN_bin2bn(key->n.p, (int)key->n.len, NULL);
    BIGNUM *e CLEANUP(free_number) = BN_bin2bn(key->e.p, (int)key->e.len, NULL);
    EVP_PKEY_CTX *ctx CLEANUP(free_pkey_ctx) =
        EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    OSSL_PARAM *params CLEANUP(free_params) = NULL;
    EVP_PKEY *out = NULL;

    if (build == NULL || n == NULL || e == NULL || ctx == NULL ||
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n) != 1 ||
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e) != 1)
        return NULL;
    params = OSSL_PARAM_BLD_to_param(build);
    if (params == NULL || EVP_PKEY_fromdata_init(ctx) != 1 ||
        EVP_PKEY_fromdata(ctx, &out, EVP_PKEY_PUBLIC_KEY, params) != 1)
        return NULL;
    return out;
}

static bool verify_by(EVP_PKEY *key, const EVP_MD *digest, struct bytes data,
                      struct bytes signature)
{
    EVP_MD_CTX *ctx CLEANUP(free_md_ctx) = EVP_MD_CTX_new();

    return key != NULL && ctx != NULL &&
           EVP_DigestVerifyInit(ctx, NULL, digest, NULL, key) == 1 &&
           EVP_DigestVerify(ctx, signature.p, signature.len, data.p, data.len) == 1;
}

static bool verify(const struct jwk *key, struct bytes data, struct bytes signature)
{
    EVP_PKEY *pkey CLEANUP(free_pkey) = NULL;

    switch (key->alg) {
    case JWS_RS256: /* PKCS #1 v1.5, which is what a key made so does by itself */
        pkey = rsa_key(key);
        return verify_by(pkey, EVP_sha256(), data, signature);
    case JWS_ES256:
        return signature.len == SIGNATURE_LEN &&
               p256_verify(key->point.p, data, signature.p);
    case JWS_EDDSA:
        pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key->point.p,
                                           key->point.len);
        return verify_by(pkey, NULL, data, signature);
    case JWS_ALGS:
        break;
    }
    return false;
}

static bool alg_parse(const char *word, enum jws_alg *out)
{
    for (int i = 0; i < JWS_ALGS; i++)
        if (str_same(alg_names[i], word)) {
            *out = (enum jws_alg)i;
            return true;
        }
    return false;
}

/* The key of that name and kind; without a name, the only one of its kind. */
static const struct jwk *find(const struct jwks *keys, enum jws_alg alg, const char *kid)
{
    const struct jwk *found = NULL;

    for (size_t i = 0; i < keys->len; i++) {
        const struct jwk *k = &keys->of[i];

        if (k->alg != alg || (kid != NULL && !str_same(k->kid, kid)))
            continue;
        if (found != NULL)
            return NULL;
        found = k;
    }
    return found;
}

enum jws_found jws_open(struct arena *a, const char *token, const struct jwks *keys,
                        struct bytes *payload)
{
    const char *first = strchr(token, '.');
    const char *second = first != NULL ? strchr(first + 1, '.') : NULL;
    struct bytes head, signature;
    struct json h;
    enum jws_alg alg;

    if (second == NULL || strchr(second + 1, '.') != NULL || strlen(token) > TOKEN_MAX)
        return JWS_BAD;
    if (!base64url_read(a, token, (size_t)(first - token), &head) ||
        !base64url_read(a, first + 1, (size_t)(second - first - 1), payload) ||
        !base64url_read(a, second + 1, strlen(second + 1), &signature) ||
        json_read(a, (const char *)head.p, head.len, &h).kind != OK)
        return JWS_BAD;
    if (!alg_parse(json_text(&h, "alg"), &alg) || json_get(&h, "crit") != NULL)
        return JWS_BAD;
    const struct jwk *key = find(keys, alg, json_text(&h, "kid"));
    if (key == NULL)
        return JWS_NO_KEY;
    const struct bytes data = {(const uint8_t *)token, (size_t)(second - token)};
    return verify(key, data, signature) ? JWS_GOOD : JWS_BAD;
}
