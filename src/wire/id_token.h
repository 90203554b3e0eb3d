/* id_token.h -- what an identity provider says of somebody (OpenID Connect Core 1.0,
 * 3.1.3.7), once its signature was found good (base/jws.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_ID_TOKEN_H
#define WIRE_ID_TOKEN_H

#include "core/arena.h"
#include "core/err.h"

#define ID_GROUPS_MAX 500

struct id_token_want {
    const char *issuer, *client, *nonce;
    const char *acr; /* stands for a second factor; NULL: none does */
    int64_t now;     /* ms UTC */
};

struct id_claims {
    const char *sub;
    const char *email, *name; /* NULL: not said */
    bool verified;            /* the address */
    bool unverified;          /* it says itself that it is not */
    bool second;              /* more than a password was asked for */
    const char **groups;
    size_t groups_len;
};

/* ERR_INVALID "account.idp.token" for another issuer, client or nonce, for a token of
 * another time, or for one that says too little. */
MUST_CHECK struct err id_token_read(struct arena *a, struct bytes payload,
                                    const struct id_token_want *want,
                                    struct id_claims *out);

#endif
