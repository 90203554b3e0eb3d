/* hub_pages.h -- the read and show functions of the Hub's routes (web/routes.c).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_HUB_PAGES_H
#define WEB_HUB_PAGES_H

#include "web/case_pages.h"

/* /cases/:id/hub, and steps that lead back to it */
READ(hub_case_read);
READ(hub_matter_read);
SHOW(hub_show);
SHOW(to_hub);
READ(hub_begin_read);
READ(hub_change_read);
READ(hub_decide_read);
READ(hub_lead_read);
READ(hub_reveal_read);
READ(hub_close_read);

/* /cases/:id/hub/:matter/sheet */
SHOW(hub_sheet_show);

/* /cases/:id/hub/ask */
READ(hub_ask_read);
SHOW(hub_ask_show);
READ(hub_answer_read);

#endif
