/* hpke.h -- envelopes to a public key (RFC 9180): base mode, DHKEM(P-256, HKDF-SHA256),
 * HKDF-SHA256, one message a key.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_HPKE_H
#define BASE_HPKE_H

#include "base/crypto.h"

/* Doorstep's envelopes are HPKE_AES256; the others are those of the RFC's vectors. */
enum hpke_aead { HPKE_AES128 = 1, HPKE_AES256 = 2, HPKE_CHACHA20 = 3 };

struct hpke {
    enum hpke_aead aead;
    struct bytes info, aad;
};

/* Opens enc (65 bytes) with ciphertext and tag behind it.  ERR_INVALID
 * ("errors.envelope") when it was not sealed to this key with this info and aad. */
MUST_CHECK struct err hpke_open(const struct p256 *key, const struct hpke *with,
                                struct bytes sealed, struct arena *a, struct bytes *out);
/* Seals to a point; for tests and for imports, since phones seal for themselves. */
MUST_CHECK struct err hpke_seal(const uint8_t point[POINT_LEN], const struct hpke *with,
                                struct bytes plain, struct arena *a, struct bytes *out);

#endif
