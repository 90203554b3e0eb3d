/* rights_pages.h -- who reads care, and how much.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RIGHTS_PAGES_H
#define WEB_RIGHTS_PAGES_H

#include "web/case_pages.h"

/* /reads */
SHOW(reads_show);
READ(reads_read);
SHOW(to_reads);

#endif
