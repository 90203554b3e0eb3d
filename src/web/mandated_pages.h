/* mandated_pages.h -- /mandated: the private lane of those who must report.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_MANDATED_PAGES_H
#define WEB_MANDATED_PAGES_H

#include "web/case_pages.h"

SHOW(mandated_show);
READ(mandated_read);
READ(mandated_wrote_read);
struct err to_mandated(struct req *rq, struct session *s, const void *in,
                       const void *out);

#endif
