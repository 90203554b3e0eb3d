/* reauth.h -- that it is the person, before how they sign in is changed: the password and
 * the second factor where there is one, or a passkey; app/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_REAUTH_H
#define APP_REAUTH_H

#include "app/passkey.h"

struct reauth {
    const char *present;        /* the password */
    const char *code;           /* of the second factor */
    struct passkey_claim claim; /* in place of both */
    bool right;                 /* found by slow: the password is */
    const char *was;            /* found by slow: as it is kept */
};
enum reauth_result {
    REAUTH_HOLDS,
    REAUTH_WRONG,
    REAUTH_CODE_MISSING,
    REAUTH_CODE_WRONG,
    REAUTH_KEY_WRONG
};
MUST_CHECK struct err reauth_slow(struct session *s, struct reauth *p);
/* In a registry job that must be kept: what is wrong is counted, as at sign-in. */
MUST_CHECK struct err reauth_check(struct session *s, struct db *db,
                                   const struct reauth *p, enum reauth_result *out);

#endif
