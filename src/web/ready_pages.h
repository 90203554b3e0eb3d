/* ready_pages.h -- the Ready page, and a legal text on it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_READY_PAGES_H
#define WEB_READY_PAGES_H

#include "web/case_pages.h"

SHOW(ready_show);
READ(legal_read);
READ(legal_form_read);
SHOW(legal_show);
SHOW(to_ready);

#endif
