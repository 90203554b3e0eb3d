/* aftercare.h -- what is looked at when a case is closed, and after it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_AFTERCARE_H
#define DOMAIN_AFTERCARE_H

#include "domain/codes.h"

/* A violation of that unit is a matter of a household in this one: the same, or the whole
 * building, or a household whose unit is not known. */
bool unit_concerns(const char *household, const char *violation);
/* The section under which a home is condemned and placarded, of either edition. */
bool section_condemns(const char *code);
/* "Is it better?" is not asked of those who took their yes back, or have died. */
bool better_may_ask(enum close_reason reason);

#endif
