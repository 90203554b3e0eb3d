/* same_views.h -- what the page of possibly the same households may show (views/same).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_SAME_VIEWS_H
#define WEB_SAME_VIEWS_H

#include "web/case_base_views.h"

struct same_line_view {
    struct url url, join_url, undo_url;
    const char *why, *name, *where, *choices, *phone, *since, *state, *shape, *joined_at;
};

struct view_same_show {
    struct html csrf;
    struct url back, undo_url;
    const char *name;
    bool main, nothing;
    const struct same_line_view *mains, *found, *joined;
    size_t mains_len, found_len, joined_len;
};

#endif
