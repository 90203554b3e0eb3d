/* mail_state.h -- whether letters leave: what Status, /metrics and Today say of it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_MAIL_STATE_H
#define APP_MAIL_STATE_H

#include "app/session.h"
#include "store/outbox_store.h"

struct mail_state {
    int64_t waiting, oldest, held, last; /* last: when a letter left; 0: none did */
    const char *fault;
    bool stalled; /* a letter is late, and no brake holds it */
};
/* Of all stores that write letters. */
MUST_CHECK struct err mail_state(struct session *s, struct mail_state *out);
/* Of one store: mail that waits longer than a moment is somebody's business. */
bool mail_is_late(const struct outbox_waiting *mail, int64_t now);

/* For /metrics; out bool: stalled. */
MUST_CHECK struct err mail_stalled(struct session *s, const void *in, void **out);

#endif
