/* goal.h -- what a household wants, in its own words: open, reached or let go.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_GOAL_H
#define DOMAIN_GOAL_H

#include "core/err.h"
#include "domain/codes.h"

enum goal_state { GOAL_OPEN, GOAL_REACHED, GOAL_DROPPED, GOAL_STATES };
extern const struct codes goal_state_codes;

enum goal_event { GOAL_REACH, GOAL_DROP, GOAL_AGAIN, GOAL_EVENTS };
extern const struct codes goal_event_codes;

bool goal_can(enum goal_state now, enum goal_event ev);
/* The state after the event, or ERR_CONFLICT with what is possible now. */
MUST_CHECK struct err goal_next(enum goal_state now, enum goal_event ev,
                                enum goal_state *out);

/* A task is done, or was not done after all. */
enum task_event { TASK_DONE, TASK_AGAIN, TASK_EVENTS };
extern const struct codes task_event_codes;
/* The longest a task may be put off, so that a slip of the pen shows. */
enum { TASK_MOST_DAYS = 366 };

#endif
