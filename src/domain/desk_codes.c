/* desk_codes.c -- see desk_codes.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/desk_codes.h"

#define LIST(noun) \
    const struct codes noun##_codes = {#noun, noun##_list, COUNT(noun##_list)}

/* clang-format off */
static const struct code came_list[] = {
    {"phone", "came.phone"},
    {"oral", "came.oral"},
    {"written", "came.written"},
    {"electronic", "came.electronic"},
};
LIST(came);

static const struct code extension_reason_list[] = {
    {"work-under-way", "extension_reason.work-under-way"},
    {"materials", "extension_reason.materials"},
    {"permit", "extension_reason.permit"},
    {"weather", "extension_reason.weather"},
    {"access", "extension_reason.access"},
    [EXTENSION_ASKED] = {"asked", "extension_reason.asked"},
};
LIST(extension_reason);

static const struct code time_reason_list[] = {
    {"more-days", "time_reason.more-days"},
    {"work-booked", "time_reason.work-booked"},
    {"materials", "time_reason.materials"},
    {"permit", "time_reason.permit"},
    {"weather", "time_reason.weather"},
    {"access", "time_reason.access"},
};
LIST(time_reason);

static const struct code time_refusal_list[] = {
    {"danger", "time_refusal.danger"},
    {"no-start", "time_refusal.no-start"},
    {"given-before", "time_refusal.given-before"},
    {"corrected", "time_refusal.corrected"},
};
LIST(time_refusal);

static const struct code time_state_list[] = {
    [TIME_ASKED] = {"asked", "time_state.asked"},
    [TIME_GRANTED] = {"granted", "time_state.granted"},
    [TIME_REFUSED] = {"refused", "time_state.refused"},
};
LIST(time_state);
/* clang-format on */
