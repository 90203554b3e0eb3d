/* aftercare.c -- see aftercare.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/aftercare.h"

#include "core/str.h"

/* 105 CMR 410, in force since 2023 and before; to be confirmed by the city's counsel. */
static const char *const condemning[] = {"410.900", "410.831"};

bool unit_concerns(const char *household, const char *violation)
{
    return household == NULL || household[0] == '\0' || violation == NULL ||
           violation[0] == '\0' || str_same(household, violation);
}

bool section_condemns(const char *code)
{
    for (size_t i = 0; i < COUNT(condemning); i++)
        if (str_same(condemning[i], code))
            return true;
    return false;
}

bool better_may_ask(enum close_reason reason)
{
    return reason != CLOSE_DECEASED && reason != CLOSE_CONSENT_WITHDRAWN &&
           reason != CLOSE_DUPLICATE;
}
