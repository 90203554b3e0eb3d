/* case_base_views.h -- what all pages of casework share.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CASE_BASE_VIEWS_H
#define WEB_CASE_BASE_VIEWS_H

#include "http/out.h"

struct option_view {
    const char *value, *label, *why;
    struct url url; /* of a choice that is a link */
    bool on, off;
};
struct options_view {
    struct option_view *of;
    size_t len;
};
struct fact_view {
    const char *label, *value;
};

#endif
