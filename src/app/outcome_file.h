/* outcome_file.h -- a file of outcomes into lines, those that are none refused.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_OUTCOME_FILE_H
#define APP_OUTCOME_FILE_H

#include "app/outcome_app.h"

/* ERR_INVALID with a fault on "file" for what has no such columns, no lines or too many.
 */
MUST_CHECK struct err outcome_file(struct session *s, const struct outcomes_in *in,
                                   struct outcomes_page *p);

#endif
