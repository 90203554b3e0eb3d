/* key_entered.h -- a care key that lies in no file of this machine: somebody of the
 * provider types it at each start, and until then care is closed.
 * DIR/care-box.sealed stands in for care.key and care-box.pem: print of the key, point of
 * the box, and the box's secret sealed with the key.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_KEY_ENTERED_H
#define BASE_KEY_ENTERED_H

#include "base/key_ring.h"

#define CARE_SEALED_NAME "care-box.sealed"
enum { CARE_WORDS_TEXT = 2 * CIPHER_KEY_LEN + CIPHER_KEY_LEN / 2 }; /* with its NUL */

/* Seals the box for that: `words` is the key as it is to be typed.  Both files stay until
 * care_key_forget, once it was typed again.  ERR_CONFLICT ("errors.keys_used") while
 * older keys lie beside it. */
MUST_CHECK struct err care_key_entrust(const char *dir, char words[CARE_WORDS_TEXT]);
MUST_CHECK struct err care_key_forget(const char *dir);
/* Or it was not: it stays a file, and nothing is changed. */
MUST_CHECK struct err care_key_keep(const char *dir);
/* Makes files of it again.  ERR_INVALID ("errors.key_wrong") for another key. */
MUST_CHECK struct err care_key_bring_back(const char *dir, const char *words);

/* What was typed (ERR_INVALID when it is another key), for this process alone; spaces and
 * dashes do not count. */
MUST_CHECK struct err care_key_enter(const struct keys *keys, const char *words);

/* For key_ring.c. */
struct entrusted {
    char print[KEY_PRINT_TEXT];
    uint8_t point[POINT_LEN];
};
/* ERR_NOT_FOUND when the care key is a file. */
MUST_CHECK struct err entrusted_read(int dir, struct entrusted *out);
MUST_CHECK struct err entrusted_open(int dir, const char *words,
                                     uint8_t key[CIPHER_KEY_LEN], struct p256 *box);

#endif
