/* desk_pages.h -- the read and show functions of the supervisor's and the intake desk's
 * routes (web/routes.c).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_DESK_PAGES_H
#define WEB_DESK_PAGES_H

#include "web/case_pages.h"

/* /desk */
SHOW(desk_show);

/* /requests */
SHOW(requests_show);
READ(intake_read);
SHOW(intake_show);
READ(request_read);
SHOW(to_requests);

/* /from-paper */
SHOW(paper_show);
READ(paper_find_read);
READ(paper_read);
SHOW(to_paper);

/* /inspections, and a visit's place in the plan */
READ(week_read);
SHOW(week_show);
READ(visit_read);
SHOW(visit_show);
READ(visit_form_read);
SHOW(to_week);

/* /rebalance */
READ(rebalance_read);
SHOW(rebalance_show);
READ(rebalance_form_read);
SHOW(to_rebalanced);

/* /violations */
READ(violations_read);
SHOW(violations_show);
READ(violation_read);
SHOW(violation_show);
READ(extend_read);
READ(ask_time_read);
READ(decide_read);
SHOW(to_violation);

/* /zones */
SHOW(zones_show);
READ(zone_new_read);
READ(zone_read);
READ(zone_form_read);
SHOW(zone_show);
SHOW(to_zones);

#endif
