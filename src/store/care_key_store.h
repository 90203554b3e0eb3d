/* care_key_store.h -- which care key seals, as the store says it, and sealing again what
 * an older one sealed.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CARE_KEY_STORE_H
#define STORE_CARE_KEY_STORE_H

#include "base/key_ring.h"
#include "store/db.h"

/* Before anything is sealed under the care key or the house's: ERR_BUSY
 * ("errors.keys_behind") when the store says that another one seals, and DIR/keys of this
 * server does not have it, and ERR_BUSY ("errors.care_closed") before it was entered.  So
 * nothing is ever sealed with a key that was retired. */
MUST_CHECK struct err care_key_agree(struct db *db, const struct keys *keys,
                                     struct arena *a);

/* From this transaction on the newest of `keys` seals.  Nothing when it does already, or
 * when the store's own is not among them. */
MUST_CHECK struct err care_key_begin(struct db *db, const struct keys *keys, int64_t at,
                                     struct arena *a);
/* Whether that would do something. */
MUST_CHECK struct err care_key_is_begun(struct db *db, const struct keys *keys,
                                        struct arena *a, bool *out);

/* A city that has its first class.key now: what was sealed until now is under the care
 * key alone.  Before care_key_begin. */
MUST_CHECK struct err care_key_without_class(struct db *db, const struct keys *keys,
                                             struct arena *a);
/* Whether one before it is not retired yet. */
MUST_CHECK struct err care_key_is_behind(struct db *db, struct arena *a, bool *out);

/* The file of a key that was never retired and is not among ours: part of what the store
 * holds cannot be read without it.  NULL: none. */
MUST_CHECK struct err care_key_missing(struct db *db, const struct keys *keys,
                                       struct arena *a, const char **out);

/* Since when the newest seals; 0 when it always did. */
MUST_CHECK struct err care_key_since(struct db *db, struct arena *a, int64_t *out);

/* What is not under the newest yet. */
struct rekey_left {
    int64_t residents, cells;
};
MUST_CHECK struct err rekey_left(struct db *db, const struct keys *keys, struct arena *a,
                                 struct rekey_left *out);

/* class.key is lost for ever: what only it opens is taken away, and the store waits for a
 * new one as a city from before it does. */
struct class_sealed {
    int64_t needs, addresses, reports;
};
MUST_CHECK struct err class_sealed_count(struct db *db, struct arena *a,
                                         struct class_sealed *out);
MUST_CHECK struct err class_key_give_up(struct db *db, const struct keys *keys,
                                        int64_t at, struct arena *a);

/* Where a walk over all of it stands; zeroed at its start. */
struct rekey_walk {
    int table; /* past the last: it is over */
    struct id after;
    int64_t done, unreadable;
};
/* Seals some of it again, at most 100 rows of one table, and moves the walk on. */
MUST_CHECK struct err rekey_some(struct db *db, const struct keys *keys, struct arena *a,
                                 struct rekey_walk *walk);
bool rekey_is_over(const struct rekey_walk *walk);

/* ERR_CONFLICT ("errors.keys_used") when something is under an older one yet. */
MUST_CHECK struct err care_key_retire(struct db *db, const struct keys *keys, int64_t at,
                                      struct arena *a);

#endif
