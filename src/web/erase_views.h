/* erase_views.h -- what the pages of erasing may show (views/erase).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_ERASE_VIEWS_H
#define WEB_ERASE_VIEWS_H

#include "web/case_base_views.h"

struct view_erase_home {
    struct html csrf;
    const char *typed, *case_fault, *total, *waiting;
    const struct fact_view *rows;
    size_t rows_len;
};
struct view_erase_show {
    struct html csrf;
    struct url action;
    const char *joined, *why_fault, *sure_fault;
    const struct fact_view *facts;
    const struct option_view *whys;
    size_t facts_len, whys_len;
};

#endif
