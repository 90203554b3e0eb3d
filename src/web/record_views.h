/* record_views.h -- what the pages of views/record may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RECORD_VIEWS_H
#define WEB_RECORD_VIEWS_H

#include "web/case_base_views.h"

struct number_was_view {
    const char *number, *line;
};
struct view_record_number {
    struct html csrf;
    struct url url, action, other_url;
    const char *name, *typed, *number_fault, *conflict, *other;
    int64_t rev;
    const struct number_was_view *was;
    size_t was_len;
};

struct view_record_export {
    struct url url, action, csv_url, json_url, pdf_url, script;
    const char *name, *summary;
    bool notes;
};

struct outcome_line_view {
    const char *number, *what, *day, *why, *state, *shape;
};
struct view_record_outcomes {
    struct html csrf;
    const char *file_fault, *counts, *csv, *seen;
    bool may_take;
    const struct outcome_line_view *lines;
    size_t lines_len;
    const struct fact_view *words;
    size_t words_len;
};

#endif
