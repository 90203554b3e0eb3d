/* training_pages.h -- practice: what a phone tells of it, and the supervisor's list.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_TRAINING_PAGES_H
#define WEB_TRAINING_PAGES_H

#include "web/case_pages.h"

/* POST /api/v1/practice */
READ(practice_api_read);
SHOW(practice_api_show);

/* /training */
SHOW(training_show);

#endif
