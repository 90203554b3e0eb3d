/* mandated_views.h -- what the page of mandated reports may show (views/mandated).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_MANDATED_VIEWS_H
#define WEB_MANDATED_VIEWS_H

#include "web/case_base_views.h"

struct hotline_view {
    struct url call;
    const char *label, *number;
};
struct mandated_view {
    struct url written_url;
    const char *lane, *when, *author, *state, *shape, *words;
    bool mine; /* one's own, and not written yet */
};
struct view_mandated_list {
    struct html csrf;
    bool may_file;
    const char *id, *called, *words, *lane_fault, *called_fault, *words_fault, *heading;
    const struct hotline_view *lines;
    const struct option_view *lanes;
    const struct mandated_view *reports;
    size_t lines_len, lanes_len, reports_len;
};

#endif
