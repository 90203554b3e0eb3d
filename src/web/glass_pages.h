/* glass_pages.h -- /glass: cases that were opened in an emergency.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_GLASS_PAGES_H
#define WEB_GLASS_PAGES_H

#include "web/case_pages.h"

SHOW(glass_list_show);
READ(glass_break_read);
SHOW(to_broken);
READ(glass_ref_read);
SHOW(glass_read_show);
READ(glass_review_read);
READ(glass_delay_read);
SHOW(to_glass);

#endif
