/* jws.h -- a signed token of somebody else (RFC 7515, compact) and the keys it is checked
 * by (RFC 7517): RS256, ES256 and EdDSA, each by a key of its own kind.  No others: no
 * "none", nothing that is checked by a secret.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_JWS_H
#define BASE_JWS_H

#include "core/arena.h"
#include "core/err.h"

enum jws_alg { JWS_RS256, JWS_ES256, JWS_EDDSA, JWS_ALGS };

struct jwk {
    enum jws_alg alg;   /* the one that its kind allows */
    const char *kid;    /* NULL: it has no name */
    struct bytes n, e;  /* RSA */
    struct bytes point; /* P-256: 65 bytes; Ed25519: 32 */
};
struct jwks {
    struct jwk *of;
    size_t len;
};

/* The keys of a set that can check a signature here; others are left out.  ERR_INVALID
 * "errors.json.bad" for what is no set. */
MUST_CHECK struct err jwks_read(struct arena *a, const char *text, size_t len,
                                struct jwks *out);

enum jws_found {
    JWS_GOOD,
    JWS_BAD,
    JWS_NO_KEY, /* it names one that is not in the set */
};
enum jws_found jws_open(struct arena *a, const char *token, const struct jwks *keys,
                        struct bytes *payload);

#endif
