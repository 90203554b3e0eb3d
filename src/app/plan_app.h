/* plan_app.h -- a visit is planned: a door on somebody's list of a day.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_PLAN_APP_H
#define APP_PLAN_APP_H

#include "app/session.h"

struct plan_in {
    struct inspection_id inspection; /* minted by the asker, so that twice is once */
    struct property_id property;
    const char *unit; /* "" for the whole building */
    const char *kind; /* a word of inspection_kind_codes */
    struct user_id inspector;
    struct day day;
    const char *time; /* "09:30", or NULL */
};
/* in plan_in; a change of the enforcement store */
MUST_CHECK struct err inspection_plan(struct session *s, const void *in, void **out);

#endif
