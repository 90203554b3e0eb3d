/* referral.h -- a need handed to an agency, and what may become of it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_REFERRAL_H
#define DOMAIN_REFERRAL_H

#include "core/err.h"
#include "domain/codes.h"

/* The state after the event; ERR_CONFLICT "referral.wrong_state" when it cannot happen
 * now.  The answer that was given before leaves the state as it is. */
MUST_CHECK struct err referral_next(enum referral_state now, enum referral_event ev,
                                    enum referral_state *out);
bool referral_can(enum referral_state now, enum referral_event ev);

/* What an agency may say by its link; the rest is the case manager's. */
bool referral_event_is_agencys(enum referral_event ev);
/* Nothing more is to come. */
bool referral_is_over(enum referral_state s);
/* The agency has said nothing yet. */
bool referral_is_silent(enum referral_state s);

#endif
