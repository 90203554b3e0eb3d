/* hub_line.h -- what the page of a case says of the Hub: the way there, and that agencies
 * must still be told to stop.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HUB_LINE_H
#define APP_HUB_LINE_H

#include "app/casework.h"

struct hub_line {
    bool on, must_tell;
};
MUST_CHECK struct err hub_line_load(struct session *s, struct casework *w,
                                    struct hub_line *out);

#endif
