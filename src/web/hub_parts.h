/* hub_parts.h -- what the pages of the Hub share.  Within web/hub_*.c only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_HUB_PARTS_H
#define WEB_HUB_PARTS_H

#include "app/hub_app.h"
#include "web/hub_pages.h"
#include "web/views_hub.h"

/* Age, the sex if it is said, and, where wanted, the risks in a line. */
const struct fact_view *hub_facts(struct session *s, const struct hub_sheet *sheet,
                                  bool risks, size_t *len);
/* The list of risks; of `sheet` alone, or all of them with its own on. */
struct hub_risk_view *hub_risk_views(struct session *s, const struct hub_sheet *sheet,
                                     bool own, size_t *len);
/* The sheet as a form. */
void hub_form(struct req *rq, struct session *s, const struct hub_page *p,
              struct view_hub_show *v);

#endif
