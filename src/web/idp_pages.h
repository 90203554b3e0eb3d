/* idp_pages.h -- there and back: signing in by an organisation's own identity provider.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_IDP_PAGES_H
#define WEB_IDP_PAGES_H

#include "web/account_views.h"
#include "web/route.h"

/* What the sign-in page offers beside the password; none when the registry is away. */
const struct idp_offer *idp_offers_shown(struct session *s, const char *next,
                                         size_t *len);

/* Parts of routes[]. */
struct err idp_go_read(struct req *rq, void **in);
struct err idp_go_show(struct req *rq, struct session *s, const void *in,
                       const void *out);
struct err idp_back_read(struct req *rq, void **in);
struct err idp_back_show(struct req *rq, struct session *s, const void *in,
                         const void *out);
struct err session_provider_read(struct req *rq, void **in);
struct err session_provider_show(struct req *rq, struct session *s, const void *in,
                                 const void *out);
struct err session_ways_show(struct req *rq, struct session *s, const void *in,
                             const void *out);

#endif
