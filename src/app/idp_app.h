/* idp_app.h -- signing in by an organisation's own identity provider: there (go) and
 * back.  OpenID Connect, authorization code with PKCE.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_IDP_APP_H
#define APP_IDP_APP_H

#include "app/account.h"
#include "app/idp.h"
#include "wire/id_token.h"

/* What was asked of other machines, kept between requests; one for a web. */
struct idp_memory;
struct idp_memory *idp_memory_new(void);
void idp_memory_free(struct idp_memory **memory);

#define IDP_LASTS_MS (INT64_C(10) * 60 * 1000)
#define IDP_PHONE "/field/" /* whoever sets out from there is the phone app */

/* There: where the browser goes, and the cookie that it must bring back. */
struct idp_go {
    enum side side;
    const char *next;   /* where to go in the end */
    const char *cookie; /* found by slow, as is the address */
    const char *url;
};
MUST_CHECK struct err idp_go_slow(struct session *s, void *in);

/* Back. */
struct idp_back {
    enum side side;                            /* of the address it came to */
    const char *code, *state, *issuer, *error; /* "" where absent */
    const char *cookie;
    struct sign_in how; /* where and on what it is begun */
    /* found by slow: */
    const char *next;
    const char *refused; /* a message id; NULL: let in */
    bool ours;           /* the state is one we gave to this browser, for this side */
    bool handed;         /* a phone set out: it comes once more by itself, for a token */
    struct id_claims who;
};
/* Nothing of it is an error that the state would outlive: see .refused. */
MUST_CHECK struct err idp_back_slow(struct session *s, void *in);

struct idp_came {
    const char *refused; /* a message id, and `in` is empty */
    struct signed_in in;
};
/* out struct idp_came: the state is spent, whatever comes of it. */
MUST_CHECK struct err idp_back_change(struct session *s, const void *in, void **out);

/* idp_account.c: whose account it is, with the roles that the groups give; made when
 * there is none and they give one.  .refused stays NULL for whoever may come. */
struct idp_found {
    struct user_id user;
    const char *refused;
};
MUST_CHECK struct err idp_account(struct session *s, struct db *registry,
                                  const struct idp *idp, const struct id_claims *who,
                                  struct idp_found *out);

#endif
