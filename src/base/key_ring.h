/* key_ring.h -- the care key, and that of the sealed classes, while they are rotated: the
 * newest seals, and those before it lie beside it under their print and open what was
 * sealed with them, until none is.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_KEY_RING_H
#define BASE_KEY_RING_H

#include "base/hpke.h"
#include "base/key_kept.h"

/* The newest first. */
struct care_keys {
    size_t len;
    uint8_t of[CARE_KEYS][CIPHER_KEY_LEN];
};
void care_keys_now(const struct keys *keys, struct care_keys *out);
void care_keys_wipe(struct care_keys *keys);
/* The same of class.key; none in a city from before it, and class_key_print is of it
 * alone that is there. */
void class_keys_now(const struct keys *keys, struct care_keys *out);
bool class_key_is_there(const struct keys *keys);
void class_key_print(const struct keys *keys, char out[KEY_PRINT_TEXT]);
/* Gives a city one that has none; what is there stays. */
MUST_CHECK struct err class_key_make(const struct keys *keys);

/* What the store is told of the keys that seal: the print of the care key and, where
 * there is one, "-" and that of class.key. */
enum { RING_PRINT_TEXT = 2 * KEY_PRINT_TEXT };
void ring_print(const struct keys *keys, char out[RING_PRINT_TEXT]);
/* Whether all that such a print names is there; else `file` is what is missing. */
bool ring_has(const struct keys *keys, const char *print, char file[KEPT_NAME]);

/* Nobody has entered it yet (key_entered.h): there is none, and care is closed. */
bool care_is_closed(const struct keys *keys);
/* It lies in no file: it was entered, or is to be. */
bool care_is_entrusted(const struct keys *keys);
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
/* Whether one of its keys of that kind has that print. */
bool key_ring_has(const struct keys *keys, enum ring_kind kind, const char *print);

#endif
