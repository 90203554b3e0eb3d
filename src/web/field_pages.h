/* field_pages.h -- parts of routes[]: the phone app's shells and files.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_FIELD_PAGES_H
#define WEB_FIELD_PAGES_H

#include "web/route.h"

struct err asset_show(struct req *rq, struct session *s, const void *in, const void *out);
struct err go_show(struct req *rq, struct session *s, const void *in, const void *out);
struct err field_home_show(struct req *rq, struct session *s, const void *in,
                           const void *out);
struct err field_shell_show(struct req *rq, struct session *s, const void *in,
                            const void *out);
struct err service_worker_show(struct req *rq, struct session *s, const void *in,
                               const void *out);
struct err precache_show(struct req *rq, struct session *s, const void *in,
                         const void *out);

/* A shell as it was written, packed. */
void shell_end(struct req *rq);
/* What a service worker keeps: the shells below that address, and what `keeps` says. */
void precache_end(struct req *rq, const char *shells, bool (*keeps)(const char *name));

#endif
