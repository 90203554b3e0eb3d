/* passkey.h -- what a browser says of a passkey, judged: the site it was asked on, that
 * its person was verified, and the signature.  ES256, EdDSA and RS256.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_PASSKEY_H
#define BASE_PASSKEY_H

#include "core/arena.h"
#include "core/err.h"

#define PASSKEY_ID_BYTES 1023 /* WebAuthn, 4 */

/* COSE's numbers; 0: none of them. */
enum passkey_kind { PASSKEY_ES256 = -7, PASSKEY_EDDSA = -8, PASSKEY_RS256 = -257 };

/* As the browser gave them. */
struct passkey_said {
    struct bytes client;    /* clientDataJSON */
    struct bytes data;      /* authenticatorData */
    struct bytes signature; /* of an assertion alone */
};
struct passkey_key {
    struct bytes id, key;
    enum passkey_kind kind;
    int64_t counter; /* 0: its authenticator does not count */
};

/* The relying party of a site: its host. */
const char *passkey_rp(struct arena *a, const char *origin);
/* The challenge that was answered, when this is of `type` ("webauthn.get" or
 * "webauthn.create") and of a page of the site itself; false otherwise. */
bool passkey_answers(struct arena *a, const struct passkey_said *said, const char *type,
                     const char *origin, struct bytes *challenge);
/* A new one.  False when its person was not verified, it is of another site, or of a kind
 * that is not known here.  Who made the authenticator is not asked. */
bool passkey_made(struct arena *a, const struct passkey_said *said, const char *origin,
                  struct passkey_key *out);
/* Does the key sign this, for the site, by its person?  *counter: what it counts now. */
bool passkey_signs(struct arena *a, const struct passkey_said *said, const char *origin,
                   const struct passkey_key *known, int64_t *counter);

#endif
