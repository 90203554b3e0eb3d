/* legal_pages.h -- /legal: what courts and others demand of care.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_LEGAL_PAGES_H
#define WEB_LEGAL_PAGES_H

#include "web/case_pages.h"

SHOW(legal_list_show);
READ(legal_ask_read);
SHOW(to_legal);
READ(legal_ref_read);
SHOW(demand_show);
SHOW(legal_file_show);
READ(legal_decide_read);
READ(legal_withdraw_read);
SHOW(to_legal_one);

#endif
