/* sign_in.h -- from an e-mail and a password to a session (account.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SIGN_IN_H
#define APP_SIGN_IN_H

#include "app/session.h"

#define TOKEN_TEXT 44 /* 32 random bytes as base64url and the NUL */

struct device_found;
/* What a phone signs of each request. */
struct device_claim {
    const char *device, *time, *signature; /* headers */
    const char *nonce;                     /* ours, signed with the rest; or "" */
    const char *method, *path;
    struct bytes body;
    /* Where its request keeps what it came to (device_proof.h); NULL: nowhere. */
    const struct device_found **found;
};

/* Signing in.  slow: is the password right; change: count the failure or open a session.
 * A wrong address, a wrong password, a locked and a disabled account all answer the
 * same, and take as long.  Who has a second factor is asked for its code, after the right
 * password alone. */
struct sign_in {
    const char *email, *password;
    const char *kind;  /* "cookie" or "bearer" */
    const char *next;  /* where to go then */
    const char *label; /* what it is begun on, "Firefox, Windows"; NULL: not known */
    const char *code;  /* of the second factor; NULL or "": not typed yet */
    const char *step;  /* of sign_in_code: what stands for the right password */
    struct device_claim device; /* .device "" or NULL: none signed this */
    bool bind;                  /* the session to that phone's key (device_proof.h) */
    bool right;                 /* found by slow */
};
enum sign_in_need {
    SIGN_IN_OPEN,   /* nothing more: the session is open */
    SIGN_IN_CODE,   /* of the second factor: it is missing, or wrong */
    SIGN_IN_SET_UP, /* a second factor, which the city wants, at the desk first */
};
struct signed_in {
    enum sign_in_need need;
    const char *step; /* SIGN_IN_CODE */
    bool wrong;       /* SIGN_IN_CODE: one was typed */
    char token[TOKEN_TEXT];
    const char *csrf;
    int64_t expires_at;
    struct user_id user;
    const char *email, *name, *lang;
    unsigned roles;
};
MUST_CHECK struct err sign_in_slow(struct session *s, void *in);
MUST_CHECK struct err sign_in_change(struct session *s, const void *in, void **out);
/* The second step of a desk: `step` and `code`. */
MUST_CHECK struct err sign_in_code(struct session *s, const void *in, void **out);
/* In a registry job: somebody else vouches for the person, s->second says how well.  Who
 * has a second factor of ours and showed none there is asked for its code. */
MUST_CHECK struct err sign_in_vouched(struct session *s, struct user_id user,
                                      const struct sign_in *w, struct signed_in *to);

#endif
