/* ready_views.h -- what views/ready may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_READY_VIEWS_H
#define WEB_READY_VIEWS_H

#include "web/status_views.h"

struct legal_row_view {
    struct url url;
    const char *title, *state, *shape, *detail;
};

struct view_ready_show {
    const char *lede;
    bool begun, open;  /* real already; nothing is missing of the legal lines */
    const char *begin; /* what is left to do, when nothing is missing */
    const struct status_line_view *lines;
    size_t lines_len;
    const struct legal_row_view *legal;
    size_t legal_len;
};

struct legal_paragraph_view {
    const char *text;
};
struct legal_lang_view {
    const char *lang, *label;
    const char *state, *shape;
    const struct legal_paragraph_view *paragraphs;
    size_t paragraphs_len;
    const char *name_field, *day_field; /* "name.en" */
    const char *name, *day;
    const char *name_fault, *day_fault;
};
struct view_ready_text {
    struct html csrf;
    const char *title, *lede, *today;
    struct url action;
    const struct legal_lang_view *langs;
    size_t langs_len;
};

#endif
