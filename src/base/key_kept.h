/* key_kept.h -- the keys that a rotation leaves beside the new ones (key_ring.h reads
 * them). SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_KEY_KEPT_H
#define BASE_KEY_KEPT_H

#include "base/key_files.h"

enum { CARE_KEYS = 8, KEPT_NAME = 40 };
/* What `doorstep keys rotate` makes leaves three files, and may be killed and begun anew.
 */
enum { ROTATION_FILES = 3, ROTATIONS_KEPT = 4 };

/* Of what there are older ones. */
enum ring_kind { RING_CARE, RING_BOX, RING_CLASS };
/* "care-PRINT.key", "care-box-PRINT.pem", "class-PRINT.key". */
void kept_name(enum ring_kind kind, const char *print, char out[KEPT_NAME]);
/* Of a name that kept_keys_list gave. */
enum ring_kind kept_kind(const char *name);

/* Makes a new care key, box and class.key; the ones until now go beside them.  Killed at
 * any point, all of them are there.  Sealing with it is begun by rekey_begin alone. */
MUST_CHECK struct err care_key_renew(const char *dir);

/* The files that lie beside. */
struct kept_keys {
    size_t len;
    char name[ROTATION_FILES * CARE_KEYS][KEPT_NAME];
};
MUST_CHECK struct err kept_keys_list(const char *dir, struct kept_keys *out);
MUST_CHECK struct err kept_keys_remove(const char *dir, const struct kept_keys *these);

#endif
