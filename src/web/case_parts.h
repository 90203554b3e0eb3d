/* case_parts.h -- the parts of the page of a case: each fills its own fields of the view.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CASE_PARTS_H
#define WEB_CASE_PARTS_H

#include "app/casefile_app.h"
#include "web/case_views.h"

void case_part_needs(struct session *s, const struct case_page *p,
                     struct view_case_show *v);
void case_part_consents(struct session *s, const struct case_page *p,
                        struct view_case_show *v);
void case_part_property(struct session *s, const struct case_page *p,
                        struct view_case_show *v);
struct case_finding_view case_finding(struct session *s, const struct history_finding *f);
void case_part_log(struct session *s, const struct case_page *p,
                   struct view_case_show *v);

#endif
