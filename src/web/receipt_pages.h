/* receipt_pages.h -- a resident's receipt, to be printed or sent as a text message.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RECEIPT_PAGES_H
#define WEB_RECEIPT_PAGES_H

#include "web/case_pages.h"

/* /cases/:id/consent/:consent/receipt; ?of=yes: of the yes, though it ended since */
READ(receipt_read);
SHOW(receipt_show);

#endif
