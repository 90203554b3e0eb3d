/* consent.c -- see consent.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/consent.h"

bool consent_holds(struct day expires, int64_t withdrawn_at, struct day today)
{
    return withdrawn_at == 0 && day_is_set(expires) && expires.n >= today.n &&
           expires.n <= today.n + CONSENT_DAYS_MAX + 1;
}
