/* escalation.c -- see escalation.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/escalation.h"

#define MINUTE_MS INT64_C(60000)
enum { CRISIS_STEP_MINUTES = 30, STEP_MINUTES = 120 };

/* clang-format off */
static const struct code rung_list[RUNGS] = {
    [RUNG_DELEGATE] = {"delegate", "rung.delegate"},
    [RUNG_LEAD]     = {"lead", "rung.lead"},
    [RUNG_ON_CALL]  = {"on-call", "rung.on-call"},
};
/* clang-format on */
const struct codes rung_codes = {"rung", rung_list, COUNT(rung_list)};

int64_t rung_at(const struct calendar *c, enum urgency u, int64_t acknowledge_by_ms,
                enum rung r)
{
    int64_t step = (u == URGENCY_CRISIS ? CRISIS_STEP_MINUTES : STEP_MINUTES) * MINUTE_MS;
    int64_t at = acknowledge_by_ms;

    for (enum rung i = RUNG_DELEGATE; i < r; i++)
        at = calendar_opens_ms(c, at) + step;
    return at;
}
