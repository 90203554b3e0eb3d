/* erase_views.h -- what the pages of erasing may show (views/erase).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_ERASE_VIEWS_H
#define WEB_ERASE_VIEWS_H

#include "web/case_base_views.h"

struct hold_row_view {
    struct url url;
    const char *line;
};
struct view_erase_home {
    struct html csrf;
    const char *typed, *case_fault, *total, *waiting;
    const struct fact_view *rows;
    const struct hold_row_view *holds;
    size_t rows_len, holds_len;
    bool done; /* just now */
};
struct found_case_view {
    struct url erase_url, seen_url; /* seen: who saw it */
    bool to_erase, to_seen;
    const char *number, *line, *say; /* say: what this office cannot do itself */
};
struct view_erase_find {
    struct html csrf;
    const char *phone, *name, *line, *card, *nothing;
    const char *phone_fault, *name_fault, *line_fault, *card_fault, *why_fault;
    const struct option_view *whys;
    const struct found_case_view *found;
    size_t whys_len, found_len;
};
struct view_erase_retention {
    struct html csrf;
    const char *id, *before, *due, *sure_fault;
    bool none;
    const struct fact_view *facts, *rows;
    size_t facts_len, rows_len;
};
struct hold_view {
    struct url url;
    const char *reason, *line, *why;
    bool stands;
};
struct view_erase_show {
    struct html csrf;
    struct url action;
    const char *joined, *why_fault, *sure_fault;
    const struct fact_view *facts;
    const struct option_view *whys;
    size_t facts_len, whys_len;
    bool held, demanded, may_legal;
    const struct hold_view *holds;
    size_t holds_len;
    struct url hold_url, seen_url;
    const char *id, *reason, *reason_fault;
};

#endif
