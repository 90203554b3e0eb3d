/* release_span.h -- which visits a request for public records is for, in words.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RELEASE_SPAN_H
#define APP_RELEASE_SPAN_H

#include "app/session.h"
#include "store/release_store.h"

/* What a form without a first day is kept with; one without a last day with today. */
struct day release_first_day(void);

#define RELEASE_SPAN 2
struct release_span {
    const char *label, *value;
};
/* All visits until the day it was written down, or from and up to a day; how many lines.
 */
size_t release_span_of(struct session *s, const struct release_request *r,
                       struct release_span to[RELEASE_SPAN]);

#endif
