/* callback_views.h -- consents that are called back (views/callback).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CALLBACK_VIEWS_H
#define WEB_CALLBACK_VIEWS_H

#include "web/case_views.h"

struct callback_row_view {
    struct url url;
    const char *name, *state, *shape, *when;
    bool waits;
};
struct odd_taker_view {
    const char *name, *quick, *often; /* NULL: not that */
};
struct view_callback_list {
    const struct callback_row_view *rows;
    size_t rows_len;
    const struct odd_taker_view *odd;
    size_t odd_len;
};
struct answer_view {
    const char *name, *value, *label;
    bool on;
};
struct question_view {
    const char *name, *words, *fault;
    const struct answer_view *answers;
    size_t answers_len;
};
struct view_callback_show {
    SAFE_VIEW;
    struct html csrf;
    struct url action, missed_url, tel;
    const char *name, *state, *hello, *read_lang, *tries, *hours_fault;
    bool open;
    const struct question_view *questions;
    size_t questions_len;
};

#endif
