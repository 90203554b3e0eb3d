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

struct view_plan_better {
    struct html csrf;
    SAFE_VIEW;
    struct url url, action;
    const char *name, *id, *due, *last, *again_typed, *again_fault, *feeling_fault;
    bool ready, promised;
    const struct option_view *feelings;
    size_t feelings_len;
};

struct file_view {
    const char *name, *line;
    struct url url, remove_url;
    bool there;
};
struct view_plan_files {
    struct html csrf;
    struct url url, action;
    const char *name, *id, *file_fault, *name_fault, *name_typed;
    const struct file_view *files;
    size_t files_len;
};

struct item_view {
    const char *name, *label, *lang; /* in the household's language */
    const char *mine;                /* in the reader's, when that is another */
    const struct option_view *answers;
    size_t answers_len;
    bool few; /* tiles, else a list */
};
struct result_view {
    const char *when, *stage, *who, *detail, *result, *shape;
};
struct instrument_view {
    const char *name, *title, *hint, *source, *change, *shape, *fault, *id;
    bool show;
    const struct result_view *results;
    size_t results_len;
    const struct option_view *stages;
    size_t stages_len;
    const struct item_view *items;
    size_t items_len;
};
struct view_plan_measures {
    struct html csrf;
    struct url url, action;
    const char *name, *lang;
    bool open;
    const struct instrument_view *instruments;
    size_t instruments_len;
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
