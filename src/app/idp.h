/* idp.h -- an organisation's own identity provider as it was set up by the command line
 * (docs/deploy.md), and whether a password still opens beside it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_IDP_H
#define APP_IDP_H

#include "app/session.h"
#include "domain/side.h"

struct idp {
    enum side side;
    const char *name;      /* of the organisation */
    const char *issuer;    /* "https://login.example.gov/realms/city" */
    const char *client;    /* what we are called there */
    const char *acr;       /* NULL: none stands for a second factor */
    bool near;             /* it stands on an inner address, and may */
    bool trusted;          /* what addresses it says are verified */
    bool passwords;        /* ours open, too */
    struct user_id keeper; /* whose password opens all the same; unset: nobody's */
};
struct idps {
    struct idp of[SIDES];
    size_t len;
};

/* NULL, or what an issuer ought to be, for people: no path that ends in a slash is cut,
 * for it is compared letter by letter. */
const char *idp_issuer_fault(const char *issuer, bool near);

MUST_CHECK struct err idp_all(struct db *registry, struct arena *a, struct idps *out);
/* Those that a sign-in page offers. */
MUST_CHECK struct err idp_offers(struct session *s, struct idps *out);
/* ERR_NOT_FOUND where the side has none. */
MUST_CHECK struct err idp_of(struct session *s, enum side side, struct idp *out);

/* May this account still come by its password or a passkey?  No where its side signs in
 * by the provider alone, but for the keeper. */
MUST_CHECK struct err idp_password_opens(struct session *s, struct db *registry,
                                         struct user_id user, bool *out);

/* The client secret of DIR/SIDE.secret: a regular file of ours, 0600.  NULL with *why
 * for the operator, naming the file and the way out. */
const char *idp_secret(const char *dir, enum side side, struct arena *a,
                       const char **why);

#endif
