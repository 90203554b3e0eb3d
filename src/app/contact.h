/* contact.h -- whom the city names: the case manager for residents, the office for
 * orders. SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_CONTACT_H
#define APP_CONTACT_H

#include "app/session.h"

struct contact {
    const char *name, *phone; /* NULL: none */
};

/* Whom the resident will hear from: as set, else the first case manager. */
MUST_CHECK struct err contact_case_manager(struct session *s, struct contact *out);
/* The department and its telephone; the city's name where none is set. */
MUST_CHECK struct err contact_office(struct session *s, struct contact *out);

#endif
