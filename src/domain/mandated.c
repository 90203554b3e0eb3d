/* mandated.c -- see mandated.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/mandated.h"

/* clang-format off */
static const struct code mandated_lane_list[MANDATED_LANES] = {
    [LANE_CHILD]    = {"child", "mandated.child"},
    [LANE_ELDER]    = {"elder", "mandated.elder"},
    [LANE_DISABLED] = {"disabled", "mandated.disabled"},
};
static const char *const hotlines[MANDATED_LANES] = {
    [LANE_CHILD]    = "1-800-792-5200",
    [LANE_ELDER]    = "1-800-922-2275",
    [LANE_DISABLED] = "1-800-426-9009",
};
/* clang-format on */
const struct codes mandated_lane_codes = {"mandated_lane", mandated_lane_list,
                                          COUNT(mandated_lane_list)};

const char *mandated_hotline(enum mandated_lane lane)
{
    require(lane < MANDATED_LANES);
    return hotlines[lane];
}
