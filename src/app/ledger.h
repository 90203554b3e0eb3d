/* ledger.h -- an op with its sender, what becomes of it, and the row that says so: the
 * same for every store that phones write to.  Within app only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_LEDGER_H
#define APP_LEDGER_H

#include "app/sync_app.h"
#include "store/queries_common.h"

/* An op with who sent it and when: of this request, or parked by an earlier one. */
struct taken {
    const struct sync_op *op;
    struct user_id author;
    struct device_id device;
    int64_t received_at;
    int64_t offset_ms;       /* the server's clock less the phone's */
    struct user_id typed_by; /* who typed it in for the author; unset: the author did */
};

/* An op the ledger has. */
struct known {
    struct op_id id;
    struct sha256 sha;
    enum sync_status status;
    const char *msg;
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

/* The value of an id field; op_check has seen to it that it is one. */
struct id op_id_field(const struct sync_op *op, const char *name);
/* An op's instant by the server's clock: as the phone had it while its clock was right
 * to five minutes, else corrected; never later than its arrival. */
int64_t taken_at(const struct taken *t);
bool taken_doubt(const struct taken *t);

MUST_CHECK struct err ledger_add(struct db *db, const struct taken *t,
                                 const struct verdict *v);
/* The answer to an op that is here already: its first one, or a refusal of the other. */
struct sync_result repeated(const struct known *k, const struct sync_op *op);
/* "user:UUID" or "nobody"; subject "NOUN:UUID". */
void audit_op(struct db *db, struct arena *a, const struct taken *t, const char *act,
              const char *subject);
const char *subject_of(struct arena *a, const char *noun, struct id id);

#endif
