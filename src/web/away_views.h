/* away_views.h -- what the page of somebody who is away may show.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_AWAY_VIEWS_H
#define WEB_AWAY_VIEWS_H

#include "web/case_base_views.h"

struct lent_view {
    const char *words;
};
struct view_case_away {
    struct html csrf;
    const struct lent_view *lent;
    size_t lent_len;
    bool mine; /* something of mine is lent */
    bool open; /* I have open cases, and there is a colleague */
    bool no_colleague;
    const char *hand_over, *until, *who_fault, *until_fault;
    const struct option_view *managers;
    size_t managers_len;
};

#endif
