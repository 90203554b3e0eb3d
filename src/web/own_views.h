/* own_views.h -- what the pages of one's own sign-in may see (account_views.h has the
 * rest). SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_OWN_VIEWS_H
#define WEB_OWN_VIEWS_H

#include "http/req.h"

/* A session, a phone or a passkey. */
struct place_view {
    struct html csrf;
    const char *what, *begun, *seen;
    const char *doubt; /* of a passkey: why it opens nothing */
    struct url end_url;
    bool here;
};

struct view_account_own {
    struct html csrf;
    const char *email, *second;
    const struct place_view *sessions, *phones, *keys;
    size_t sessions_len, phones_len, keys_len;
    bool others, changed;
};

/* What account/prove asks for; `keys`: a passkey will do instead. */
#define PROVE_VIEW     \
    struct html csrf;  \
    struct url script; \
    const char *email; \
    bool second, keys; \
    const char *fault_present, *fault_code

struct view_account_own_password {
    PROVE_VIEW;
    const char *fault_password;
};

struct view_account_passkey_add {
    PROVE_VIEW;
    const char *name, *fault_name;
};

struct view_account_passkey_end {
    PROVE_VIEW;
    struct url address;
    const char *name;
};

#endif
