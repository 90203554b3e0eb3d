/* plan_views.h -- what the pages of views/plan may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_PLAN_VIEWS_H
#define WEB_PLAN_VIEWS_H

#include "web/case_show_views.h"

struct goal_view {
    const char *words, *state, *shape, *line;
    struct url action;
    int64_t rev;
    const struct option_view *events;
    size_t events_len;
};

struct view_plan_correct {
    struct html csrf;
    struct url url, action;
    const char *name, *line, *before, *conflict, *id, *note, *note_fault;
};

struct view_plan_show {
    struct html csrf;
    struct url url, goals_url, tasks_url;
    const char *name, *conflict, *goal_id, *task_id;
    bool open, closed, goal_open, task_open;
    const struct goal_view *goals;
    size_t goals_len;
    const char *words_typed, *words_fault;
    TASKS_VIEW;
    const struct task_line_view *done;
    size_t done_len;
    const char *what_typed, *what_fault, *owner_fault, *due_typed, *due_fault;
    const struct option_view *owners;
    size_t owners_len;
};

#endif
