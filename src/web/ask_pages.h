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
READ(self_look_read);
SHOW(self_show);
READ(self_read);
SHOW(self_done);

/* /cases/:id/same, of one household */
SHOW(same_show);
READ(join_read);
SHOW(to_joined);
SHOW(to_same);
struct same_count;
/* The line of the case's page that leads there; NULL: nothing to say. */
const char *same_words(struct session *s, const struct same_count *n);

/* /cases/:id/inspection */
SHOW(inspect_show);
READ(inspect_read);
SHOW(to_inspect);

#endif
