/* rekey_app.h -- the care key is rotated while the city is served: the store learns which
 * key seals, and what an older one sealed is sealed again, in small jobs.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_REKEY_APP_H
#define APP_REKEY_APP_H

#include "app/session.h"
#include "store/care_key_store.h"

struct rekey_work {
    struct store *care;
    const char *city;
    const struct keys *keys;
    const char *actor; /* "system", or the command's */
    int64_t now;
    int64_t jobs_max; /* of one call; 0: until it is over */
};

/* Tells the store of the newest key of DIR/keys, when it does not know it, and seals
 * again.  May be called at any time, twice at once, and again after being killed.
 * `unreadable`: rows that no key of DIR/keys opens; they stay as they are. */
MUST_CHECK struct err rekey_run(const struct rekey_work *w, int64_t *done,
                                int64_t *unreadable);
MUST_CHECK struct err rekey_look(const struct rekey_work *w, struct rekey_left *out,
                                 int64_t *since);
/* For a city that got its first class.key (base/key_ring.h): the store learns it, and the
 * rounds seal again. */
MUST_CHECK struct err rekey_first_class(const struct rekey_work *w);
/* How many phones seal to an older box yet. */
MUST_CHECK struct err rekey_phones(struct store *registry, const struct rekey_work *w,
                                   int64_t *out);
/* The older keys are of no more use: ERR_CONFLICT when one is. */
MUST_CHECK struct err rekey_retire(const struct rekey_work *w);

/* Every minute, while older keys lie beside (rounds.h). */
MUST_CHECK struct err rekey_round(struct session *s, const void *in, void **out);

#endif
