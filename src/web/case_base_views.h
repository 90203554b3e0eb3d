/* case_base_views.h -- what all pages of casework share.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CASE_BASE_VIEWS_H
#define WEB_CASE_BASE_VIEWS_H

#include "http/out.h"

struct option_view {
    const char *value, *label, *why;
    struct url url; /* of a choice that is a link */
    bool on, off;
};
struct options_view {
    struct option_view *of;
    size_t len;
};
/* A task on the page of a case and on Today (parts case/plan and case/tasks). */
struct task_line_view {
    struct url url, done_url, ask_url; /* ask_url: of "is it better?" */
    const char *words, *name, *due, *shape, *who;
    int64_t rev;
    bool may_end;
};
#define TASKS_VIEW                      \
    const struct task_line_view *tasks; \
    size_t tasks_len
/* Of a form that somebody else was before: what was typed, who was, and the field (part
 * desk/lost).  NULL: nothing was. */
#define LOST_VIEW const char *lost, *lost_id, *lost_why
struct fact_view {
    const char *label, *value;
};

#endif
