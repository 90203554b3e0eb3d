/* hpke.c -- see hpke.h.  The names of the steps are those of RFC 9180.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/hpke.h"

#include <openssl/evp.h>
#include <string.h>

#define TAG_LEN 16
#define NONCE_LEN 12

struct suite {
    enum hpke_aead id;
    size_t key_len;
    const EVP_CIPHER *(*cipher)(void);
};

static const struct suite suites[] = {
    {HPKE_AES128, 16, EVP_aes_128_gcm},
    {HPKE_AES256, 32, EVP_aes_256_gcm},
    {HPKE_CHACHA20, 32, EVP_chacha20_poly1305},
};

struct context {
    uint8_t key[32];
    uint8_t nonce[NONCE_LEN];
};

static const uint8_t kem_id[] = {'K', 'E', 'M', 0, 0x10};

#define TEXT(s) ((struct bytes){(const uint8_t *)(s), sizeof(s) - 1})
#define ARRAY(a) ((struct bytes){(a), sizeof(a)})
#define LABELED_MAX 512

struct joined {
    uint8_t b[LABELED_MAX];
    size_t len;
};

static void join(struct joined *j, struct bytes more)
{
    require(j->len + more.len <= LABELED_MAX);
    if (more.len > 0)
        memcpy(j->b + j->len, more.p, more.len);
    j->len += more.len;
}

static struct sha256 labeled_extract(struct bytes salt, struct bytes suite,
                                     struct bytes label, struct bytes ikm)
{
    static const uint8_t no_salt[SHA256_LEN];
    struct joined j = {0};

    join(&j, TEXT("HPKE-v1"));
    join(&j, suite);
    join(&j, label);
    join(&j, ikm);
    return hmac_sha256(salt.len > 0 ? salt : ARRAY(no_salt), (struct bytes){j.b, j.len});
}

/* At most one block of SHA-256, which is all this suite asks for. */
static void labeled_expand(struct sha256 prk, struct bytes suite, struct bytes label,
                           struct bytes info, struct bytes into)
{
    struct joined j = {0};

    require(into.len <= SHA256_LEN);
    join(&j, (struct bytes){(uint8_t[]){0, (uint8_t)into.len}, 2});
    join(&j, TEXT("HPKE-v1"));
    join(&j, suite);
    join(&j, label);
    join(&j, info);
    join(&j, (struct bytes){(uint8_t[]){1}, 1});
    struct sha256 t = hmac_sha256(ARRAY(prk.b), (struct bytes){j.b, j.len});
    memcpy((uint8_t *)(uintptr_t)into.p, t.b, into.len);
}

/* ExtractAndExpand: the shared secret of the KEM. */
static struct sha256 shared_secret(const uint8_t dh[32], const uint8_t enc[POINT_LEN],
                                   const uint8_t recipient[POINT_LEN])
{
    struct joined context = {0};
    struct sha256 secret;

    join(&context, (struct bytes){enc, POINT_LEN});
    join(&context, (struct bytes){recipient, POINT_LEN});
    struct sha256 prk = labeled_extract((struct bytes){0}, ARRAY(kem_id), TEXT("eae_prk"),
                                        (struct bytes){dh, 32});
    labeled_expand(prk, ARRAY(kem_id), TEXT("shared_secret"),
                   (struct bytes){context.b, context.len}, ARRAY(secret.b));
    return secret;
}

/* KeySchedule of mode_base: no pre-shared key, so its id and secret are empty. */
static struct context key_schedule(const struct suite *suite, struct sha256 secret,
                                   struct bytes info)
{
    const uint8_t id[] = {'H', 'P', 'K', 'E', 0, 0x10, 0, 1, 0, (uint8_t)suite->id};
    const struct bytes none = {0};
    struct sha256 psk_id = labeled_extract(none, ARRAY(id), TEXT("psk_id_hash"), none);
    struct sha256 info_sha = labeled_extract(none, ARRAY(id), TEXT("info_hash"), info);
    struct joined about = {0};
    struct context c;

    join(&about, (struct bytes){(uint8_t[]){0}, 1});
    join(&about, ARRAY(psk_id.b));
    join(&about, ARRAY(info_sha.b));
    struct sha256 prk = labeled_extract(ARRAY(secret.b), ARRAY(id), TEXT("secret"), none);
    labeled_expand(prk, ARRAY(id), TEXT("key"), (struct bytes){about.b, about.len},
                   (struct bytes){c.key, suite->key_len});
    labeled_expand(prk, ARRAY(id), TEXT("base_nonce"), (struct bytes){about.b, about.len},
                   ARRAY(c.nonce));
    return c;
}

