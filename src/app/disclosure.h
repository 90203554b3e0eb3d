/* disclosure.h -- exactly what an agency may see of a case: made once when the referral
 * is sent, shown to the case manager before that, kept sealed, and never more.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_DISCLOSURE_H
#define APP_DISCLOSURE_H

#include "app/casework.h"
#include "store/need_store.h"

/* What the case manager chooses to say; the need and the language always go. */
enum { TELL_NAME = 1, TELL_PHONE = 2, TELL_ADDRESS = 4 };

/* Before an agency accepts it sees the need, the language and the part of town; who it
 * is and how to reach them, after. */
struct disclosed {
    const char *need, *lang, *neighbourhood;
    const char *name, *phone, *message_ok, *knock, *address, *unit; /* NULL: not told */
};

struct disclosed disclosure_make(const struct casefile *c, const struct case_need *need,
                                 unsigned tell);
const char *disclosure_write(const struct disclosed *d, struct arena *a);
MUST_CHECK struct err disclosure_read(const char *json, struct arena *a,
                                      struct disclosed *out);

#endif
