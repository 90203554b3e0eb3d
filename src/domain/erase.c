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

static const struct code find_why_list[FIND_WHYS] = {
    [FIND_WHO_SAW] = {"who-saw", "erase.find_who_saw"},
    [FIND_READ]    = {"read", "erase.find_read"},
    [FIND_CORRECT] = {"correct", "erase.find_correct"},
    [FIND_ERASE]   = {"erase", "erase.find_erase"},
    [FIND_BLOCK]   = {"block", "erase.find_block"},
    [FIND_OTHER]   = {"other", "erase.find_other"},
};
DEFINE_CODES(find_why)
/* clang-format on */
