/* sync_batch.h -- the ops of one request with all that they refer to, loaded by a few
 * questions: within app only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SYNC_BATCH_H
#define APP_SYNC_BATCH_H

#include "app/ledger.h"
#include "store/queries_enforcement.h"

/* An inspection as the ops so far left it. */
struct visit {
    struct inspection_id id;
    struct property_id property;
    struct user_id inspector;
    const char *unit;
    enum inspection_state state;
    int64_t started_at;
};

/* A visit that ops wrote to: its inspector's phones hear of it, and when something was
 * found, those of everybody with a visit at the house. */
struct told {
    struct id visit, person, property;
    bool house;
};

/* Visits older than this are no longer on a phone: "ask for help" stays seven days. */
#define VISIT_DAYS_BACK 8

/* A list that grows in the arena, of 16-byte identifiers. */
struct idlist {
    struct id *of;
    size_t len, cap;
};

struct batch {
    struct session *s;
    struct db *db;
    struct known *known;
    size_t known_len, known_cap;
    struct visit *visits;
    size_t visits_len, visits_cap;
    struct q_visit_finding_by_ids_out *findings;
    size_t findings_len, findings_cap;
    struct told *told;
    size_t told_len, told_cap;
    struct idlist properties; /* that exist */
    struct idlist mended;     /* ops that never act */
    struct idlist again;      /* properties whose re-inspections may change */
    struct idlist satisfied;  /* ops and nouns that others may have waited for */
};

void idlist_add(struct arena *a, struct idlist *l, struct id id);
bool idlist_has(const struct idlist *l, struct id id);
struct bytes idlist_bytes(const struct idlist *l);

/* Room for one more of an array that grows in the arena. */
void *batch_grow(struct arena *a, void *of, size_t size, size_t len, size_t *cap);
#define GROW(a, list, len, cap) \
    ((list) = batch_grow((a), (list), sizeof *(list), (len), &(cap)))

/* Loads what these ops refer to and is not there yet. */
MUST_CHECK struct err batch_load(struct batch *b, const struct sync_op *ops, size_t len);
/* The ledger's rows of these ops, in the store of b->db. */
MUST_CHECK struct err batch_load_known(struct batch *b, const struct idlist *ids);
/* NULL when there is none. */
const struct known *batch_known(const struct batch *b, struct op_id id);
void batch_know(struct batch *b, const struct sync_op *op, const struct verdict *v);
struct visit *batch_visit(struct batch *b, struct id id);
struct visit *batch_visit_add(struct batch *b);
const struct q_visit_finding_by_ids_out *batch_finding(const struct batch *b,
                                                       struct id id);
void batch_finding_add(struct batch *b, struct q_visit_finding_by_ids_out finding);
void batch_finding_drop(struct batch *b, struct id id);
/* Ops and nouns an op may name in `after`. */
bool batch_satisfied(const struct batch *b, struct op_id id);

/* An op wrote to the visit; `house`: what it said concerns all who inspect there. */
void batch_tell(struct batch *b, const struct visit *v, bool house);
/* The change rows of all that was told, at the end: one a visit, not one an op. */
MUST_CHECK struct err batch_tell_all(struct batch *b);

/* Plans, moves or withdraws the re-inspections of these properties by what is known of
 * them now (again_app.c). */
MUST_CHECK struct err again_plan(struct session *s, struct db *db,
                                 const struct idlist *properties);

/* Does what an op of a known kind asks, or says why not (inspection_app.c).  Of an error
 * the whole job fails. */
MUST_CHECK struct err inspection_take(struct batch *b, const struct taken *t,
                                      struct verdict *out);

/* A care op typed in from paper, faultless and new (request_app.c). */
MUST_CHECK struct err help_typed(struct session *s, const struct taken *t);

/* A door that stayed closed (no_entry_app.c). */
MUST_CHECK struct err no_entry_take(struct batch *b, const struct taken *t,
                                    struct verdict *out);

#endif
