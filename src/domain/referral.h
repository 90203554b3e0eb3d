/* referral.h -- a need handed to an agency, and what may become of it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_REFERRAL_H
#define DOMAIN_REFERRAL_H

#include "core/err.h"
#include "domain/connect_codes.h"

/* The state after the event; ERR_CONFLICT "referral.wrong_state" when it cannot happen
 * now.  The answer that was given before leaves the state as it is. */
MUST_CHECK struct err referral_next(enum referral_state now, enum referral_event ev,
                                    enum referral_state *out);
bool referral_can(enum referral_state now, enum referral_event ev);

/* Can it happen now, on this one's word?  An agency that only counts has no word of its
 * own, and nobody may give one for it: help begins and ends when the resident says so. */
bool referral_may(enum referral_state now, enum referral_event ev, enum said_by who);
bool referral_may_counted(enum referral_state now, enum referral_event ev,
                          enum said_by who);
/* Whose word an event can be at all. */
bool referral_event_is(enum referral_event ev, enum said_by who);

/* Nothing more is to come. */
bool referral_is_over(enum referral_state s);
/* The agency has said nothing yet. */
bool referral_is_silent(enum referral_state s);
/* Where a way begins: we take it ourselves, papers are still missing, or it waits. */
enum referral_state referral_begins(enum way way);
/* Does that way tell an agency everything at once, before it has accepted? */
bool way_tells_all(enum way way);
/* Does an agency owe an answer on that way?  Only then is it asked again. */
bool way_awaits(enum way way);

#endif
