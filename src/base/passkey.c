/* passkey.c -- see passkey.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/passkey.h"

#include "base/crypto.h"
#include "base/json.h"
#include "core/str.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <string.h>

/* Flags of authenticatorData (WebAuthn, 6.1). */
enum { IS_PRESENT = 1 << 0, IS_VERIFIED = 1 << 2, HAS_KEY = 1 << 6 };
enum { HEAD_BYTES = SHA256_LEN + 1 + 4 };

static const enum passkey_kind kinds[] = {PASSKEY_ES256, PASSKEY_EDDSA, PASSKEY_RS256};

const char *passkey_rp(struct arena *a, const char *origin)
{
    const char *host = strstr(origin, "://");

    host = host != NULL ? host + 3 : origin;
    return arena_copy(a, host, strcspn(host, ":/"));
}

bool passkey_answers(struct arena *a, const struct passkey_said *said, const char *type,
                     const char *origin, struct bytes *challenge)
{
    struct json top;

    if (json_read(a, (const char *)said->client.p, said->client.len, &top).kind != OK)
        return false;
    const char *text = json_text(&top, "challenge"), *of = json_text(&top, "origin"),
               *is = json_text(&top, "type");
    const struct json *crossed = json_get(&top, "crossOrigin");
    return text != NULL && of != NULL && is != NULL && str_same(is, type) &&
           str_same(of, origin) &&
           (crossed == NULL || (crossed->kind == JSON_BOOL && crossed->n == 0)) &&
           base64url_read(a, text, strlen(text), challenge);
}

/* What the library looks at in an assertion, and not in a new key. */
static bool head_holds(struct bytes data, const char *rp, unsigned flags)
{
    struct sha256 sha = sha256_of(rp, strlen(rp));

    return data.len >= HEAD_BYTES && secret_same(data.p, sha.b, SHA256_LEN) &&
           (data.p[SHA256_LEN] & flags) == flags;
}

static struct bytes copy(struct arena *a, const uint8_t *p, size_t len)
{
    return (struct bytes){(const uint8_t *)arena_copy(a, (const char *)p, len), len};
}

static void take(struct arena *a, const fido_cred_t *cred, enum passkey_kind kind,
                 struct passkey_key *out)
{
    *out = (struct passkey_key){
        .id = copy(a, fido_cred_id_ptr(cred), fido_cred_id_len(cred)),
        .key = copy(a, fido_cred_pubkey_ptr(cred), fido_cred_pubkey_len(cred)),
        .kind = kind,
        .counter = fido_cred_sigcount(cred),
    };
}

/* The library reads a key of the kind that it was told to expect. */
static bool read_as(struct arena *a, struct bytes data, enum passkey_kind kind,
                    struct passkey_key *out)
{
    fido_cred_t *cred = fido_cred_new();

    require(cred != NULL);
    bool good = fido_cred_set_type(cred, (int)kind) == FIDO_OK &&
                fido_cred_set_authdata_raw(cred, data.p, data.len) == FIDO_OK &&
                fido_cred_id_len(cred) > 0 &&
                fido_cred_id_len(cred) <= PASSKEY_ID_BYTES &&
                fido_cred_pubkey_len(cred) > 0;
    if (good)
        take(a, cred, kind, out);
    fido_cred_free(&cred);
    return good;
}

bool passkey_made(struct arena *a, const struct passkey_said *said, const char *origin,
                  struct passkey_key *out)
{
    if (!head_holds(said->data, passkey_rp(a, origin),
                    IS_PRESENT | IS_VERIFIED | HAS_KEY))
        return false;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (read_as(a, said->data, kinds[i], out))
            return true;
    return false;
}

/* The key in the library's own shape, and what frees it. */
union shaped {
    es256_pk_t *es256;
    eddsa_pk_t *eddsa;
    rs256_pk_t *rs256;
};

static int verify_as(const fido_assert_t *assert, const struct passkey_key *known)
{
    union shaped key = {NULL};
    int said = FIDO_ERR_INVALID_ARGUMENT;

    switch (known->kind) {
    case PASSKEY_ES256:
        require((key.es256 = es256_pk_new()) != NULL);
        if (es256_pk_from_ptr(key.es256, known->key.p, known->key.len) == FIDO_OK)
            said = fido_assert_verify(assert, 0, COSE_ES256, key.es256);
        es256_pk_free(&key.es256);
        break;
    case PASSKEY_EDDSA:
        require((key.eddsa = eddsa_pk_new()) != NULL);
        if (eddsa_pk_from_ptr(key.eddsa, known->key.p, known->key.len) == FIDO_OK)
            said = fido_assert_verify(assert, 0, COSE_EDDSA, key.eddsa);
        eddsa_pk_free(&key.eddsa);
        break;
    case PASSKEY_RS256:
        require((key.rs256 = rs256_pk_new()) != NULL);
        if (rs256_pk_from_ptr(key.rs256, known->key.p, known->key.len) == FIDO_OK)
            said = fido_assert_verify(assert, 0, COSE_RS256, key.rs256);
        rs256_pk_free(&key.rs256);
        break;
    }
    return said;
}

bool passkey_signs(struct arena *a, const struct passkey_said *said, const char *origin,
                   const struct passkey_key *known, int64_t *counter)
{
    const char *rp = passkey_rp(a, origin);
    fido_assert_t *assert = fido_assert_new();

    require(assert != NULL);
    bool good =
        head_holds(said->data, rp, IS_PRESENT | IS_VERIFIED) &&
        fido_assert_set_clientdata(assert, said->client.p, said->client.len) == FIDO_OK &&
        fido_assert_set_rp(assert, rp) == FIDO_OK &&
        fido_assert_set_count(assert, 1) == FIDO_OK &&
        fido_assert_set_up(assert, FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_uv(assert, FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_authdata_raw(assert, 0, said->data.p, said->data.len) ==
            FIDO_OK &&
        fido_assert_set_sig(assert, 0, said->signature.p, said->signature.len) ==
            FIDO_OK &&
        verify_as(assert, known) == FIDO_OK;
    *counter = good ? fido_assert_sigcount(assert, 0) : 0;
    fido_assert_free(&assert);
    return good;
}
