/* home.c -- see home.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/home.h"

#include "core/str.h"

/* clang-format off */
static const struct code home_event_list[HOME_EVENT_KINDS] = {
    [HOME_CONDEMNED] = {"condemned", "home.condemned"},
    [HOME_ORDER]     = {"order", "home.order"},
    [HOME_MISSED]    = {"missed", "home.missed"},
    [HOME_AGAIN]     = {"again", "home.again"},
    [HOME_CORRECTED] = {"corrected", "home.corrected"},
};
/* clang-format on */
const struct codes home_event_codes = {"home_event", home_event_list,
                                       COUNT(home_event_list)};

bool home_concerns(const struct home_watch *w, enum home_event_kind kind,
                   const char *unit, struct day day)
{
    bool here = unit[0] == '\0' || w->unit[0] == '\0' || str_same(unit, w->unit);

    return here && (kind == HOME_AGAIN || day.n > w->since.n);
}
