/* goal.c -- see goal.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/goal.h"

#define LIST(noun) \
    const struct codes noun##_codes = {#noun, noun##_list, COUNT(noun##_list)}

/* clang-format off */
enum { NO = -1, OPEN = GOAL_OPEN, MET = GOAL_REACHED, GONE = GOAL_DROPPED };

static const signed char next_state[GOAL_STATES][GOAL_EVENTS] = {
    /*                 REACH DROP  AGAIN */
    [GOAL_OPEN]    = { MET,  GONE, OPEN },
    [GOAL_REACHED] = { MET,  NO,   OPEN },
    [GOAL_DROPPED] = { NO,   GONE, OPEN },
};

static const struct code goal_state_list[GOAL_STATES] = {
    [GOAL_OPEN]    = {"open", "goal_state.open"},
    [GOAL_REACHED] = {"reached", "goal_state.reached"},
    [GOAL_DROPPED] = {"dropped", "goal_state.dropped"},
};
LIST(goal_state);
static const struct code goal_event_list[GOAL_EVENTS] = {
    [GOAL_REACH] = {"reach", "goal_event.reach"},
    [GOAL_DROP]  = {"drop", "goal_event.drop"},
    [GOAL_AGAIN] = {"again", "goal_event.again"},
};
LIST(goal_event);
static const struct code task_event_list[TASK_EVENTS] = {
    [TASK_DONE]  = {"done", "task_event.done"},
    [TASK_AGAIN] = {"again", "task_event.again"},
};
LIST(task_event);
/* clang-format on */

bool goal_can(enum goal_state now, enum goal_event ev)
{
    require(now < GOAL_STATES && ev < GOAL_EVENTS);
    return next_state[now][ev] != NO;
}

struct err goal_next(enum goal_state now, enum goal_event ev, enum goal_state *out)
{
    if (!goal_can(now, ev))
        return failed(ERR_CONFLICT, "plan.goal_over");
    *out = (enum goal_state)next_state[now][ev];
    return ok();
}
