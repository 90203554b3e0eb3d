/* callback_store.h -- consents that were drawn to be called back, and counts of how
 * sharing stopped.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CALLBACK_STORE_H
#define STORE_CALLBACK_STORE_H

#include "domain/callback.h"
#include "domain/withdraw.h"
#include "store/casefile_store.h"

struct callback {
    struct consent_id consent;
    struct casefile_id casefile;
    struct user_id taken_by, called_by;
    int64_t drawn_at, tries, tried_at, ended_at, rev;
    enum callback_state state;
    const char *knows_whom,
        *knows_stop;  /* words of callback_answer_codes; NULL: unasked */
    const char *name; /* the resident's, of a list */
};
struct callbacks {
    struct callback *of;
    size_t len;
};
/* Drawn twice is once. */
MUST_CHECK struct err callback_add(struct db *db, const struct callback *c);
/* What waits, and what ended badly since then, for this viewer. */
struct callback_query {
    struct user_id viewer;
    int64_t since;
    struct day today;
};
MUST_CHECK struct err callback_list(struct db *db, const struct keys *keys,
                                    const struct callback_query *q, struct arena *a,
                                    struct callbacks *out);
MUST_CHECK struct err callback_load(struct db *db, struct consent_id id, struct arena *a,
                                    struct callback *out);
/* c->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err callback_save(struct db *db, const struct callback *c);
/* Its consent ended: nobody calls any more. */
MUST_CHECK struct err callback_over(struct db *db, struct consent_id id, int64_t at);

struct callback_counts {
    int64_t of[CALLBACK_STATES], unsure_whom, unsure_stop;
};
MUST_CHECK struct err callback_count(struct db *db, struct arena *a,
                                     struct callback_counts *out);
/* How often sharing was stopped from then until before then. */
struct stop_span {
    int64_t since, until;
};
MUST_CHECK struct err stop_ways(struct db *db, const struct stop_span *span,
                                struct arena *a, int64_t out[STOP_WAYS]);

#endif
