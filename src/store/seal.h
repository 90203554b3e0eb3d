/* seal.h -- cells that name or describe a person, readable with the resident's data key
 * alone; the data key lies beside the resident, wrapped by the care key.
 * A cell is bound to its place, so moving it to another row or column breaks it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "base/keys.h"

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
 * sealed before a rotation opens with the house key of its day. */
struct data_key seal_house_key(const struct keys *keys);
struct data_key seal_house_key_of(const struct keys *keys, struct bytes sealed);

/* Bytes 2 to 5 of a blob say which key it wants: here, of what is sealed today. */
enum { SEAL_KEY_ID_LEN = 4 };
struct seal_ids {
    uint8_t care[SEAL_KEY_ID_LEN], house[SEAL_KEY_ID_LEN];
};
void seal_ids(const struct keys *keys, struct seal_ids *out);

/* A NULL text seals to no bytes, which is NULL in the store, and opens as NULL. */
struct bytes seal_text(const struct data_key *key, const struct seal_place *at,
                       const char *text, struct arena *a);
MUST_CHECK struct err open_text(const struct data_key *key, const struct seal_place *at,
                                struct bytes sealed, struct arena *a, const char **out);

/* The same for bytes that are no text: a file. */
struct bytes seal_data(const struct data_key *key, const struct seal_place *at,
                       struct bytes data, struct arena *a);
MUST_CHECK struct err open_data(const struct data_key *key, const struct seal_place *at,
                                struct bytes sealed, struct arena *a, struct bytes *out);

#endif
