/* rights_pages.h -- who reads care, and how much.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RIGHTS_PAGES_H
#define WEB_RIGHTS_PAGES_H

#include "web/case_pages.h"

/* /privacy */
SHOW(privacy_show);

/* /reads */
SHOW(reads_show);
READ(reads_read);
SHOW(to_reads);

/* /who-saw */
SHOW(who_saw_find_show);
READ(who_saw_find_read);
SHOW(to_who_saw);
READ(who_saw_read);
SHOW(who_saw_show);

#endif
