/* key_files.h -- the files of DIR/keys, one by one: private, whole or absent.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_KEY_FILES_H
#define BASE_KEY_FILES_H

#include "base/keys.h"

#define KEY_PEM_MAX 4096
#define CARE_KEY_NAME "care.key"
#define CARE_BOX_NAME "care-box.pem"
#define CLASS_KEY_NAME "class.key"

/* What is said of a key that cannot be used: ERR_BROKEN ("errors.keys"). */
static inline struct err key_unusable(void)
{
    return failed(ERR_BROKEN, "errors.keys");
}

/* DIR itself, 0700 and ours; ERR_BROKEN ("errors.keys") when it is not. */
MUST_CHECK struct err key_dir_open(const char *path, bool create, int *out);
void key_fd_close(int *fd);

/* What systemd lends (LoadCredential=) comes before a file of DIR of the same name.
 * key_lender: its folder, or NULL. */
const char *key_lender(void);
bool key_is_lent(const char *name);

/* 32 bytes, or a pair as PEM.  ERR_NOT_FOUND when there is no such file, ERR_BROKEN when
 * it is foreign, open to others or no key.  With `create`, one that is missing is made.
 */
MUST_CHECK struct err key_secret(int dir, const char *name, bool create,
                                 uint8_t out[CIPHER_KEY_LEN]);
MUST_CHECK struct err key_pair(int dir, const char *name, bool create, struct p256 *out);

MUST_CHECK struct err key_pem_read(struct bytes pem, struct p256 *out);
/* The file as it is; *len is at first the room for it, one byte more than it may have. */
MUST_CHECK struct err key_file_read(int dir, const char *name, uint8_t *out, size_t *len);
MUST_CHECK struct err key_file_renew(int dir, const char *name, struct bytes content);

/* A new one under that name, on the disk before the old one is gone. */
MUST_CHECK struct err key_secret_renew(int dir, const char *name,
                                       const uint8_t key[CIPHER_KEY_LEN]);
MUST_CHECK struct err key_pair_renew(int dir, const char *name);

enum { KEY_PRINT_BYTES = 8, KEY_PRINT_TEXT = 2 * KEY_PRINT_BYTES + 1 };
/* What tells keys apart and gives nothing of them away. */
void key_print(struct bytes key, char out[KEY_PRINT_TEXT]);

#endif
