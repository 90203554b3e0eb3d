/* count_app.h -- all that an agency which may tell of nobody gives back: how many people,
 * in a month.  SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_COUNT_APP_H
#define APP_COUNT_APP_H

#include "app/session.h"
#include "store/connect_store.h"

struct count_in {
    struct service_id service; /* any of the organization's */
    const char *month;         /* "2026-11" */
    int64_t people;            /* -1: none was typed */
};
/* A later number of the same month takes the place of the earlier. */
struct err count_take(struct session *s, const void *in, void **out);

#endif
