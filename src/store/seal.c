/* seal.c -- see seal.h.  blob = format, key id, nonce, ciphertext and tag;
 * AAD = store|city|table|column|row|format (design.md section 5).
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/seal.h"

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

/* A key, and the one that the blob names. */
struct named_key {
    const uint8_t *key, *named;
};

static struct bytes seal_named(struct named_key k, const struct seal_place *at,
                               struct bytes plain, struct arena *a)
{
    size_t len = HEAD_LEN + CIPHER_NONCE_LEN + plain.len + CIPHER_TAG_LEN;
    uint8_t *blob = arena_alloc(a, len);
    char aad[AAD_MAX];
    struct sha256 id = key_id(k.named);

    blob[0] = FORMAT;
    memcpy(blob + 1, id.b, SEAL_KEY_ID_LEN);
    cipher_seal(k.key, aad_of(at, aad), plain, blob + HEAD_LEN);
    return (struct bytes){blob, len};
}

static struct bytes seal_bytes(const uint8_t key[CIPHER_KEY_LEN],
                               const struct seal_place *at, struct bytes plain,
                               struct arena *a)
{
    return seal_named((struct named_key){key, key}, at, plain, a);
}

static struct err open_named(struct named_key k, const struct seal_place *at,
                             struct bytes blob, struct arena *a, struct bytes *out)
{
    char aad[AAD_MAX];

    if (!wants(blob, k.named) || blob.p[0] != FORMAT)
        return failed(ERR_BROKEN, "errors.crypto.sealed");
    return cipher_open(k.key, aad_of(at, aad),
                       (struct bytes){blob.p + HEAD_LEN, blob.len - HEAD_LEN}, a, out);
}

static struct err open_bytes(const uint8_t key[CIPHER_KEY_LEN],
                             const struct seal_place *at, struct bytes blob,
                             struct arena *a, struct bytes *out)
{
    return open_named((struct named_key){key, key}, at, blob, a, out);
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
    require(care.len > 0); /* care_key_agree was asked */
    return seal_bytes(care.of[0], &at, (struct bytes){key->b, sizeof key->b}, a);
}

static struct err open_wrapped(const struct keys *keys, const struct seal_place *at,
                               struct bytes wrapped, struct arena *a, struct bytes *out)
{
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    if (care.len == 0)
        return failed(ERR_BUSY, "errors.care_closed");
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

static struct data_key derived(const uint8_t from[CIPHER_KEY_LEN], struct bytes with)
{
    struct sha256 sum = hmac_sha256((struct bytes){from, CIPHER_KEY_LEN}, with);
    struct data_key key;

    memcpy(key.b, sum.b, sizeof key.b);
    secret_wipe(&sum, sizeof sum);
    return key;
}

static struct data_key labelled(const uint8_t from[CIPHER_KEY_LEN], const char *label)
{
    return derived(from, (struct bytes){(const uint8_t *)label, strlen(label)});
}

static struct data_key house_of(const uint8_t care[CIPHER_KEY_LEN])
{
    return labelled(care, "doorstep house key");
}

static const char *const class_labels[KEY_CLASSES] = {
    [CLASS_SUBSTANCE_USE] = "doorstep class substance-use",
    [CLASS_DOMESTIC_VIOLENCE] = "doorstep class domestic-violence",
    [CLASS_MINORS] = "doorstep class minors",
    [CLASS_REPORT] = "doorstep class report",
    [CLASS_ADDRESS] = "doorstep class address",
};

/* Of a class, and of one resident: both keys are in it. */
static struct data_key class_key(const uint8_t classes[CIPHER_KEY_LEN], enum key_class of,
                                 const struct data_key *own)
{
    struct data_key key = labelled(classes, class_labels[of]);
    struct data_key both = derived(key.b, (struct bytes){own->b, sizeof own->b});

    secret_wipe(&key, sizeof key);
    return both;
}

struct data_key seal_house_key(const struct keys *keys)
{
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    require(care.len > 0);
    return house_of(care.of[0]);
}

struct data_key seal_report_key(const struct keys *keys)
{
    struct care_keys classes CLEANUP(care_keys_wipe);
    struct data_key house = seal_house_key(keys);

