/* rounds.h -- what the server does by itself, every minute: each round first looks
 * through readers, so that an idle city writes nothing, and then changes in a job.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ROUNDS_H
#define APP_ROUNDS_H

#include "app/session.h"
#include "base/ticker.h"

struct rounds_config {
    struct stores *stores;
    const char *city, *city_name, *public_url;
    const struct zone *zone;
    const struct keys *keys;
    struct nightly record;
    const char *anchor;    /* the file of signed heads; NULL: none */
    const char *ledger;    /* of who was erased; NULL: none */
    struct helper *papers; /* makes PDFs; NULL: nobody does */
    bool practice;         /* a practice city */
    const char *lang;      /* of what goes to no account; NULL: English */
};

struct round_kind {
    const char *name;
    enum store_name store; /* that it writes */
    /* Out begins with a bool, and act's `in` is what it found. */
    struct err (*due)(struct session *s, const void *in, void **out);
    struct err (*act)(struct session *s, const void *in, void **out);
};
extern const struct round_kind round_kinds[];
extern const size_t round_kinds_len;
const struct round_kind *round_named(const char *name); /* NULL: none is */

/* One round at an instant; for the thread and for tests. */
MUST_CHECK struct err round_run(const struct rounds_config *c, const struct round_kind *k,
                                int64_t now);

/* A thread of its own; config is borrowed until rounds_stop. */
struct rounds {
    const struct rounds_config *config;
    struct ticker ticker;
};
MUST_CHECK struct err rounds_start(struct rounds *r, const struct rounds_config *config);
/* Nothing when it never started. */
void rounds_stop(struct rounds *r);

#endif
