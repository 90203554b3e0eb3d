/* rights_views.h -- who reads care, and how much (views/rights).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RIGHTS_VIEWS_H
#define WEB_RIGHTS_VIEWS_H

#include "web/parts_views.h"

struct read_alert_view {
    struct url let_url;
    const char *name, *when, *line, *let_line, *let_words;
};
struct view_rights_reads {
    struct html csrf;
    const struct read_alert_view *rows;
    size_t rows_len;
};

#endif
