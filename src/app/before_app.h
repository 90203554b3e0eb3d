/* before_app.h -- the photographs of violations that are still open, small, for whoever
 * goes to that house now.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_BEFORE_APP_H
#define APP_BEFORE_APP_H

#include "app/session.h"

struct before_in {
    struct finding_id finding;
    uint8_t sha256[32]; /* of the photograph as it was taken */
};

struct before {
    struct bytes photo; /* as it was taken */
    struct bytes small;
};

/* In before_in, out before, ACT_INSPECTION_VIEW on the visit that found the violation, or
 * on an own visit to its house that a phone is sent.  ERR_NOT_FOUND also while the
 * photograph is still on the phone that took it. */
MUST_CHECK struct err before_photo(struct session *s, const void *in, void **out);
/* A route's `make`: the helper makes it small.  ERR_NOT_FOUND for what is no picture. */
MUST_CHECK struct err before_make(struct session *s, void *out);

#endif
