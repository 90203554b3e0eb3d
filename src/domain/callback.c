/* callback.c -- see callback.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/callback.h"

#include "domain/define_codes.h"

/* clang-format off */
static const struct code callback_state_list[CALLBACK_STATES] = {
    [CALLBACK_WAITS]     = {"waits", "callback.waits"},
    [CALLBACK_AGREED]    = {"agreed", "callback.agreed"},
    [CALLBACK_DENIED]    = {"denied", "callback.denied"},
    [CALLBACK_UNREACHED] = {"unreached", "callback.unreached"},
    [CALLBACK_STOPPED]   = {"stopped", "callback.stopped"},
};
DEFINE_CODES(callback_state)

static const struct code callback_answer_list[CALLBACK_ANSWERS] = {
    [CALLBACK_YES] = {"yes", "common.yes"},
    [CALLBACK_NO]  = {"no", "common.no"},
};
DEFINE_CODES(callback_answer)
/* clang-format on */

bool callback_is_drawn(uint32_t chance, int64_t percent)
{
    return (int64_t)(((uint64_t)chance * CALLBACK_PERCENT_MAX) >> 32) < percent;
}

enum callback_state callback_after_tries(int64_t tries)
{
    return tries >= CALLBACK_TRIES_MAX ? CALLBACK_UNREACHED : CALLBACK_WAITS;
}
