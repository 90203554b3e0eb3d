/* seal.h -- cells that name or describe a person, readable with the resident's data key
 * alone; the data key lies beside the resident, wrapped by the care key.
 * A cell is bound to its place, so moving it to another row or column breaks it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "base/key_ring.h"

struct data_key {
    uint8_t b[CIPHER_KEY_LEN];
};

struct seal_place {
    const char *store, *city, *table, *column;
    struct id row;
};

struct db;
/* A cell of the care store that db is. */
struct seal_place seal_care(struct db *db, const char *table, const char *column,
                            struct id row);

struct data_key data_key_make(void);
/* What resident.wrapped_key holds.  Erasing a person is writing NULL over it. */
struct bytes seal_wrap(const struct keys *keys, const char *city, struct id resident,
                       const struct data_key *key, struct arena *a);
/* ERR_NOT_FOUND ("errors.erased") for a wrap that is NULL, ERR_BROKEN
 * ("errors.crypto.sealed") for one that is not this resident's. */
MUST_CHECK struct err seal_unwrap(const struct keys *keys, const char *city,
                                  struct id resident, struct bytes wrapped,
                                  struct data_key *out);
/* For what belongs to no resident: the faults of an op, a parked envelope.  What was
 * sealed before a rotation opens with the house key of its day.  While care is closed
 * (key_ring.h) nothing opens: ERR_BUSY ("errors.care_closed"), of seal_unwrap, too; and
 * whoever seals has asked care_key_agree. */
struct data_key seal_house_key(const struct keys *keys);
MUST_CHECK struct err seal_house_key_of(const struct keys *keys, struct bytes sealed,
                                        struct data_key *out);

/* Reports that the law demands belong to no resident, and are a sealed class: the house
 * key and the class's are both in it.  seal_house_key_of finds it, too. */
struct data_key seal_report_key(const struct keys *keys);

/* Bytes 2 to 5 of a blob say which key it wants: here, of what is sealed today. */
enum { SEAL_KEY_ID_LEN = 4 };
struct seal_ids {
    uint8_t care[SEAL_KEY_ID_LEN], house[SEAL_KEY_ID_LEN];
    uint8_t report[SEAL_KEY_ID_LEN], classes[SEAL_KEY_ID_LEN];
};
void seal_ids(const struct keys *keys, struct seal_ids *out);

/* A NULL text seals to no bytes, which is NULL in the store, and opens as NULL. */
struct bytes seal_text(const struct data_key *key, const struct seal_place *at,
                       const char *text, struct arena *a);
MUST_CHECK struct err open_text(const struct data_key *key, const struct seal_place *at,
                                struct bytes sealed, struct arena *a, const char **out);

/* What a cell of a sealed class opens with: the resident's key and the class's, which is
 * made of class.key.  Neither does alone. */
enum key_class {
    CLASS_SUBSTANCE_USE, /* as enum sealed_class */
    CLASS_DOMESTIC_VIOLENCE,
    CLASS_MINORS,
    CLASS_REPORT,
    CLASS_ADDRESS,
    KEY_CLASSES
};
struct class_keys {
    const struct keys *city;
    const struct data_key *own;
};
struct bytes seal_class(struct class_keys keys, enum key_class of,
                        const struct seal_place *at, const char *text, struct arena *a);
/* Of whichever class it is: a blob does not say.  What was sealed before class.key was
 * made opens with the resident's alone. */
MUST_CHECK struct err open_class(struct class_keys keys, const struct seal_place *at,
                                 struct bytes sealed, struct arena *a, const char **out);

/* The same for bytes that are no text: a file. */
struct bytes seal_data(const struct data_key *key, const struct seal_place *at,
                       struct bytes data, struct arena *a);
MUST_CHECK struct err open_data(const struct data_key *key, const struct seal_place *at,
                                struct bytes sealed, struct arena *a, struct bytes *out);

#endif
