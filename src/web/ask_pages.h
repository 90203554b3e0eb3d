/* ask_pages.h -- the read and show functions of the forms that ask for help.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_ASK_PAGES_H
#define WEB_ASK_PAGES_H

#include "web/case_pages.h"

/* /cases/new, at a desk */
READ(ask_look_read);
SHOW(ask_new_show);
READ(ask_read);
SHOW(to_ask_new);

/* /help/ask, by the resident */
SHOW(self_show);
READ(self_read);
SHOW(self_done);

#endif
