/* carry_views.h -- the shell of the copy of Today; the same for every person.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CARRY_VIEWS_H
#define WEB_CARRY_VIEWS_H

#include "http/out.h"

struct view_carry_shell {
    const char *lang;
    struct url icon, styles, script; /* under /a/HASH/ */
    int64_t old_hours, days, tries, away_ms, shift_ms, clock_ms;
    bool practice;
};

#endif
