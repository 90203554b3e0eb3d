/* schedule_api.h -- POST /api/v1/inspections: another system sends its day.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_SCHEDULE_API_H
#define WEB_SCHEDULE_API_H

#include "web/route.h"

struct err schedule_api_read(struct req *rq, void **in);
struct err schedule_api_show(struct req *rq, struct session *s, const void *in,
                             const void *out);

#endif
