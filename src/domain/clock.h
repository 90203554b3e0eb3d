/* clock.h -- promises in the provider's published hours: who calls by which day.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_CLOCK_H
#define DOMAIN_CLOCK_H

#include "core/zone.h"
#include "domain/care_policy.h"
#include "domain/codes.h"

/* Minutes of the day from Monday to Sunday; closed where both are the same. */
struct hours {
    int16_t open[7], close[7];
};
/* "mo-fr 09:00-17:00; sa 10:00-13:00"; false unless some day is open. */
bool hours_parse(const char *text, struct hours *out);
#define HOURS_DEFAULT "mo-fr 09:00-17:00"

struct calendar {
    struct zone zone;
    struct holidays holidays; /* the provider is closed on them */
    struct hours hours;
};

bool calendar_is_open(const struct calendar *c, int64_t at_ms);
/* The instant itself when open, else the next opening. */
int64_t calendar_opens_ms(const struct calendar *c, int64_t at_ms);
/* The n-th open day after d. */
struct day calendar_add_days(const struct calendar *c, struct day d, int n);

struct promise {
    int64_t acknowledge_by_ms,
        contact_by_ms; /* closing time of a day, but for a crisis */
    struct day day;    /* the day of contact_by */
};
/* Time runs while the provider is open: what arrives after closing counts as arrived at
 * the next opening, so no promise is made that cannot be kept. */
struct promise promise_make(const struct calendar *c, const struct care_policy *p,
                            enum urgency urgency, int64_t received_ms);

#endif