static const struct suite *suite_of(enum hpke_aead aead)
{
    for (size_t i = 0; i < COUNT(suites); i++)
        if (suites[i].id == aead)
            return &suites[i];
    die("hpke: unknown suite");
}

static void free_cipher(EVP_CIPHER_CTX **ctx)
{
    EVP_CIPHER_CTX_free(*ctx);
}

static struct err refused(void)
{
    return failed(ERR_INVALID, "errors.envelope");
}

static struct err open_with(const struct context *c, const struct hpke *with,
                            struct bytes sealed, uint8_t *out)
{
    EVP_CIPHER_CTX *ctx CLEANUP(free_cipher) = EVP_CIPHER_CTX_new();
    size_t len = sealed.len - TAG_LEN;
    int n;

    if (ctx == NULL ||
        EVP_DecryptInit_ex(ctx, suite_of(with->aead)->cipher(), NULL, c->key, c->nonce) !=
            1 ||
        EVP_DecryptUpdate(ctx, NULL, &n, with->aad.p, (int)with->aad.len) != 1 ||
        EVP_DecryptUpdate(ctx, out, &n, sealed.p, (int)len) != 1 ||
        EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, TAG_LEN,
                            (uint8_t *)(uintptr_t)sealed.p + len) != 1 ||
        EVP_DecryptFinal_ex(ctx, out + n, &n) != 1)
        return refused();
    return ok();
}

struct err hpke_open(const struct p256 *key, const struct hpke *with, struct bytes sealed,
                     struct arena *a, struct bytes *out)
{
    uint8_t dh[32];

    if (sealed.len < POINT_LEN + TAG_LEN || sealed.len > INT32_MAX)
        return refused();
    if (p256_agree(key, sealed.p, dh).kind != OK)
        return refused();

    struct sha256 secret = shared_secret(dh, sealed.p, key->point);
    struct context c = key_schedule(suite_of(with->aead), secret, with->info);
    struct bytes ct = {sealed.p + POINT_LEN, sealed.len - POINT_LEN};
    uint8_t *plain = arena_alloc(a, ct.len - TAG_LEN + 1);
    TRY(open_with(&c, with, ct, plain));
    secret_wipe(&c, sizeof c);
    *out = (struct bytes){plain, ct.len - TAG_LEN};
    return ok();
}

static struct err seal_with(const struct context *c, const struct hpke *with,
                            struct bytes plain, uint8_t *out)
{
    EVP_CIPHER_CTX *ctx CLEANUP(free_cipher) = EVP_CIPHER_CTX_new();
    int n;

    if (ctx == NULL ||
        EVP_EncryptInit_ex(ctx, suite_of(with->aead)->cipher(), NULL, c->key, c->nonce) !=
            1 ||
        EVP_EncryptUpdate(ctx, NULL, &n, with->aad.p, (int)with->aad.len) != 1 ||
        EVP_EncryptUpdate(ctx, out, &n, plain.p, (int)plain.len) != 1 ||
        EVP_EncryptFinal_ex(ctx, out + n, &n) != 1 ||
        EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, TAG_LEN, out + plain.len) != 1)
        return failed(ERR_BROKEN, "errors.crypto");
    return ok();
}

struct err hpke_seal(const uint8_t point[POINT_LEN], const struct hpke *with,
                     struct bytes plain, struct arena *a, struct bytes *out)
{
    struct p256 ephemeral CLEANUP(p256_free) = {0};
    uint8_t *sealed = arena_alloc(a, POINT_LEN + plain.len + TAG_LEN);
    uint8_t dh[32];

    TRY(p256_make(&ephemeral));
    TRY(p256_agree(&ephemeral, point, dh));
    memcpy(sealed, ephemeral.point, POINT_LEN);

    struct sha256 secret = shared_secret(dh, sealed, point);
    struct context c = key_schedule(suite_of(with->aead), secret, with->info);
    TRY(seal_with(&c, with, plain, sealed + POINT_LEN));
    *out = (struct bytes){sealed, POINT_LEN + plain.len + TAG_LEN};
    return ok();
}
