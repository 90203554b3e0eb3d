/* updates_views.h -- what the pages of updates may show (views/updates).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_UPDATES_VIEWS_H
#define WEB_UPDATES_VIEWS_H

#include "web/case_base_views.h"

struct update_letter_view {
    const char *to, *subject, *body;
};
struct update_to_view {
    const char *label;
};
struct update_sent_view {
    const char *what, *to, *when, *state, *shape, *fault;
};
struct view_updates_show {
    const char *month_when, *subject, *body, *week_when;
    bool may_write, care;
    const struct update_to_view *to;
    const struct update_letter_view *letters;
    const struct update_sent_view *sent;
    size_t to_len, letters_len, sent_len;
};

struct age_view {
    struct url url;
    const char *name, *where, *since, *state, *shape, *owner, *step;
};
struct view_updates_ages {
    const char *lede;
    bool step, older, newer;
    struct url older_url, newer_url;
    const struct age_view *rows;
    size_t rows_len;
};

struct view_updates_learnt {
    struct html csrf;
    const char *lede, *when, *state, *shape, *release, *hint;
    const char *month, *rev, *words, *words_fault, *sure_fault;
    const char *named; /* that keeps it from being released */
    bool released, sure, refused, may_mean;
};

#endif
