/* escalation.h -- a request that nobody takes on climbs: colleagues, then the provider's
 * care-lead, then the city's health-and-human-services on-call; never enforcement
 * (domain.md, clocks).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_ESCALATION_H
#define DOMAIN_ESCALATION_H

#include "domain/clock.h"

enum rung { RUNG_DELEGATE, RUNG_LEAD, RUNG_ON_CALL, RUNGS };
extern const struct codes rung_codes;

/* When somebody on this rung is told, in the provider's hours: at the end of the promise,
 * and then a step later each. */
int64_t rung_at(const struct calendar *c, enum urgency u, int64_t acknowledge_by_ms,
                enum rung r);

#endif
