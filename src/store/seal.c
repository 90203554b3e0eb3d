/* seal.c -- see seal.h.  blob = format, key id, nonce, ciphertext and tag;
 * AAD = store|city|table|column|row|format (design.md section 5).
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/seal.h"

#include "base/key_ring.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

#define FORMAT 1
#define HEAD_LEN (1 + SEAL_KEY_ID_LEN)
#define AAD_MAX 200

struct seal_place seal_care(struct db *db, const char *table, const char *column,
                            struct id row)
{
    return (struct seal_place){.store = "care",
                               .city = db_city(db),
                               .table = table,
                               .column = column,
                               .row = row};
}

struct data_key data_key_make(void)
{
    struct data_key key;

    crypto_random(key.b, sizeof key.b);
    return key;
}

/* Which key a blob wants: told before the tag fails. */
static struct sha256 key_id(const uint8_t key[CIPHER_KEY_LEN])
{
    static const char label[] = "doorstep key id";

    return hmac_sha256((struct bytes){key, CIPHER_KEY_LEN},
                       (struct bytes){(const uint8_t *)label, sizeof label - 1});
}

static bool wants(struct bytes blob, const uint8_t key[CIPHER_KEY_LEN])
{
    struct sha256 id = key_id(key);

    return blob.len >= HEAD_LEN && memcmp(blob.p + 1, id.b, SEAL_KEY_ID_LEN) == 0;
}

static struct bytes aad_of(const struct seal_place *at, char buf[AAD_MAX])
{
    char row[ID_TEXT];

    id_format(at->row, row);
    int len = snprintf(buf, AAD_MAX, "%s|%s|%s|%s|%s|%d", at->store, at->city, at->table,
                       at->column, row, FORMAT);
    require(len > 0 && len < AAD_MAX);
    return (struct bytes){(const uint8_t *)buf, (size_t)len};
}

static struct bytes seal_bytes(const uint8_t key[CIPHER_KEY_LEN],
                               const struct seal_place *at, struct bytes plain,
                               struct arena *a)
{
    size_t len = HEAD_LEN + CIPHER_NONCE_LEN + plain.len + CIPHER_TAG_LEN;
    uint8_t *blob = arena_alloc(a, len);
    char aad[AAD_MAX];
    struct sha256 id = key_id(key);

    blob[0] = FORMAT;
    memcpy(blob + 1, id.b, SEAL_KEY_ID_LEN);
    cipher_seal(key, aad_of(at, aad), plain, blob + HEAD_LEN);
    return (struct bytes){blob, len};
}

static struct err open_bytes(const uint8_t key[CIPHER_KEY_LEN],
                             const struct seal_place *at, struct bytes blob,
                             struct arena *a, struct bytes *out)
{
    char aad[AAD_MAX];

    if (!wants(blob, key) || blob.p[0] != FORMAT)
        return failed(ERR_BROKEN, "errors.crypto.sealed");
    return cipher_open(key, aad_of(at, aad),
                       (struct bytes){blob.p + HEAD_LEN, blob.len - HEAD_LEN}, a, out);
}

static struct seal_place wrap_place(const char *city, struct id resident)
{
    return (struct seal_place){"care", city, "resident", "wrapped_key", resident};
}

struct bytes seal_wrap(const struct keys *keys, const char *city, struct id resident,
                       const struct data_key *key, struct arena *a)
{
    struct seal_place at = wrap_place(city, resident);
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    return seal_bytes(care.of[0], &at, (struct bytes){key->b, sizeof key->b}, a);
}

static struct err open_wrapped(const struct keys *keys, const struct seal_place *at,
                               struct bytes wrapped, struct arena *a, struct bytes *out)
{
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    for (size_t i = 0; i < care.len; i++)
        if (wants(wrapped, care.of[i]))
            return open_bytes(care.of[i], at, wrapped, a, out);
    return failed(ERR_BROKEN, "errors.crypto.sealed");
}

struct err seal_unwrap(const struct keys *keys, const char *city, struct id resident,
                       struct bytes wrapped, struct data_key *out)
{
    struct seal_place at = wrap_place(city, resident);
    struct arena a = {0};
    struct bytes plain = {0};

    if (wrapped.p == NULL)
        return failed(ERR_NOT_FOUND, "errors.erased");
    struct err e = open_wrapped(keys, &at, wrapped, &a, &plain);
    if (e.kind != OK && keys_again(keys))
        e = open_wrapped(keys, &at, wrapped, &a, &plain);
    if (e.kind == OK && plain.len != sizeof out->b)
        e = failed(ERR_BROKEN, "errors.crypto.sealed");
    if (e.kind == OK) {
        memcpy(out->b, plain.p, sizeof out->b);
        secret_wipe((uint8_t *)(uintptr_t)plain.p, plain.len);
    }
    arena_free(&a);
    return e;
}

static struct data_key house_of(const uint8_t care[CIPHER_KEY_LEN])
{
    static const char label[] = "doorstep house key";
    struct sha256 derived =
        hmac_sha256((struct bytes){care, CIPHER_KEY_LEN},
                    (struct bytes){(const uint8_t *)label, sizeof label - 1});
    struct data_key key;

    memcpy(key.b, derived.b, sizeof key.b);
    return key;
}

struct data_key seal_house_key(const struct keys *keys)
{
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    return house_of(care.of[0]);
}

static bool find_house(const struct keys *keys, struct bytes sealed, struct data_key *out)
{
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    for (size_t i = 0; i < care.len; i++) {
        *out = house_of(care.of[i]);
        if (wants(sealed, out->b))
            return true;
    }
    return false;
}

struct data_key seal_house_key_of(const struct keys *keys, struct bytes sealed)
{
    struct data_key key;

    if (find_house(keys, sealed, &key) ||
        (keys_again(keys) && find_house(keys, sealed, &key)))
        return key;
    return seal_house_key(keys);
}

void seal_ids(const struct keys *keys, struct seal_ids *out)
{
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    struct data_key house = house_of(care.of[0]);
    struct sha256 care_id = key_id(care.of[0]), house_id = key_id(house.b);
    memcpy(out->care, care_id.b, SEAL_KEY_ID_LEN);
    memcpy(out->house, house_id.b, SEAL_KEY_ID_LEN);
}

struct bytes seal_text(const struct data_key *key, const struct seal_place *at,
                       const char *text, struct arena *a)
{
    if (text == NULL)
        return (struct bytes){0};
    return seal_bytes(key->b, at, (struct bytes){(const uint8_t *)text, strlen(text)}, a);
}

struct err open_text(const struct data_key *key, const struct seal_place *at,
                     struct bytes sealed, struct arena *a, const char **out)
{
    struct bytes plain;

    if (sealed.p == NULL) {
        *out = NULL;
        return ok();
    }
    TRY(open_bytes(key->b, at, sealed, a, &plain));
    *out = (const char *)plain.p; /* cipher_open leaves a NUL behind it */
    return ok();
}

struct bytes seal_data(const struct data_key *key, const struct seal_place *at,
                       struct bytes data, struct arena *a)
{
    return seal_bytes(key->b, at, data, a);
}

struct err open_data(const struct data_key *key, const struct seal_place *at,
                     struct bytes sealed, struct arena *a, struct bytes *out)
{
    return open_bytes(key->b, at, sealed, a, out);
}
