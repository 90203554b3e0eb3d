/* own_app.h -- a person's own sign-in: where it is open, ending that, another password.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_OWN_APP_H
#define APP_OWN_APP_H

#include "app/account.h"
#include "app/reauth.h"

struct own_session {
    struct id id;
    bool phone, here;  /* here: the one that asks */
    const char *label; /* "Firefox, Windows"; NULL: not known */
    int64_t begun_at, seen_at;
};
/* Its key sends visits without a session. */
struct own_phone {
    struct device_id id;
    int64_t begun_at, seen_at;
};
struct own_passkey {
    struct id id;
    const char *name;
    int64_t added_at, used_at;
    bool doubted; /* it counted backwards, and opens nothing any more */
};
struct own_page {
    const char *email;
    bool second, app; /* has a second factor; and it is an app */
    struct own_passkey *passkeys;
    size_t passkeys_len;
    struct own_session *sessions;
    size_t sessions_len;
    struct own_phone *phones;
    size_t phones_len;
};
/* out own_page */
MUST_CHECK struct err own_view(struct session *s, const void *in, void **out);

/* in struct id, of a session or of a phone: one's own alone, anybody else's stays.  A
 * phone that ended sends nothing any more, also not what waits on it. */
MUST_CHECK struct err own_session_end(struct session *s, const void *in, void **out);
MUST_CHECK struct err own_phone_end(struct session *s, const void *in, void **out);
/* All but the one that asks.  What waits on a phone can still come. */
MUST_CHECK struct err own_others_end(struct session *s, const void *in, void **out);

struct own_password {
    struct reauth proof;
    const char *password;
    const char *label; /* of the session that goes on */
    const char *kept;  /* found by slow */
};
struct own_password_done {
    enum reauth_result proof;
    struct signed_in to; /* REAUTH_HOLDS: the session that goes on, all before it ended */
};
MUST_CHECK struct err own_password_slow(struct session *s, void *in);
/* in own_password, out own_password_done */
MUST_CHECK struct err own_password_change(struct session *s, const void *in, void **out);

#endif
