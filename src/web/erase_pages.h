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

#endif
