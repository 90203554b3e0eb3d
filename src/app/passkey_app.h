/* passkey_app.h -- signing in by a passkey, and a person's own ones: several, each with a
 * name, added and removed by whoever proves to be the person.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_PASSKEY_APP_H
#define APP_PASSKEY_APP_H

#include "app/account.h"
#include "app/reauth.h"
#include "app/second.h"

enum { PASSKEYS_MAX = 10, PASSKEY_NAME_BYTES = 60 };

/* What a browser needs to ask for one. */
struct passkey_ask {
    const char *rp;
    const char *enter;               /* to sign in; NULL for who is signed in */
    const char *prove, *create;      /* else these */
    const char *user, *email, *name; /* for whom it would be made */
    const char **known;              /* the credentials of the person, base64url */
    size_t known_len;
};
/* out passkey_ask, each; the first is of nobody. */
MUST_CHECK struct err passkey_ask_enter(struct session *s, const void *in, void **out);
MUST_CHECK struct err passkey_ask_own(struct session *s, const void *in, void **out);

struct passkey_enter {
    struct passkey_claim claim;
    struct sign_in how; /* where and on what; no e-mail, password or code of it */
};
/* in passkey_enter, out signed_in; *out stays NULL when it opens nothing. */
MUST_CHECK struct err passkey_enter(struct session *s, const void *in, void **out);

struct passkey_form {
    struct id id; /* to remove one */
    const char *name;
    struct passkey_said made; /* to add one */
    struct reauth proof;
};
struct passkey_done {
    enum reauth_result proof;
    const char *recovery[RECOVERY_CODES]; /* [0] NULL: none were made */
};
MUST_CHECK struct err passkey_slow(struct session *s, void *in);
/* in passkey_form, out passkey_done, each.  The first makes recovery codes where there
 * are none, and ends every other session. */
MUST_CHECK struct err passkey_add(struct session *s, const void *in, void **out);
MUST_CHECK struct err passkey_remove(struct session *s, const void *in, void **out);

#endif
