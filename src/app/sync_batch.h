/* sync_batch.h -- the ops of one request with all that they refer to, loaded by a few
 * questions: within app only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SYNC_BATCH_H
#define APP_SYNC_BATCH_H

#include "app/sync_app.h"
#include "store/queries_common.h"
#include "store/queries_enforcement.h"
#include "wire/sync.h"

/* An op with who sent it and when: of this request, or parked by an earlier one. */
struct taken {
    const struct sync_op *op;
    struct user_id author;
    struct device_id device;
    int64_t received_at;
    int64_t offset_ms; /* the server's clock less the phone's */
};

/* An inspection as the ops so far left it. */
struct visit {
    struct inspection_id id;
    struct property_id property;
    struct user_id inspector;
    const char *unit;
    enum inspection_state state;
    int64_t started_at;
};

struct known {
    struct op_id id;
    struct sha256 sha;
    enum sync_status status;
    const char *msg;
};

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
    struct idlist properties; /* that exist */
    struct idlist mended;     /* ops that never act */
    struct idlist satisfied;  /* ops and nouns that others may have waited for */
};

/* What becomes of one op. */
struct verdict {
    enum sync_status status;
    const char *msg;
    struct id waits_for; /* of SYNC_PARKED; unset: for a person */
};
#define APPLIED ((struct verdict){SYNC_APPLIED, NULL, {{0}}})
#define REFUSED(m) ((struct verdict){SYNC_REFUSED, (m), {{0}}})
#define PARKED(m, id) ((struct verdict){SYNC_PARKED, (m), (id)})

void idlist_add(struct arena *a, struct idlist *l, struct id id);
bool idlist_has(const struct idlist *l, struct id id);

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
/* Ops and nouns an op may name in `after`. */
bool batch_satisfied(const struct batch *b, struct op_id id);

/* The value of an id field; op_check has seen to it that it is one. */
struct id op_id_field(const struct sync_op *op, const char *name);
/* An op's instant by the server's clock: as the phone had it while its clock was right
 * to five minutes, else corrected; never later than its arrival. */
int64_t taken_at(const struct taken *t);
bool taken_doubt(const struct taken *t);

/* Does what an op of a known kind asks, or says why not (inspection_app.c).  Of an error
 * the whole job fails. */
MUST_CHECK struct err inspection_take(struct batch *b, const struct taken *t,
                                      struct verdict *out);

MUST_CHECK struct err ledger_add(struct db *db, const struct taken *t,
                                 const struct verdict *v);
/* The answer to an op that is here already: its first one, or a refusal of the other. */
struct sync_result repeated(const struct known *k, const struct sync_op *op);
/* "user:UUID"; subject "NOUN:UUID". */
void audit_op(struct db *db, struct arena *a, const struct taken *t, const char *act,
              const char *subject);
const char *subject_of(struct arena *a, const char *noun, struct id id);

#endif
