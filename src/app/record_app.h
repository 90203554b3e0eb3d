/* record_app.h -- the number that the provider's own system of record has for a case.
 * All have the shape of a route's act (web/route.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RECORD_APP_H
#define APP_RECORD_APP_H

#include "app/casework.h"
#include "store/record_store.h"
#include "store/staff_store.h"

struct number_in {
    struct casefile_id casefile;
    int64_t rev;        /* of the number, 0 where there was none */
    const char *number; /* as typed; NULL: take it away */
};

struct number_page {
    struct casefile c, other; /* other: has the typed number; its id is often unset */
    struct own_number now;
    struct own_numbers was; /* the newest first */
    struct staff staff;
};
/* in number_in, out number_page; an AUDITED read */
struct err number_view(struct session *s, const void *in, void **out);
/* in number_in.  Refused when another case has it, whoever may see that one. */
struct err number_set(struct session *s, const void *in, void **out);
/* in number_in (number alone), out casefile_id.  A case that this person may not see is
 * as good as none. */
struct err number_find(struct session *s, const void *in, void **out);

#endif
