/* plan_parts.h -- tasks as lines, on their own page, on that of a case and on Today.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_PLAN_PARTS_H
#define WEB_PLAN_PARTS_H

#include "app/goal_app.h"
#include "http/req.h"
#include "web/case_views.h"

/* A task still to do, or done; `open`: the case is. */
struct task_line_view plan_task_line(struct session *s, const struct task *t,
                                     const struct staff *staff, bool open);
void plan_part_case(struct session *s, const struct case_page *p,
                    struct view_case_show *v);
/* What is suggested for a condemned home, and the way back of a closed case. */
void better_part_case(struct req *rq, struct session *s, const struct case_page *p,
                      struct view_case_show *v);
const struct task_line_view *plan_part_today(struct session *s,
                                             const struct tasks_due *tasks);
/* One of them is due today or was before. */
bool plan_is_due(const struct session *s, const struct tasks_due *tasks);

#endif
