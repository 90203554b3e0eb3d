/* resident_find.h -- the privacy officer's way from what somebody says of herself to a
 * case: a phone number, a name in a house, or the code of a card.  By keyed marks alone,
 * so nothing is opened; the number of the case and little more comes back.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RESIDENT_FIND_H
#define APP_RESIDENT_FIND_H

#include "app/session.h"
#include "domain/erase.h"
#include "store/same_store.h"

struct resident_find_in {
    enum find_why why;
    const char *phone, *name, *line, *card; /* NULL: not said; a name needs its address */
};
struct resident_found {
    enum find_why why;
    struct same_listed of;
    bool no_house; /* the register has none of that address */
};
/* POST /erase/find: an AUDITED read, with why as its purpose.  It counts as a case that
 * was opened, whether or not there is one. */
MUST_CHECK struct err resident_find(struct session *s, const void *in, void **out);

#endif
