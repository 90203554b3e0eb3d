/* audit.h -- the numbers and hashes of audit and change rows.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "base/crypto.h"
#include "store/store.h"

struct audit_check {
    int64_t rows;     /* looked at, and sound up to `broken` */
    int64_t broken;   /* the number of the first row that does not fit; 0: none */
    const char *what; /* "altered", "missing", "head", "anchor", "cut" */
};

/* Walks a city's chain from the first row to its head.  What it finds is in *out; an
 * error means that it could not look. */
MUST_CHECK struct err audit_verify(struct store *store, const char *city,
                                   struct audit_check *out);

/* A head as it was once, kept where whoever can write the store cannot. */
struct audit_anchor {
    int64_t no;
    struct sha256 sha;
};
/* no 0: nothing is in the chain yet. */
MUST_CHECK struct err audit_head(struct store *store, const char *city,
                                 struct audit_anchor *out);
/* The same walk past anchors, ascending: a chain that was made anew, or cut off together
 * with its head, is sound in itself.  what: "anchor", or "cut". */
MUST_CHECK struct err audit_verify_anchored(struct store *store, const char *city,
                                            const struct audit_anchor *anchors,
                                            size_t len, struct audit_check *out);

/* The executor's: numbers what the kept jobs of a batch left, in the order given,
 * chained to the heads read here, under the batch's lock. */
struct driver;
struct conn;
MUST_CHECK struct err audit_number(const struct driver *driver, struct conn *conn,
                                   struct job *const *kept, size_t len);

#endif
