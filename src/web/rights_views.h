/* rights_views.h -- who reads care, and how much (views/rights).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RIGHTS_VIEWS_H
#define WEB_RIGHTS_VIEWS_H

#include "web/desk_views.h"
#include "web/parts_views.h"

struct view_rights_privacy {
    const struct desk_row_view *rows;
    size_t rows_len;
    bool nothing; /* waits */
};
struct read_alert_view {
    struct url let_url;
    const char *name, *when, *line, *let_line, *let_words;
};
struct view_rights_reads {
    struct html csrf;
    const struct read_alert_view *rows;
    size_t rows_len;
    bool may_ask; /* who saw a case */
};
struct seen_row_view {
    const char *when, *day, *name, *role, *what, *why, *state, *shape, *kept_back;
};
struct view_rights_who_saw {
    struct url newer_url, older_url, print_script;
    const char *number, *city, *made, *of_all, *cut;
    const struct seen_row_view *rows;
    size_t rows_len;
    bool newer, older, some_of, names_said, kept_back;
};
struct view_rights_who_saw_find {
    struct html csrf;
    const char *which_fault, *which_typed;
};

#endif
