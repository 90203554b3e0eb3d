/* mandated.h -- reports that the law asks of some professions: by telephone at once, in
 * writing within 48 hours (children: M.G.L. c. 119 s. 51A; elders: c. 19A s. 15; disabled
 * persons: c. 19C s. 10).  Numbers and hours: to be confirmed by the city's counsel.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_MANDATED_H
#define DOMAIN_MANDATED_H

#include "core/day.h"
#include "domain/codes.h"

enum mandated_lane { LANE_CHILD, LANE_ELDER, LANE_DISABLED, MANDATED_LANES };
extern const struct codes mandated_lane_codes;
/* The state's hotline, day and night. */
const char *mandated_hotline(enum mandated_lane lane);

#define MANDATED_WRITE_MS (48 * INT64_C(3600000))
/* So long before the end whoever has not written is reminded. */
#define MANDATED_REMIND_MS (12 * INT64_C(3600000))
/* A call of longer ago is a slip of the date. */
#define MANDATED_BACK_MS (30 * DAY_MS)

#endif
