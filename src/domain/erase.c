/* erase.c -- see erase.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/erase.h"

#include "domain/define_codes.h"

/* clang-format off */
static const struct code erase_why_list[ERASE_WHYS] = {
    [ERASE_ASKED]    = {"asked", "erase.why_asked"},
    [ERASE_MISTAKE]  = {"mistake", "erase.why_mistake"},
    [ERASE_SCHEDULE] = {"schedule", "erase.why_schedule"},
};
DEFINE_CODES(erase_why)
/* clang-format on */
