/* erase_pages.h -- the privacy officer erases a resident.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_ERASE_PAGES_H
#define WEB_ERASE_PAGES_H

#include "web/case_pages.h"

SHOW(erase_home_show);
READ(erase_look_read);
SHOW(to_erase_case);
SHOW(erase_show);
READ(erase_read);
SHOW(to_erase);
READ(hold_read);
READ(hold_end_read);
SHOW(to_held);

/* /erase/find */
READ(resident_find_read);
SHOW(resident_find_show);

/* /retention */
SHOW(retention_show);
READ(retention_read);
SHOW(to_retention);

#endif
