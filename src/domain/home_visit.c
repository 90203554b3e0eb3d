/* home_visit.c -- see home_visit.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/home_visit.h"

/* clang-format off */
static const struct code state_list[HOME_VISIT_STATES] = {
    [HOME_VISIT_PLANNED]   = {"planned", "home_visit_state.planned"},
    [HOME_VISIT_INSIDE]    = {"inside", "home_visit_state.inside"},
    [HOME_VISIT_DONE]      = {"done", "home_visit_state.done"},
    [HOME_VISIT_CANCELLED] = {"cancelled", "home_visit_state.cancelled"},
};
const struct codes home_visit_state_codes = {"home_visit_state", state_list,
                                             COUNT(state_list)};

enum { NO = -1 };
static const signed char next_state[HOME_VISIT_STATES][HOME_VISIT_EVENTS] = {
    /*                          in                 out              cancel */
    [HOME_VISIT_PLANNED]   = {HOME_VISIT_INSIDE, NO,              HOME_VISIT_CANCELLED},
    [HOME_VISIT_INSIDE]    = {HOME_VISIT_INSIDE, HOME_VISIT_DONE, NO},
    [HOME_VISIT_DONE]      = {NO,                HOME_VISIT_DONE, NO},
    [HOME_VISIT_CANCELLED] = {NO,                NO,              HOME_VISIT_CANCELLED},
};

static const char *const possible[HOME_VISIT_STATES] = {
    [HOME_VISIT_PLANNED]   = "home_visit.now_planned",
    [HOME_VISIT_INSIDE]    = "home_visit.now_inside",
    [HOME_VISIT_DONE]      = "home_visit.now_done",
    [HOME_VISIT_CANCELLED] = "home_visit.now_cancelled",
};
/* clang-format on */

struct err home_visit_next(enum home_visit_state now, enum home_visit_event ev,
                           enum home_visit_state *out)
{
    require(now < HOME_VISIT_STATES && ev < HOME_VISIT_EVENTS);
    if (next_state[now][ev] == NO)
        return failed(ERR_CONFLICT, possible[now]);
    *out = (enum home_visit_state)next_state[now][ev];
    return ok();
}

bool home_visit_late(enum home_visit_state state, int64_t expected_at, int64_t now)
{
    return state == HOME_VISIT_INSIDE && expected_at != 0 && now > expected_at;
}

bool home_visit_alarms(enum home_visit_state state, int64_t expected_at,
                       int64_t alarmed_at, int64_t now)
{
    return alarmed_at == 0 &&
           home_visit_late(state, expected_at, now - HOME_VISIT_GRACE_MS);
}
