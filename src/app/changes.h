/* changes.h -- a phone's download under construction: within app only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_CHANGES_H
#define APP_CHANGES_H

#include "app/session.h"
#include "base/crypto.h"
#include "wire/sync.h"

/* Where a phone stands: opaque to it.  An unknown epoch means a full download.  Nothing
 * of care is in it but what its person's own requests hash to: a number of care's would
 * count what others asked for. */
struct cursor {
    struct id epoch; /* of the enforcement store */
    int64_t no;
    int64_t looked_at; /* when the reference data was last compared */
    struct sha256 reference, requests;
};

const char *cursor_write(struct arena *a, const struct cursor *c);
/* False for what is none of ours. */
bool cursor_read(struct arena *a, const char *text, struct cursor *out);

#define CHANGES_MAX 3000

struct changes {
    struct session *s;
    struct sync_change *list; /* at most CHANGES_MAX */
    size_t len, cap;
    bool more;
};
void changes_add(struct changes *c, const char *kind, const char *id, const char *data);
const char *id_text(struct arena *a, struct id id);

/* The reference data, and what it hashes to; adds nothing when that is what the phone
 * has (reference_app.c).  NULL: the phone has none. */
MUST_CHECK struct err reference_add(struct changes *c, const struct sha256 *has,
                                    struct sha256 *out);
/* Visits, findings and houses since `no`; all of them when `whole` (visits_app.c). */
MUST_CHECK struct err visits_add(struct changes *c, bool whole, int64_t *no);
/* The coarse state of own requests, and what it hashes to; adds nothing when that is what
 * the phone has.  NULL: the phone has none. */
MUST_CHECK struct err requests_add(struct changes *c, const struct sha256 *has,
                                   struct sha256 *out);

#endif
