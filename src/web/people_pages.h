/* people_pages.h -- the pages of accounts, and the Status page (web/routes.c).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_PEOPLE_PAGES_H
#define WEB_PEOPLE_PAGES_H

#include "web/case_pages.h"

/* /people */
SHOW(people_show);
SHOW(person_form_show);
READ(person_add_read);
SHOW(person_link_show);

/* /people/:id, and the two steps from it */
READ(person_read);
SHOW(person_show);
READ(person_link_read);
SHOW(to_person);

/* /status */
SHOW(status_show);

#endif
