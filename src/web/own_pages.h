/* own_pages.h -- "Your sign-in": where it is open, and another password.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_OWN_PAGES_H
#define WEB_OWN_PAGES_H

#include "web/route.h"

/* Parts of routes[]. */
struct err own_show(struct req *rq, struct session *s, const void *in, const void *out);
struct err own_end_read(struct req *rq, void **in);
struct err to_own(struct req *rq, struct session *s, const void *in, const void *out);
struct err own_password_show(struct req *rq, struct session *s, const void *in,
                             const void *out);
struct err own_password_read(struct req *rq, void **in);
struct err own_password_done(struct req *rq, struct session *s, const void *in,
                             const void *out);

#endif
