/* household_pages.h -- /cases/:id/household, /blocks and home visits: their read and show
 * functions.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_HOUSEHOLD_PAGES_H
#define WEB_HOUSEHOLD_PAGES_H

#include "web/case_pages.h"

SHOW(household_show);
SHOW(to_household);
READ(contact_read);
READ(household_person_read);
READ(move_read);
READ(block_read);
READ(block_end_read);
SHOW(blocks_show);

#endif
