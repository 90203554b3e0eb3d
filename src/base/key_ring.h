/* key_ring.h -- the care key while it is rotated: the newest seals, and those before it
 * lie beside it under their print and open what was sealed with them, until none is.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_KEY_RING_H
#define BASE_KEY_RING_H

#include "base/hpke.h"
#include "base/key_files.h"

enum { CARE_KEYS = 8 };

/* The newest first. */
struct care_keys {
    size_t len;
    uint8_t of[CARE_KEYS][CIPHER_KEY_LEN];
};
void care_keys_now(const struct keys *keys, struct care_keys *out);
void care_keys_wipe(struct care_keys *keys);
/* Of the newest. */
void care_key_print(const struct keys *keys, char out[KEY_PRINT_TEXT]);
void care_box_print(const struct keys *keys, char out[KEY_PRINT_TEXT]);

/* What phones seal to. */
void care_box_point(const struct keys *keys, uint8_t out[POINT_LEN]);
/* Opens what was sealed to the newest box or to one before it, as hpke_open does. */
MUST_CHECK struct err care_box_open(const struct keys *keys, const struct hpke *with,
                                    struct bytes sealed, struct arena *a,
                                    struct bytes *out);

/* Reads DIR once more if it was changed; true when it was, and could be read.  Any
 * thread may. */
bool keys_again(const struct keys *keys);

/* For keys_load and keys_free. */
MUST_CHECK struct err key_ring_make(const char *dir, struct keys *keys);
void key_ring_free(struct key_ring *ring);
/* Whether one of its care keys, or boxes, has that print. */
bool key_ring_has(const struct keys *keys, bool box, const char *print);

/* Makes a new care key and a new box; the ones until now go beside them.  Killed at any
 * point, all of them are there.  Sealing with it is begun by rekey_begin alone. */
MUST_CHECK struct err care_key_renew(const char *dir);

/* The files that lie beside, by name: "care-PRINT.key", "care-box-PRINT.pem". */
struct kept_keys {
    size_t len;
    char name[2 * CARE_KEYS][40];
};
MUST_CHECK struct err kept_keys_list(const char *dir, struct kept_keys *out);
MUST_CHECK struct err kept_keys_remove(const char *dir, const struct kept_keys *these);

#endif
