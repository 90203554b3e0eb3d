/* parts_views.h -- small pieces that pages carry as struct html.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_PARTS_VIEWS_H
#define WEB_PARTS_VIEWS_H

#include "http/out.h"

struct view_parts_csrf {
    const char *token, *kept;
};

#endif
