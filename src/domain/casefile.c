/* casefile.c -- see casefile.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/casefile.h"

const struct care_policy care_policy_default = {
    .crisis_minutes = 120,
    .today_days = 1,
    .routine_days = 3,
    .reply_days = 3,
    .attempts_min = 3,
    .channels_min = 2,
    .visit_or_letter = true,
    .better_days = 30,
};

/* clang-format off */
enum { NO = -1, SUB = CASE_SUBMITTED, ACK = CASE_ACKNOWLEDGED, TRY_ = CASE_ATTEMPTED,
       CON = CASE_CONTACTED, ASS = CASE_ASSESSED, SRV = CASE_CONNECTED, END = CASE_CLOSED };

static const signed char next_state[CASE_STATES][CASE_EVENTS] = {
    /*                      ACKNOWLEDGE ATTEMPT REACH ASSESS CONNECT CLOSE REOPEN */
    [CASE_SUBMITTED]    = { ACK,        TRY_,   CON,  NO,    NO,     END,  NO },
    [CASE_ACKNOWLEDGED] = { ACK,        TRY_,   CON,  NO,    NO,     END,  NO },
    [CASE_ATTEMPTED]    = { TRY_,       TRY_,   CON,  NO,    NO,     END,  NO },
    [CASE_CONTACTED]    = { CON,        CON,    CON,  ASS,   SRV,    END,  NO },
    [CASE_ASSESSED]     = { ASS,        ASS,    ASS,  ASS,   SRV,    END,  NO },
    [CASE_CONNECTED]    = { SRV,        SRV,    SRV,  SRV,   SRV,    END,  NO },
    [CASE_CLOSED]       = { NO,         NO,     NO,   NO,    NO,     END,  ACK },
};

static const enum coarse coarse[CASE_STATES] = {
    [CASE_SUBMITTED]    = COARSE_RECEIVED,
    [CASE_ACKNOWLEDGED] = COARSE_RECEIVED,
    [CASE_ATTEMPTED]    = COARSE_RECEIVED,
    [CASE_CONTACTED]    = COARSE_CONTACTED,
    [CASE_ASSESSED]     = COARSE_CONTACTED,
    [CASE_CONNECTED]    = COARSE_CONNECTED,
    [CASE_CLOSED]       = COARSE_CLOSED,
};

static const enum broad broads[CLOSE_REASONS] = {
    [CLOSE_CONNECTED_ALL]           = BROAD_CONNECTED,
    [CLOSE_CONNECTED_SOME]          = BROAD_CONNECTED,
    [CLOSE_DECLINED_BEFORE_CONTACT] = BROAD_DECLINED,
    [CLOSE_DECLINED_AFTER_CONTACT]  = BROAD_DECLINED,
    [CLOSE_UNABLE_TO_REACH]         = BROAD_NOT_REACHED,
    [CLOSE_MOVED]                   = BROAD_OTHER,
    [CLOSE_ALREADY_SERVED]          = BROAD_OTHER,
    [CLOSE_INELIGIBLE]              = BROAD_OTHER,
    [CLOSE_NO_CAPACITY]             = BROAD_OTHER,
    [CLOSE_HUB]                     = BROAD_OTHER,
    [CLOSE_DUPLICATE]               = BROAD_OTHER,
    [CLOSE_DECEASED]                = BROAD_OTHER,
    [CLOSE_CONSENT_WITHDRAWN]       = BROAD_DECLINED,
};

static const enum need_group groups[NEEDS] = {
    [NEED_FUEL]              = GROUP_FOOD_BILLS,
    [NEED_FOOD]              = GROUP_FOOD_BILLS,
    [NEED_RENT]              = GROUP_HOME,
    [NEED_HEALTHCARE]        = GROUP_HEALTH,
    [NEED_HOARDING]          = GROUP_HOME,
    [NEED_HOMELESSNESS]      = GROUP_HOME,
    [NEED_MENTAL_HEALTH]     = GROUP_HEALTH,
    [NEED_SUBSTANCE_USE]     = GROUP_OTHER,
    [NEED_EMPLOYMENT]        = GROUP_OTHER,
    [NEED_HOME_REPAIR]       = GROUP_HOME,
    [NEED_LEGAL]             = GROUP_OTHER,
    [NEED_CHILDCARE]         = GROUP_HEALTH,
    [NEED_DISABILITY]        = GROUP_HEALTH,
    [NEED_ELDER]             = GROUP_HEALTH,
    [NEED_DOMESTIC_VIOLENCE] = GROUP_OTHER,
    [NEED_LANGUAGE]          = GROUP_OTHER,
    [NEED_OTHER]             = GROUP_OTHER,
};

