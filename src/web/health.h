/* health.h -- parts of routes[]: for machines that look after this one.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_HEALTH_H
#define WEB_HEALTH_H

#include "web/route.h"

struct err healthz_show(struct req *rq, struct session *s, const void *in,
                        const void *out);
struct err readyz_act(struct session *s, const void *in, void **out);
struct err readyz_show(struct req *rq, struct session *s, const void *in,
                       const void *out);
struct err metrics_show(struct req *rq, struct session *s, const void *in,
                        const void *out);
struct err openapi_show(struct req *rq, struct session *s, const void *in,
                        const void *out);

#endif
