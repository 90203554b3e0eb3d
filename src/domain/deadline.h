/* deadline.h -- by when a violation is to be corrected, an inspection made, a hearing
 * asked for.  The numbers are data with effective dates (data/order-limits).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_DEADLINE_H
#define DOMAIN_DEADLINE_H

#include "core/zone.h"
#include "domain/visit_codes.h"

struct order_limit {
    int32_t from;              /* a day's number: inspections from this day on */
    int16_t endangering_hours; /* for the owner's good-faith effort */
    int16_t other_days;        /* business days to correct anything else */
    int16_t alleged_days; /* business days to inspect an alleged 410.630(A) condition */
    int16_t request_days; /* business days to inspect otherwise */
    int16_t hearing_days; /* calendar days to ask for a hearing */
    const char *status;   /* "to be confirmed by the city's counsel" */
};
/* The limits in force on a day. */
const struct order_limit *order_limit_on(struct day d);

/* What was observed at an instant is to be corrected by this day. */
struct day correct_by(const struct zone *z, const struct holidays *h, int64_t observed_ms,
                      bool endangering);
/* HUD NSPIRE (24 CFR 5.703 ff.): life-threatening and severe within 24 hours, moderate
 * within 30 days, low within 60. */
struct day nspire_by(const struct zone *z, int64_t observed_ms, enum severity severity);
/* What was asked for at an instant is to be inspected by this day. */
struct day inspect_by(const struct zone *z, const struct holidays *h, int64_t asked_ms,
                      bool endangering_alleged);
struct day hearing_by(struct day served);
/* 15 September to 31 May. */
bool is_heat_season(struct day d);

#endif
