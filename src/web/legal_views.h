/* legal_views.h -- what courts and others demand of care (views/legal).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_LEGAL_VIEWS_H
#define WEB_LEGAL_VIEWS_H

#include "web/case_base_views.h"

struct legal_row_view {
    struct url url;
    const char *kind, *issuer, *line, *state, *shape, *when;
};
struct view_legal_list {
    struct html csrf;
    const struct legal_row_view *rows;
    size_t rows_len;
    const struct fact_view *counts;
    size_t counts_len;
    const struct option_view *kinds, *classes;
    size_t kinds_len, classes_len;
    const char *new_id, *which_fault, *which_typed, *kind_fault, *class_fault;
    const char *issuer_fault, *issuer_typed, *number_typed, *came_fault, *came_typed;
    const char *words_typed, *number_fault, *words_fault;
    bool gagged;
};
struct legal_class_view {
    const char *label, *shape, *what, *basis;
};
struct view_legal_show {
    struct html csrf;
    struct url decide_url, file_url, withdraw_url;
    const char *kind, *state, *shape, *line, *issuer, *number, *came, *words, *tell;
    const struct legal_class_view *classes;
    size_t classes_len;
    const char *fault, *counsel_fault, *counsel_typed, *day_fault, *day_typed, *household,
        *where, *why_fault, *why_typed;
    const char *decided, *file_words, *sha;
    int64_t rev;
    const char *back_fault, *back_typed;
    bool may_decide, may_withdraw, waits, neutral;
    LOST_VIEW;
    const struct fact_view *goes, *stays;
    size_t goes_len, stays_len;
};

#endif
