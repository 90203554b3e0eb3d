/* care_policy.h -- the programme's own numbers: defaults here, settings of a city above.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_CARE_POLICY_H
#define DOMAIN_CARE_POLICY_H

#include "core/base.h"

struct care_policy {
    int crisis_minutes; /* of open time, until a crisis is acknowledged */
    int today_days;     /* business days until "today" needs have their first contact */
    int routine_days;
    int reply_days;   /* business days an agency has to answer */
    int attempts_min; /* before "unable to reach" */
    int channels_min;
    bool visit_or_letter;
    int better_days; /* after connecting: "is it better?" */
};

extern const struct care_policy care_policy_default;

#endif
