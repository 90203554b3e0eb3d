/* privacy_app.h -- what waits today for whoever has the office of privacy: how much, and
 * nothing of whom. SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_PRIVACY_APP_H
#define APP_PRIVACY_APP_H

#include "app/session.h"

struct privacy_waits {
    int64_t glasses, demands, reads, blocks;
    struct day look_by; /* of the first emergency; unset: none waits */
    struct day today;
};
/* in NULL, out privacy_waits */
MUST_CHECK struct err privacy_view(struct session *s, const void *in, void **out);

#endif
