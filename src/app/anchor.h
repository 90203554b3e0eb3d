/* anchor.h -- the heads of the audit chains, signed, in a file that whoever can write the
 * stores should not be able to write: a share that only takes more, or one that a second
 * machine fetches.  A chain that was made anew no longer meets its anchors.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ANCHOR_H
#define APP_ANCHOR_H

#include "app/session.h"
#include "base/keys.h"
#include "store/audit.h"

#define ANCHOR_MINUTES 5

/* A round: every ANCHOR_MINUTES, where a chain has grown.  Its look does all of it, for
 * nothing of a store changes. */
MUST_CHECK struct err anchor_due(struct session *s, const void *in, void **out);
MUST_CHECK struct err anchor_nothing(struct session *s, const void *in, void **out);

/* One line, with its end: "doorstep-head 1 CITY STORE NO SHA AT SIGNATURE". */
struct anchor_line {
    const char *city;
    enum store_name store;
    struct audit_anchor head;
    int64_t at;
};
MUST_CHECK struct err anchor_write(struct arena *a, const struct p256 *key,
                                   const struct anchor_line *line, const char **out);

/* What a file says of one city's stores. */
struct anchors {
    struct audit_anchor *of[STORES];
    size_t len[STORES];
    int64_t wrong; /* the first line that is none of ours, or not signed so; 0: none */
};
struct anchors anchors_read(struct arena *a, const struct p256 *key, const char *city,
                            const char *text);

#endif
