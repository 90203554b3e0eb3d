/* service_parts.h -- services of the directory, as rows and as facts.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_SERVICE_PARTS_H
#define WEB_SERVICE_PARTS_H

#include "app/directory_app.h"
#include "web/case_views.h"

/* One row a service, each leading to BASE/ID. */
const struct service_view *service_views(struct session *s, const struct services *list,
                                         const char *base);
/* What is known of one service, without its empty facts. */
const struct fact_view *service_facts(struct session *s, const struct service *service,
                                      size_t *len);

#endif