    class_keys_now(keys, &classes);
    require(classes.len > 0); /* the city was given one when it was opened */
    return class_key(classes.of[0], CLASS_REPORT, &house);
}

static bool find_report(const struct keys *keys, const struct data_key *house,
                        struct bytes sealed, struct data_key *out)
{
    struct care_keys classes CLEANUP(care_keys_wipe);

    class_keys_now(keys, &classes);
    for (size_t i = 0; i < classes.len; i++) {
        *out = class_key(classes.of[i], CLASS_REPORT, house);
        if (wants(sealed, out->b))
            return true;
    }
    return false;
}

static bool find_house(const struct keys *keys, struct bytes sealed, struct data_key *out)
{
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    for (size_t i = 0; i < care.len; i++) {
        struct data_key house = house_of(care.of[i]);

        *out = house;
        if (wants(sealed, house.b) || find_report(keys, &house, sealed, out))
            return true;
    }
    return false;
}

struct err seal_house_key_of(const struct keys *keys, struct bytes sealed,
                             struct data_key *out)
{
    if (care_is_closed(keys))
        return failed(ERR_BUSY, "errors.care_closed");
    if (!find_house(keys, sealed, out) &&
        (!keys_again(keys) || !find_house(keys, sealed, out)))
        *out = seal_house_key(keys); /* it says itself what is wrong */
    return ok();
}

static void put_id(const uint8_t key[CIPHER_KEY_LEN], uint8_t out[SEAL_KEY_ID_LEN])
{
    struct sha256 id = key_id(key);

    memcpy(out, id.b, SEAL_KEY_ID_LEN);
}

void seal_ids(const struct keys *keys, struct seal_ids *out)
{
    struct care_keys care CLEANUP(care_keys_wipe), classes CLEANUP(care_keys_wipe);
    struct data_key house = seal_house_key(keys), report = seal_report_key(keys);

    care_keys_now(keys, &care);
    class_keys_now(keys, &classes);
    put_id(care.of[0], out->care);
    put_id(house.b, out->house);
    put_id(report.b, out->report);
    put_id(classes.of[0], out->classes);
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

/* The blob names class.key alone: which class it is stays unsaid, too. */
struct bytes seal_class(struct class_keys keys, enum key_class of,
                        const struct seal_place *at, const char *text, struct arena *a)
{
    struct care_keys classes CLEANUP(care_keys_wipe);

    if (text == NULL)
        return (struct bytes){0};
    class_keys_now(keys.city, &classes);
    require(classes.len > 0); /* the city was given one when it was opened */
    struct data_key key = class_key(classes.of[0], of, keys.own);
    return seal_named((struct named_key){key.b, classes.of[0]}, at,
                      (struct bytes){(const uint8_t *)text, strlen(text)}, a);
}

static struct err try_classes(struct class_keys keys, const struct seal_place *at,
                              struct bytes sealed, struct arena *a, struct bytes *out)
{
    struct care_keys classes CLEANUP(care_keys_wipe);

    class_keys_now(keys.city, &classes);
    for (size_t i = 0; i < classes.len; i++)
        for (int of = 0; of < KEY_CLASSES && wants(sealed, classes.of[i]); of++) {
            struct data_key key = class_key(classes.of[i], (enum key_class)of, keys.own);

            if (open_named((struct named_key){key.b, classes.of[i]}, at, sealed, a, out)
                    .kind == OK)
                return ok();
        }
    return open_bytes(keys.own->b, at, sealed, a, out);
}

struct err open_class(struct class_keys keys, const struct seal_place *at,
                      struct bytes sealed, struct arena *a, const char **out)
{
    struct bytes plain;

    *out = NULL;
    if (sealed.len == 0) /* none, or given up with a lost key */
        return ok();
    struct err e = try_classes(keys, at, sealed, a, &plain);
    if (e.kind != OK && keys_again(keys.city))
        e = try_classes(keys, at, sealed, a, &plain);
    if (e.kind == OK)
        *out = (const char *)plain.p;
    return e;
}
