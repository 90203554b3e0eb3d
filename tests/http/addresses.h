/* addresses.h -- how a test asks each address of routes[]: what stands for its
 * parameters, and a whole form where it takes one.  A new address needs a line in
 * addresses.c only when it has a :parameter or takes a form, and the test that walks them
 * says which. SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HTTP_ADDRESSES_H
#define TESTS_HTTP_ADDRESSES_H

#include "web/route.h"

#include "story.h"

enum { STATUS_BY_ROLE = -1 };

struct way {
    const char *path, *body; /* for story_fill; body NULL: none */
    int status;              /* of whoever may, or STATUS_BY_ROLE */
};
/* Fails the test, and says what is missing where, for an address that is not known. */
struct way way_to(struct site *t, const struct route *r);

#endif
