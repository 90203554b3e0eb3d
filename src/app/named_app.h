/* named_app.h -- what a text for the public says of households that the program knows.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_NAMED_APP_H
#define APP_NAMED_APP_H

#include "app/session.h"
#include "domain/named.h"

/* Names of people, telephone numbers, homes and case numbers of open cases and those that
 * were closed within a year, as far as the reader may know of them. */
MUST_CHECK struct err named_find(struct session *s, const char *text,
                                 struct named_list *out);

#endif
