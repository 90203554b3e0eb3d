/* address_app.h -- the city's addresses for its inspectors' phones, so that an inspection
 * can begin where none was planned.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ADDRESS_APP_H
#define APP_ADDRESS_APP_H

#include "app/session.h"

struct addresses_in {
    const char *held; /* the version the phone has; "" none */
};
struct addresses {
    const char *version;
    struct bytes index; /* {NULL, 0} when the phone has this version */
};

/* in addresses_in, out addresses, ACT_FIELD_USE.  Where the houses are and what their
 * units are called: nothing of an owner, a history or a household. */
MUST_CHECK struct err addresses_list(struct session *s, const void *in, void **out);

#endif
