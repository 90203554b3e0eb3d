/* hub_lead.h -- another agency takes the lead of a matter before the Hub.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HUB_LEAD_H
#define APP_HUB_LEAD_H

#include "app/hub_app.h"

struct hub_lead_in {
    struct hub_ref of;
    struct id id;
    const char *lead, *why;
};
/* Behind the third filter; who led until then, and why no longer, is kept. */
struct err hub_lead_change(struct session *s, const void *in, void **out);

#endif
