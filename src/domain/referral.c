/* referral.c -- see referral.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/referral.h"

/* clang-format off */
enum { NO = -1, SNT = REFERRAL_SENT, DOC = REFERRAL_DOCUMENTS, APP = REFERRAL_APPLIED,
       WAI = REFERRAL_WAITLISTED, ACC = REFERRAL_ACCEPTED, STA = REFERRAL_STARTED,
       END = REFERRAL_ENDED, REF = REFERRAL_REFUSED, WDR = REFERRAL_WITHDRAWN };

static const signed char next_state[REFERRAL_STATES][REFERRAL_EVENTS] = {
    /*                        ACCEPT REFUSE WAITLIST DOCUMENTS APPLY START UPDATE END  WITHDRAW REOPEN */
    [REFERRAL_SENT]       = { ACC,   REF,   WAI,     DOC,      APP,  STA,  SNT,   NO,  WDR,     NO },
    [REFERRAL_DOCUMENTS]  = { ACC,   REF,   WAI,     DOC,      APP,  STA,  DOC,   NO,  WDR,     NO },
    [REFERRAL_APPLIED]    = { ACC,   REF,   WAI,     DOC,      APP,  STA,  APP,   NO,  WDR,     NO },
    [REFERRAL_WAITLISTED] = { ACC,   REF,   WAI,     NO,       NO,   STA,  WAI,   NO,  WDR,     NO },
    [REFERRAL_ACCEPTED]   = { ACC,   REF,   WAI,     NO,       NO,   STA,  ACC,   END, WDR,     NO },
    [REFERRAL_STARTED]    = { STA,   NO,    NO,      NO,       NO,   STA,  STA,   END, WDR,     NO },
    [REFERRAL_ENDED]      = { NO,    NO,    NO,      NO,       NO,   NO,   END,   END, NO,      SNT },
    [REFERRAL_REFUSED]    = { NO,    REF,   NO,      NO,       NO,   NO,   NO,    NO,  WDR,     SNT },
    [REFERRAL_WITHDRAWN]  = { NO,    NO,    NO,      NO,       NO,   NO,   NO,    NO,  WDR,     NO },
};

enum { AGENCY = 1 << SAID_AGENCY, MANAGER = 1 << SAID_MANAGER, RESIDENT = 1 << SAID_RESIDENT };

/* The first column of an agency that answers, the second of one that only counts. */
static const unsigned char whose_word[REFERRAL_EVENTS][2] = {
    [REFERRAL_ACCEPT]        = {AGENCY | MANAGER, 0},
    [REFERRAL_REFUSE]        = {AGENCY | MANAGER, 0},
    [REFERRAL_WAITLIST]      = {AGENCY | MANAGER, 0},
    [REFERRAL_ASK_DOCUMENTS] = {AGENCY | MANAGER, 0},
    [REFERRAL_APPLY]         = {MANAGER, MANAGER},
    [REFERRAL_START]         = {AGENCY | MANAGER | RESIDENT, RESIDENT},
    [REFERRAL_UPDATE]        = {AGENCY | MANAGER, 0},
    [REFERRAL_END]           = {AGENCY | MANAGER | RESIDENT, RESIDENT},
    [REFERRAL_WITHDRAW]      = {MANAGER | RESIDENT, MANAGER | RESIDENT},
    [REFERRAL_REOPEN]        = {MANAGER, MANAGER},
};

static const struct {
    enum referral_state begins;
    bool tells_all, awaits;
} ways[WAYS] = {
    [WAY_LINK]  = {REFERRAL_SENT, false, true},
    [WAY_PHONE] = {REFERRAL_SENT, true, true},
    [WAY_PRINT] = {REFERRAL_SENT, true, true},
    [WAY_OWN]   = {REFERRAL_ACCEPTED, true, false},
    [WAY_APPLY] = {REFERRAL_DOCUMENTS, true, false},
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

static bool may(enum referral_state now, enum referral_event ev, enum said_by who,
                bool counted)
{
    require(who < SAID_BYS);
    return referral_can(now, ev) && (whose_word[ev][counted] & 1u << who) != 0;
}

bool referral_may(enum referral_state now, enum referral_event ev, enum said_by who)
{
    return may(now, ev, who, false);
}

bool referral_may_counted(enum referral_state now, enum referral_event ev,
                          enum said_by who)
{
    return may(now, ev, who, true);
}

bool referral_event_is(enum referral_event ev, enum said_by who)
{
    require(ev < REFERRAL_EVENTS && who < SAID_BYS);
    return (whose_word[ev][0] & 1u << who) != 0;
}

bool referral_is_over(enum referral_state s)
{
    return s == REFERRAL_ENDED || s == REFERRAL_REFUSED || s == REFERRAL_WITHDRAWN;
}

bool referral_is_silent(enum referral_state s)
{
    return s == REFERRAL_SENT;
}

enum referral_state referral_begins(enum way way)
{
    require(way < WAYS);
    return ways[way].begins;
}

bool way_tells_all(enum way way)
{
    require(way < WAYS);
    return ways[way].tells_all;
}

bool way_awaits(enum way way)
{
    require(way < WAYS);
    return ways[way].awaits;
}
