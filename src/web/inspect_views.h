/* inspect_views.h -- what the page that asks for an inspection may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_INSPECT_VIEWS_H
#define WEB_INSPECT_VIEWS_H

#include "web/case_base_views.h"

struct inspect_line_view {
    const char *what, *state, *shape, *asked;
};

struct view_inspect_show {
    struct html csrf;
    struct url back, action;
    const char *name, *where, *request, *inspection, *wrong_fault, *alleged_fault;
    const struct option_view *first, *second, *third;
    size_t first_len, second_len, third_len;
    const struct inspect_line_view *lines;
    size_t lines_len;
    bool listed, unlisted, apart, alleged_yes, alleged_no;
};

#endif
