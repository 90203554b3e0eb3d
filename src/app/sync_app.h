/* sync_app.h -- what a phone's request does: enforcement ops in one job, envelopes in
 * another (one operation writes one store), then receipt and download (docs/sync.md).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SYNC_APP_H
#define APP_SYNC_APP_H

#include "app/session.h"
#include "wire/sync.h"

/* One result an op, in the request's order; both jobs write into the same list. */
struct sync_done {
    struct sync_result *results;
    size_t len;
};

/* Is any of its ops an envelope, or any none? */
bool sync_any(const struct sync_request *rq, bool sealed);

/* Jobs on the enforcement and on the care store; either may run more than once, and
 * does nothing when the request holds nothing for its store. */
MUST_CHECK struct err sync_enforcement(struct session *s, const struct sync_request *rq,
                                       struct sync_done *out);
MUST_CHECK struct err sync_care(struct session *s, const struct sync_request *rq,
                                struct sync_done *out);

/* After both are durable: the signed receipt, and for a signed-in person the changes
 * since the cursor. */
MUST_CHECK struct err sync_answer(struct session *s, const struct sync_request *rq,
                                  const struct sync_done *done, struct sync_answer *out);

#endif
