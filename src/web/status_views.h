/* status_views.h -- what views/status may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_STATUS_VIEWS_H
#define WEB_STATUS_VIEWS_H

#include "http/req.h"

struct status_line_view {
    const char *name, *state, *shape, *words;
    const char *fault, *todo; /* or NULL */
};

struct view_status_show {
    const char *lede;
    const char *bad, *look; /* how many lines to mend, or to look at; NULL: none */
    const struct status_line_view *lines;
    size_t lines_len;
};

#endif
