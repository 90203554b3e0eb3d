/* callback_pages.h -- consents that are called back, and the counts of it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CALLBACK_PAGES_H
#define WEB_CALLBACK_PAGES_H

#include "web/case_pages.h"

/* /callbacks */
SHOW(callbacks_show);
READ(callback_read);
SHOW(callback_show);
READ(callback_answer_read);
SHOW(to_callbacks);

/* /reports/sharing */
SHOW(sharing_report_show);

#endif
