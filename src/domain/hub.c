/* hub.c -- see hub.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/hub.h"

#include "domain/define_codes.h"

/* clang-format off */
enum { NO = -1, F1 = HUB_FILTER_1, F2 = HUB_FILTER_2, F3 = HUB_FILTER_3, F4 = HUB_FILTER_4,
       DO = HUB_TOGETHER, NOT = HUB_DECLINED, END = HUB_CLOSED, STOP = HUB_STOPPED };

static const signed char next_state[HUB_STATES][HUB_EVENTS] = {
    /*                  SHEET ACCEPT DECLINE SHOW REVEAL CLOSE STOP  LEAD */
    [HUB_FILTER_1] = {  F1,   F2,    NOT,    NO,  NO,    NO,   STOP, NO },
    [HUB_FILTER_2] = {  NO,   F3,    NOT,    F2,  NO,    NO,   STOP, NO },
    [HUB_FILTER_3] = {  NO,   F4,    NOT,    F3,  NO,    NO,   STOP, NO },
    [HUB_FILTER_4] = {  NO,   DO,    NOT,    F4,  F4,    NO,   STOP, F4 },
    [HUB_TOGETHER] = {  NO,   NO,    NO,     DO,  DO,    END,  STOP, DO },
    [HUB_DECLINED] = {  NO,   NO,    NO,     NO,  NO,    NO,   NOT,  NO },
    [HUB_CLOSED]   = {  NO,   NO,    NO,     NO,  NO,    NO,   END,  NO },
    [HUB_STOPPED]  = {  NO,   NO,    NO,     NO,  NO,    NO,   STOP, NO },
};
static const enum act acts[HUB_EVENTS] = {
    [HUB_ON_SHEET]   = ACT_HUB_WORK,
    [HUB_ON_ACCEPT]  = ACT_HUB_SHARE,
    [HUB_ON_DECLINE] = ACT_HUB_WORK,
    [HUB_ON_SHOW]    = ACT_HUB_SHARE,
    [HUB_ON_REVEAL]  = ACT_HUB_SHARE,
    [HUB_ON_CLOSE]   = ACT_HUB_WORK,
    [HUB_ON_STOP]    = ACT_HUB_WORK,
    [HUB_ON_LEAD]    = ACT_HUB_WORK,
};
static const char *const possible[HUB_STATES] = {
    [HUB_FILTER_1] = "hub.now_1",
    [HUB_FILTER_2] = "hub.now_2",
    [HUB_FILTER_3] = "hub.now_3",
    [HUB_FILTER_4] = "hub.now_4",
    [HUB_TOGETHER] = "hub.now_together",
    [HUB_DECLINED] = "hub.now_over",
    [HUB_CLOSED]   = "hub.now_over",
    [HUB_STOPPED]  = "hub.now_stopped",
};

static const struct code hub_state_list[HUB_STATES] = {
    [HUB_FILTER_1] = {"filter-1", "hub_state.filter-1"},
    [HUB_FILTER_2] = {"filter-2", "hub_state.filter-2"},
    [HUB_FILTER_3] = {"filter-3", "hub_state.filter-3"},
    [HUB_FILTER_4] = {"filter-4", "hub_state.filter-4"},
    [HUB_TOGETHER] = {"together", "hub_state.together"},
    [HUB_DECLINED] = {"declined", "hub_state.declined"},
    [HUB_CLOSED]   = {"closed", "hub_state.closed"},
    [HUB_STOPPED]  = {"stopped", "hub_state.stopped"},
};
static const struct code hub_reason_list[HUB_REASONS] = {
    [HUB_NOT_ACUTE]      = {"not-acute", "hub_reason.not-acute"},
    [HUB_ONE_AGENCY]     = {"one-agency", "hub_reason.one-agency"},
    [HUB_ALREADY_HELPED] = {"already-helped", "hub_reason.already-helped"},
    [HUB_RESIDENT_NO]    = {"resident-no", "hub_reason.resident-no"},
    [HUB_NOT_HERE]       = {"not-here", "hub_reason.not-here"},
    [HUB_OTHER_REASON]   = {"other", "hub_reason.other"},
};
static const struct code hub_outcome_list[HUB_OUTCOMES] = {
    [HUB_LOWERED]      = {"lowered", "hub_outcome.lowered"},
    [HUB_CONNECTED]    = {"connected", "hub_outcome.connected"},
    [HUB_REFUSED_HELP] = {"refused-help", "hub_outcome.refused-help"},
    [HUB_NOT_REACHED]  = {"not-reached", "hub_outcome.not-reached"},
    [HUB_STILL_ACUTE]  = {"still-acute", "hub_outcome.still-acute"},
};
static const struct code hub_told_list[HUB_TOLDS] = {
    [HUB_TOLD_NAME]    = {"name", "hub_told.name"},
    [HUB_TOLD_PHONE]   = {"phone", "hub_told.phone"},
    [HUB_TOLD_ADDRESS] = {"address", "hub_told.address"},
};
/* clang-format on */
DEFINE_CODES(hub_state)
DEFINE_CODES(hub_reason)
DEFINE_CODES(hub_outcome)
DEFINE_CODES(hub_told)

bool hub_can(enum hub_state now, enum hub_event ev)
{
    require(now < HUB_STATES && ev < HUB_EVENTS);
    return next_state[now][ev] != NO;
}

struct err hub_next(enum hub_state now, enum hub_event ev, enum hub_state *out)
{
    if (!hub_can(now, ev))
        return failed(ERR_CONFLICT, possible[now]);
    *out = (enum hub_state)next_state[now][ev];
    return ok();
}

enum act hub_act(enum hub_event ev)
{
    require(ev < HUB_EVENTS);
    return acts[ev];
}

int hub_filter(enum hub_state state)
{
    return state <= HUB_FILTER_4 ? 1 + (int)state : 0;
}

bool hub_is_over(enum hub_state state)
{
    return state >= HUB_DECLINED;
}

enum consent_verdict hub_judge(enum consent_kind kind, const struct consent_fact *c,
                               bool sealed, struct day today)
{
    struct consent_fact own = *c;
    const struct consent_ask ask = {.sealed = sealed};

    own.full = own.covers = kind == CONSENT_HUB;
    return consent_judge(&own, &ask, today);
}
