/* block_app.h -- a resident may close their case to a colleague: "not this person".  From
 * then on it is not there for that colleague, on any page, list or count.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_BLOCK_APP_H
#define APP_BLOCK_APP_H

#include "app/casework.h"
#include "store/block_store.h"
#include "store/staff_store.h"

/* Colleagues whom a case could be closed to: whose role opens cases. */
MUST_CHECK struct err block_colleagues(struct session *s, struct staff *out);

struct block_in {
    struct casefile_id casefile;
    struct id id; /* minted in the form, so that twice is once */
    struct user_id person;
    const char *reason; /* NULL: none given */
};
/* When it was theirs, whoever closes it takes it on. */
struct err block_set(struct session *s, const void *in, void **out);
/* in block_in: .casefile and .id */
struct err block_end(struct session *s, const void *in, void **out);

/* Those that stand, and why, for whoever answers for them. */
struct block_page {
    struct blocks blocks;
    struct staff staff;
    bool may_open; /* the cases themselves */
};
/* in NULL, out block_page; an AUDITED read */
struct err block_page(struct session *s, const void *in, void **out);

#endif
