/* stream.h -- files sealed in pieces (libsodium's secretstream): of any length in
 * constant memory; a piece that was altered, moved, dropped or added is noticed, a
 * missing end too. SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include "base/crypto.h"

#include <stdio.h>

/* What a file held, open or sealed. */
struct stream_sum {
    int64_t bytes;
    struct sha256 sha;
};

/* From `in` (open) to `out` (sealed), both sides summed.  ERR_FULL when the disk is;
 * ERR_BROKEN for other failures.  Flushes `out`, does not sync it. */
MUST_CHECK struct err stream_seal(const uint8_t key[CIPHER_KEY_LEN], FILE *in, FILE *out,
                                  struct stream_sum *plain, struct stream_sum *sealed);
/* Back again.  ERR_BROKEN ("errors.crypto.sealed") when the bytes are not those of a seal
 * with this key; what was written to `out` by then is worthless. */
MUST_CHECK struct err stream_open(const uint8_t key[CIPHER_KEY_LEN], FILE *in, FILE *out,
                                  struct stream_sum *plain, struct stream_sum *sealed);

#endif
