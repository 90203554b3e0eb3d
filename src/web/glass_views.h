/* glass_views.h -- cases that were opened in an emergency (views/glass).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_GLASS_VIEWS_H
#define WEB_GLASS_VIEWS_H

#include "web/case_views.h"

struct glass_row_view {
    struct url read_url, case_url, noted_url, review_url, delay_url;
    const char *rid, *about, *name, *when, *cause, *reason, *state, *shape, *tells,
        *delay;
    const char *read_words, *found;
    bool may_note, may_review, may_delay, may_open, may_ask;
    struct url seen_url;
    const char *delay_id, *delay_fault, *delay_typed, *found_id, *found_fault,
        *found_typed;
    int64_t tell_at;
    LOST_VIEW;
};
struct view_glass_list {
    struct html csrf;
    bool may_break;
    const char *no_form;
    const char *new_id, *which_fault, *which_typed, *cause_fault, *reason_fault;
    const char *reason_typed;
    const struct option_view *causes;
    size_t causes_len;
    const struct glass_row_view *rows;
    size_t rows_len;
};
struct view_glass_read {
    SAFE_VIEW;
    struct url tel;
    const char *until, *name, *where, *state, *shape, *owner;
    const struct fact_view *needs;
    size_t needs_len;
    const struct case_log_view *log;
    size_t log_len;
};

#endif
