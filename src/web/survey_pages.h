/* survey_pages.h -- the inspectors' three questions: what a phone tells, and the counts.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_SURVEY_PAGES_H
#define WEB_SURVEY_PAGES_H

#include "web/case_pages.h"

/* POST /api/v1/survey */
READ(survey_api_read);
SHOW(survey_api_show);

/* /reports/survey */
SHOW(survey_show);

#endif
