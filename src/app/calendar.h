/* calendar.h -- the city's calendar and the provider's hours, from its settings.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_CALENDAR_H
#define APP_CALENDAR_H

#include "app/session.h"
#include "domain/clock.h"

/* Zone, holidays from last year to the next two, and the published hours (the setting
 * `provider_hours`, else HOURS_DEFAULT); lives in the session's arena. */
MUST_CHECK struct err calendar_load(struct session *s, struct calendar *out);

/* The legal holidays from last year to the next two; in the session's arena. */
struct holidays holidays_near(struct session *s);

/* "November 24, 2026" in the reader's language, where the year must be said. */
const char *session_long_day(const struct session *s, struct day d);

/* A setting of the city, or `missing`. */
MUST_CHECK struct err setting_get(struct session *s, const char *name,
                                  const char *missing, const char **out);

#endif
