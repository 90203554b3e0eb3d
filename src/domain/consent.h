/* consent.h -- when a resident's agreement still holds.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_CONSENT_H
#define DOMAIN_CONSENT_H

#include "core/day.h"

/* The longest a consent may run, and what a form offers at first. */
enum { CONSENT_DAYS_MAX = 366, CONSENT_DAYS_USUAL = 180 };

/* Holds through its last day; a withdrawal ends it at once, and a consent without a last
 * day was never a full one: it does not hold.  Nor does one that would run longer from
 * today than any may: a clock that ran ahead wrote it, and it is asked for anew. */
bool consent_holds(struct day expires, int64_t withdrawn_at, struct day today);

#endif