static const struct code broad_list[BROADS] = {
    [BROAD_CONNECTED]   = {"connected", "broad.connected"},
    [BROAD_DECLINED]    = {"declined", "broad.declined"},
    [BROAD_NOT_REACHED] = {"not-reached", "broad.not-reached"},
    [BROAD_OTHER]       = {"other", "broad.other"},
};
static const struct code group_list[GROUPS] = {
    [GROUP_FOOD_BILLS] = {"food-bills", "need_group.food-bills"},
    [GROUP_HOME]       = {"home", "need_group.home"},
    [GROUP_HEALTH]     = {"health", "need_group.health"},
    [GROUP_OTHER]      = {"other", "need_group.other"},
};
/* clang-format on */

bool casefile_can(enum case_state now, enum case_event ev)
{
    require(now < CASE_STATES && ev < CASE_EVENTS);
    return next_state[now][ev] != NO;
}

struct err casefile_next(enum case_state now, enum case_event ev, enum case_state *out)
{
    if (!casefile_can(now, ev))
        return failed(ERR_CONFLICT, "case.wrong_state");
    *out = (enum case_state)next_state[now][ev];
    return ok();
}

enum coarse coarse_of(enum case_state state)
{
    require(state < CASE_STATES);
    return coarse[state];
}

enum coarse coarse_of_days(bool contacted, bool connected, bool closed)
{
    if (closed)
        return COARSE_CLOSED;
    if (connected)
        return COARSE_CONNECTED;
    return contacted ? COARSE_CONTACTED : COARSE_RECEIVED;
}

bool outcome_is_contact(enum outcome o)
{
    return o == OUTCOME_REACHED || o == OUTCOME_DECLINED;
}

enum case_event outcome_event(enum outcome o)
{
    return outcome_is_contact(o) ? CASE_ON_REACH : CASE_ON_ATTEMPT;
}

void reach_add(struct reach *r, enum channel channel)
{
    r->attempts++;
    r->channels |= 1u << channel;
}

unsigned reach_missing(const struct reach *r, const struct care_policy *p)
{
    const unsigned at_home = 1u << CHANNEL_VISIT | 1u << CHANNEL_LETTER;
    unsigned missing = 0;
    int channels = 0;

    for (int c = 0; c < CHANNELS; c++)
        channels += (r->channels & 1u << c) != 0;
    if (r->attempts < p->attempts_min)
        missing |= REACH_ATTEMPTS;
    if (channels < p->channels_min)
        missing |= REACH_CHANNELS;
    if (p->visit_or_letter && (r->channels & at_home) == 0)
        missing |= REACH_VISIT;
    return missing;
}

static const char *against_unable(const struct close_facts *f,
                                  const struct care_policy *p)
{
    if (f->contacted)
        return "case.close_was_contacted";
    if (reach_missing(&f->reach, p) != 0 && !f->override_given)
        return "case.close_try_more";
    return NULL;
}

static const char *against(const struct close_facts *f, const struct care_policy *p,
                           enum close_reason reason)
{
    switch (reason) {
    case CLOSE_CONNECTED_ALL:
        if (f->services == 0)
            return "case.close_no_service";
        return f->open_needs > 0 ? "case.close_open_needs" : NULL;
    case CLOSE_CONNECTED_SOME:
        return f->services == 0 ? "case.close_no_service" : NULL;
    case CLOSE_DECLINED_BEFORE_CONTACT:
        return f->contacted ? "case.close_was_contacted" : NULL;
    case CLOSE_DECLINED_AFTER_CONTACT:
        return f->contacted ? NULL : "case.close_not_contacted";
    case CLOSE_UNABLE_TO_REACH:
        return against_unable(f, p);
    case CLOSE_MOVED:
    case CLOSE_ALREADY_SERVED:
    case CLOSE_INELIGIBLE:
    case CLOSE_NO_CAPACITY:
    case CLOSE_HUB:
    case CLOSE_DUPLICATE:
    case CLOSE_DECEASED:
    case CLOSE_CONSENT_WITHDRAWN:
    case CLOSE_REASONS:
        break;
    }
    return NULL;
}

struct err close_check(const struct close_facts *f, const struct care_policy *p,
                       enum close_reason reason)
{
    require(reason < CLOSE_REASONS);
    if (f->state == CASE_CLOSED)
        return failed(ERR_CONFLICT, "case.wrong_state");

    const char *msg = against(f, p, reason);
    return msg == NULL ? ok() : failed(ERR_INVALID, msg);
}

enum broad close_broad(enum close_reason reason)
{
    require(reason < CLOSE_REASONS);
    return broads[reason];
}

const char *broad_name(enum broad b)
{
    require(b < BROADS);
    return broad_list[b].word;
}

const char *broad_msgid(enum broad b)
{
    require(b < BROADS);
    return broad_list[b].msgid;
}

enum need_group need_group_of(enum need n)
{
    require(n < NEEDS);
    return groups[n];
}

const char *need_group_name(enum need_group g)
{
    require(g < GROUPS);
    return group_list[g].word;
}

const char *need_group_msgid(enum need_group g)
{
    require(g < GROUPS);
    return group_list[g].msgid;
}
