/* keys.h -- an installation's secret keys: files of DIR/keys, never in a backup.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_KEYS_H
#define BASE_KEYS_H

#include "base/crypto.h"

struct key_ring;

struct keys {
    uint8_t care[CIPHER_KEY_LEN]; /* wraps the residents' data keys: care_keys_now() */
    uint8_t
        classes[CIPHER_KEY_LEN]; /* the second key of a sealed class: class_keys_now() */
    uint8_t blind[CIPHER_KEY_LEN];  /* HMAC of what is searched for but never shown */
    uint8_t link[CIPHER_KEY_LEN];   /* HMAC of links and codes */
    uint8_t backup[CIPHER_KEY_LEN]; /* seals backups */
    struct p256 care_box;           /* opens envelopes: care_boxes_now() */
    struct p256 receipt;            /* signs receipts */
    struct key_ring *ring;          /* key_ring.h; NULL: care and care_box stand alone */
};

/* Reads DIR (0700) and its files (0600), or ERR_BROKEN ("errors.keys") when one is
 * missing, foreign or open to others.  With `create`, what is missing is made first;
 * what exists is never replaced.  A city from before sealed classes had a key has no
 * class.key: class_key_is_there(). */
MUST_CHECK struct err keys_load(const char *dir, bool create, struct keys *out);
void keys_free(struct keys *keys);
/* Why keys_load refuses DIR, for the operator: which file, and what to do. */
const char *keys_why(const char *dir, struct arena *a);

/* What tells two sets of keys apart and gives nothing of them away: "NAME PRINT" of each
 * file, one behind the other. */
const char *keys_prints(const struct keys *keys, struct arena *a);
/* The first file of `prints` that is another key than ours, those that a rotation left
 * beside the new ones included; NULL when all are ours. */
const char *keys_other(const struct keys *keys, const char *prints, struct arena *a);

#endif
