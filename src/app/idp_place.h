/* idp_place.h -- what an identity provider says of itself (OpenID Connect Discovery 1.0)
 * and its keys, kept for a while.  Of the one thread that asks other machines; app/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_IDP_PLACE_H
#define APP_IDP_PLACE_H

#include "app/idp.h"
#include "base/fetch.h"
#include "base/jws.h"

struct idp_place {
    const char *authorize, *token, *keys; /* addresses */
    bool post;        /* takes the secret in the form, and not by HTTP Basic */
    bool says_issuer; /* beside every code (RFC 9207) */
};

/* In the session's arena.  ERR_BUSY "account.idp.away" when it does not answer, or not as
 * it should. */
MUST_CHECK struct err idp_place(struct session *s, const struct idp *idp,
                                struct idp_place *out);

/* The payload of a token signed by the provider.  A key that is not known is asked for
 * anew, at most once a minute.  ERR_INVALID "account.idp.token". */
MUST_CHECK struct err idp_open(struct session *s, const struct idp *idp,
                               const struct idp_place *at, const char *token,
                               struct bytes *payload);

/* Asks an address of this provider's. */
MUST_CHECK struct err idp_fetch(struct session *s, const struct idp *idp,
                                struct fetch *what, struct fetched *out);

#endif
