/* glass.c -- see glass.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/glass.h"

#include "domain/define_codes.h"

/* clang-format off */
static const struct code glass_cause_list[GLASS_CAUSES] = {
    [GLASS_DANGER]   = {"danger", "rights.glass_danger"},
    [GLASS_RESIDENT] = {"resident", "rights.glass_resident"},
    [GLASS_COVER]    = {"cover", "rights.glass_cover"},
    [GLASS_OTHER]    = {"other", "rights.glass_other"},
};
DEFINE_CODES(glass_cause)

static const struct code glass_verdict_list[GLASS_VERDICTS] = {
    [GLASS_RIGHT] = {"right", "rights.glass_right"},
    [GLASS_WRONG] = {"wrong", "rights.glass_wrong"},
};
DEFINE_CODES(glass_verdict)
/* clang-format on */

bool glass_stands(int64_t at, int64_t until, int64_t now)
{
    return at <= now && now < until;
}

bool glass_reason_is_enough(const char *reason)
{
    int letters = 0;

    for (const char *p = reason; *p != '\0'; p++) /* of UTF-8 the first byte of each */
        letters += (unsigned char)*p > ' ' && ((unsigned char)*p & 0xC0) != 0x80;
    return letters >= GLASS_REASON_MIN;
}
