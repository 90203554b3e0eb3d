/* updates_views.h -- what the pages of updates may show (views/updates).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_UPDATES_VIEWS_H
#define WEB_UPDATES_VIEWS_H

#include "web/case_base_views.h"

struct view_updates_learnt {
    struct html csrf;
    const char *lede, *when, *state, *shape, *release, *hint;
    const char *month, *rev, *words, *words_fault, *sure_fault;
    bool released;
};

#endif
