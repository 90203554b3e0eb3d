/* carry_pages.h -- parts of routes[]: the copy of Today that a case manager carries.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CARRY_PAGES_H
#define WEB_CARRY_PAGES_H

#include "web/route.h"

struct err carry_home_show(struct req *rq, struct session *s, const void *in,
                           const void *out);
struct err carry_shell_show(struct req *rq, struct session *s, const void *in,
                            const void *out);
struct err carry_precache_show(struct req *rq, struct session *s, const void *in,
                               const void *out);
struct err carry_api_show(struct req *rq, struct session *s, const void *in,
                          const void *out);

#endif
