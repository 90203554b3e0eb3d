/* referral.c -- see referral.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/referral.h"

/* clang-format off */
enum { NO = -1, SNT = REFERRAL_SENT, DOC = REFERRAL_DOCUMENTS, APP = REFERRAL_APPLIED,
       WAI = REFERRAL_WAITLISTED, ACC = REFERRAL_ACCEPTED, STA = REFERRAL_STARTED,
       END = REFERRAL_ENDED, REF = REFERRAL_REFUSED, WDR = REFERRAL_WITHDRAWN };

static const signed char next_state[REFERRAL_STATES][REFERRAL_EVENTS] = {
    /*                        ACCEPT REFUSE WAITLIST DOCUMENTS APPLY START UPDATE END  WITHDRAW */
    [REFERRAL_SENT]       = { ACC,   REF,   WAI,     DOC,      APP,  STA,  SNT,   NO,  WDR },
    [REFERRAL_DOCUMENTS]  = { ACC,   REF,   WAI,     DOC,      APP,  STA,  DOC,   NO,  WDR },
    [REFERRAL_APPLIED]    = { ACC,   REF,   WAI,     DOC,      APP,  STA,  APP,   NO,  WDR },
    [REFERRAL_WAITLISTED] = { ACC,   REF,   WAI,     NO,       NO,   STA,  WAI,   NO,  WDR },
    [REFERRAL_ACCEPTED]   = { ACC,   REF,   WAI,     NO,       NO,   STA,  ACC,   NO,  WDR },
    [REFERRAL_STARTED]    = { STA,   NO,    NO,      NO,       NO,   STA,  STA,   END, WDR },
    [REFERRAL_ENDED]      = { NO,    NO,    NO,      NO,       NO,   NO,   END,   END, NO },
    [REFERRAL_REFUSED]    = { NO,    REF,   NO,      NO,       NO,   NO,   NO,    NO,  WDR },
    [REFERRAL_WITHDRAWN]  = { NO,    NO,    NO,      NO,       NO,   NO,   NO,    NO,  WDR },
};

static const bool by_agency[REFERRAL_EVENTS] = {
    [REFERRAL_ACCEPT] = true,        [REFERRAL_REFUSE] = true, [REFERRAL_WAITLIST] = true,
    [REFERRAL_ASK_DOCUMENTS] = true, [REFERRAL_START] = true,  [REFERRAL_UPDATE] = true,
};
/* clang-format on */

bool referral_can(enum referral_state now, enum referral_event ev)
{
    require(now < REFERRAL_STATES && ev < REFERRAL_EVENTS);
    return next_state[now][ev] != NO;
}

struct err referral_next(enum referral_state now, enum referral_event ev,
                         enum referral_state *out)
{
    if (!referral_can(now, ev))
        return failed(ERR_CONFLICT, "referral.wrong_state");
    *out = (enum referral_state)next_state[now][ev];
    return ok();
}

bool referral_event_is_agencys(enum referral_event ev)
{
    require(ev < REFERRAL_EVENTS);
    return by_agency[ev];
}

bool referral_is_over(enum referral_state s)
{
    return s == REFERRAL_ENDED || s == REFERRAL_REFUSED || s == REFERRAL_WITHDRAWN;
}

bool referral_is_silent(enum referral_state s)
{
    return s == REFERRAL_SENT;
}
