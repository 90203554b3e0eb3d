/* passkey_pages.h -- signing in by a passkey, adding and removing one, and what is asked
 * before that.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_PASSKEY_PAGES_H
#define WEB_PASSKEY_PAGES_H

#include "app/own_app.h"
#include "web/route.h"

/* What account/prove asked for; faults are the form's. */
void reauth_read(struct req *rq, struct reauth *p);
MUST_CHECK struct err reauth_judged(struct req *rq, enum reauth_result result);

/* The fields of PROVE_VIEW; `p` is the own_page. */
#define FILL_PROVE(v, rq, s, p)                                    \
    do {                                                           \
        (v).csrf = csrf_input(s);                                  \
        (v).script = asset_url((rq)->arena, "js/desk/passkey.js"); \
        (v).email = (p)->email;                                    \
        (v).second = (p)->second;                                  \
        (v).keys = (p)->passkeys_len > 0;                          \
        (v).fault_present = page_fault((rq), (s), "present");      \
        (v).fault_code = page_fault((rq), (s), "code");            \
    } while (0)

/* Parts of routes[]. */
struct err challenge_show(struct req *rq, struct session *s, const void *in,
                          const void *out);
struct err passkey_enter_read(struct req *rq, void **in);
struct err passkey_enter_show(struct req *rq, struct session *s, const void *in,
                              const void *out);
struct err passkey_add_show(struct req *rq, struct session *s, const void *in,
                            const void *out);
struct err passkey_add_read(struct req *rq, void **in);
struct err passkey_added(struct req *rq, struct session *s, const void *in,
                         const void *out);
struct err passkey_end_show(struct req *rq, struct session *s, const void *in,
                            const void *out);
struct err passkey_end_read(struct req *rq, void **in);
struct err passkey_ended(struct req *rq, struct session *s, const void *in,
                         const void *out);

#endif
