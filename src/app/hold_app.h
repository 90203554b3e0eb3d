/* hold_app.h -- a legal hold: the privacy officer says that nothing of a case may be
 * destroyed, and why; erasing and every schedule stop before it.  All but the first have
 * the shape of a route's act.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HOLD_APP_H
#define APP_HOLD_APP_H

#include "app/casework.h"
#include "store/erase_store.h"
#include "store/hold_store.h"

/* Does one stand on any of these? */
MUST_CHECK struct err hold_on_any(struct db *db, const struct casefile_ids *all,
                                  struct arena *a, bool *out);

struct hold_in {
    struct casefile_id casefile;
    struct id id; /* minted in the form, so that twice is once */
    const char *reason;
};
struct err hold_set(struct session *s, const void *in, void **out);
struct err hold_end(struct session *s, const void *in, void **out);

#endif
