/* erase_settle.h -- what was decided is brought to its end, and what the ledger says is
 * done again: at every start, every minute while the city is served, and on what a
 * backup brought back.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ERASE_SETTLE_H
#define APP_ERASE_SETTLE_H

#include "app/erase_ledger.h"
#include "app/session.h"

struct erase_work {
    struct store *care;
    struct erased_ledger ledger; /* without a path: the store alone */
    const char *actor;
    int64_t now;
};

/* Quick when nothing is to be done: a count and the length of the file.  *destroyed, when
 * it is not NULL, gets how many keys are gone.  A key is destroyed behind its line of the
 * ledger, never before it.  ERR_BROKEN "erase.ledger" when the file refuses; *line as in
 * erased_read. */
MUST_CHECK struct err erase_settle(const struct erase_work *w, size_t *destroyed,
                                   int64_t *line);
/* The same for what other ledgers say of this city: all of it is done to this store. */
MUST_CHECK struct err erase_replay(const struct erase_work *w, const struct erasures *all,
                                   size_t *destroyed);

/* A round (rounds.h); its look does all of it. */
MUST_CHECK struct err erase_round(struct session *s, const void *in, void **out);

#endif
