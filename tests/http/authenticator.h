/* authenticator.h -- a passkey in software, that can also lie.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HTTP_AUTHENTICATOR_H
#define TESTS_HTTP_AUTHENTICATOR_H

#include "base/passkey.h"

#include <openssl/evp.h>

enum { FLAG_PRESENT = 1, FLAG_VERIFIED = 4, FLAG_KEY = 64 };

struct authenticator {
    struct arena *arena;
    EVP_PKEY *pair;
    enum passkey_kind kind;
    uint8_t id[16];
    uint32_t counter; /* of the next signature */
    /* What it says, right at first. */
    const char *origin, *rp, *type, *crossed;
    unsigned flags;
};
struct authenticator authenticator_new(struct arena *a, enum passkey_kind kind);
void authenticator_free(struct authenticator *k);
/* "new_client=..&new_data=..": a key for this challenge. */
const char *authenticator_make(struct authenticator *k, const char *challenge);
/* "key_id=..&key_client=..&key_data=..&key_signature=..", and counts on. */
const char *authenticator_sign(struct authenticator *k, const char *challenge);

#endif
