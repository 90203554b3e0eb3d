/* authenticator.c -- see authenticator.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "authenticator.h"

#include "base/crypto.h"
#include "site.h"

#include <openssl/core_names.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <string.h>

enum { DATA_MAX = 700 };

struct authenticator authenticator_new(struct arena *a, enum passkey_kind kind)
{
    struct authenticator k = {.arena = a,
                              .kind = kind,
                              .counter = 1,
                              .origin = SITE_URL,
                              .rp = "doorstep.example",
                              .type = NULL,
                              .crossed = "false",
                              .flags = FLAG_PRESENT | FLAG_VERIFIED};

    k.pair = kind == PASSKEY_ES256   ? EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256")
             : kind == PASSKEY_EDDSA ? EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")
                                     : EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
    assert_non_null(k.pair);
    crypto_random(k.id, sizeof k.id);
    return k;
}

void authenticator_free(struct authenticator *k)
{
    EVP_PKEY_free(k->pair);
}

struct sheet {
    uint8_t b[DATA_MAX];
    size_t len;
};

static void sheet_put(struct sheet *o, const void *p, size_t len)
{
    assert_true(o->len + len <= sizeof o->b);
    memcpy(o->b + o->len, p, len);
    o->len += len;
}

/* The public key as COSE writes it. */
static void sheet_put_key(struct sheet *o, const struct authenticator *k)
{
    static const uint8_t ec[] = {0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20},
                         ec_y[] = {0x22, 0x58, 0x20},
                         ed[] = {0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 0x20},
                         rsa[] = {0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0},
                         rsa_e[] = {0x21, 0x43, 1, 0, 1};
    uint8_t raw[256];
    size_t len = sizeof raw;

    if (k->kind == PASSKEY_ES256) {
        assert_int_equal(EVP_PKEY_get_octet_string_param(k->pair, OSSL_PKEY_PARAM_PUB_KEY,
                                                         raw, sizeof raw, &len),
                         1);
        sheet_put(o, ec, sizeof ec);
        sheet_put(o, raw + 1, 32);
        sheet_put(o, ec_y, sizeof ec_y);
        sheet_put(o, raw + 33, 32);
    } else if (k->kind == PASSKEY_EDDSA) {
        assert_int_equal(EVP_PKEY_get_raw_public_key(k->pair, raw, &len), 1);
        sheet_put(o, ed, sizeof ed);
        sheet_put(o, raw, 32);
    } else {
        BIGNUM *n = NULL;

        assert_int_equal(EVP_PKEY_get_bn_param(k->pair, OSSL_PKEY_PARAM_RSA_N, &n), 1);
        assert_int_equal(BN_bn2binpad(n, raw, sizeof raw), (int)sizeof raw);
        BN_free(n);
        sheet_put(o, rsa, sizeof rsa);
        sheet_put(o, raw, sizeof raw);
        sheet_put(o, rsa_e, sizeof rsa_e);
    }
}

static struct sheet data_of(const struct authenticator *k, bool with_key)
{
    struct sha256 rp = sha256_of(k->rp, strlen(k->rp));
    uint8_t flags = (uint8_t)(k->flags | (with_key ? FLAG_KEY : 0));
    uint8_t counter[4] = {(uint8_t)(k->counter >> 24), (uint8_t)(k->counter >> 16),
                          (uint8_t)(k->counter >> 8), (uint8_t)k->counter};
    static const uint8_t model[16], len[2] = {0, sizeof k->id};
    struct sheet o = {.len = 0};

    sheet_put(&o, rp.b, sizeof rp.b);
    sheet_put(&o, &flags, 1);
    sheet_put(&o, counter, sizeof counter);
    if (!with_key)
        return o;
    sheet_put(&o, model, sizeof model);
    sheet_put(&o, len, sizeof len);
    sheet_put(&o, k->id, sizeof k->id);
    sheet_put_key(&o, k);
    return o;
}

static const char *client_of(const struct authenticator *k, const char *type,
                             const char *challenge)
{
    char text[600];
    int n = snprintf(text, sizeof text,
                     "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\","
                     "\"crossOrigin\":%s}",
                     k->type != NULL ? k->type : type, challenge, k->origin, k->crossed);

    return arena_copy(k->arena, text, (size_t)n);
}

static const char *text_of(const struct authenticator *k, const void *p, size_t len)
{
    return base64url(k->arena, (struct bytes){p, len});
}

const char *authenticator_make(struct authenticator *k, const char *challenge)
{
    const char *client = client_of(k, "webauthn.create", challenge);
    struct sheet data = data_of(k, true);
    char form[3000];
    int n = snprintf(form, sizeof form, "new_client=%s&new_data=%s",
                     text_of(k, client, strlen(client)), text_of(k, data.b, data.len));

    k->counter++;
    return arena_copy(k->arena, form, (size_t)n);
}

static struct sheet signature_of(const struct authenticator *k,
                                 const struct sheet *signed_)
{
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    struct sheet o = {.len = sizeof o.b};

    assert_int_equal(EVP_DigestSignInit(md, NULL,
                                        k->kind == PASSKEY_EDDSA ? NULL : EVP_sha256(),
                                        NULL, k->pair),
                     1);
    assert_int_equal(EVP_DigestSign(md, o.b, &o.len, signed_->b, signed_->len), 1);
    EVP_MD_CTX_free(md);
    return o;
}

const char *authenticator_sign(struct authenticator *k, const char *challenge)
{
    const char *client = client_of(k, "webauthn.get", challenge);
    struct sha256 sha = sha256_of(client, strlen(client));
    struct sheet data = data_of(k, false), all = data;
    char form[3000];

    sheet_put(&all, sha.b, sizeof sha.b);
    struct sheet signature = signature_of(k, &all);
    int n = snprintf(
        form, sizeof form, "key_id=%s&key_client=%s&key_data=%s&key_signature=%s",
        text_of(k, k->id, sizeof k->id), text_of(k, client, strlen(client)),
        text_of(k, data.b, data.len), text_of(k, signature.b, signature.len));
    k->counter++;
    return arena_copy(k->arena, form, (size_t)n);
}
