/* desk_codes.h -- the coded words of the supervisor's desk.  Phones have no use for them,
 * so they are not of codes_all; kept for ever like those.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_DESK_CODES_H
#define DOMAIN_DESK_CODES_H

#include "domain/codes.h"

/* How a request for inspection came (105 CMR 410.600). */
extern const struct codes came_codes;
/* Why a correct-by day was moved: about the work, never about a person. */
enum { EXTENSION_ASKED = 5 };
extern const struct codes extension_reason_codes;
/* Why somebody asks for more time. */
extern const struct codes time_reason_codes;
/* Why more time was not given. */
extern const struct codes time_refusal_codes;
/* Of a request for more time. */
enum { TIME_ASKED, TIME_GRANTED, TIME_REFUSED };
extern const struct codes time_state_codes;

#endif
