/* own_app.h -- a person's own sign-in: where it is open, ending that, another password.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_OWN_APP_H
#define APP_OWN_APP_H

#include "app/account.h"

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
struct own_page {
    const char *email;
    bool second; /* has a second factor */
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
    const char *present, *password;
    const char *code;       /* of the second factor */
    const char *label;      /* of the session that goes on */
    bool right;             /* found by slow: the present one is */
    const char *was, *kept; /* found by slow */
};
/* What came of it.  A wrong one is counted, so it is no error here. */
struct own_password_done {
    bool wrong, code_wrong, code_missing;
    struct signed_in to; /* else: the session that goes on, all before it ended */
};
MUST_CHECK struct err own_password_slow(struct session *s, void *in);
/* in own_password, out own_password_done */
MUST_CHECK struct err own_password_change(struct session *s, const void *in, void **out);

#endif
