/* sync.h -- what phones say and hear at /api/v1/sync, as JSON and as structs
 * (docs/sync.md).  Pure: nothing here decides.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_SYNC_H
#define WIRE_SYNC_H

#include "base/crypto.h"
#include "base/json.h"
#include "core/ids.h"
#include "domain/op.h"

struct sync_op {
    struct op_id id;
    int64_t seq, at;  /* at: the phone's clock, ms UTC */
    const char *kind; /* "" of an envelope */
    struct fields data;
    struct bytes envelope; /* {NULL, 0} of an op in the clear */
    struct op_id mends;    /* unset: none */
    const struct op_id *after;
    size_t after_len;
    const char *body;     /* what identifies it beside its id; a parked op keeps it */
    struct sha256 sha;    /* of body */
    struct faults faults; /* of its form and of its data, by op_check */
};

struct sync_request {
    struct device_id device;
    int64_t now;         /* the phone's clock when it sent this */
    const char *cursor;  /* "" at the first time */
    struct sync_op *ops; /* in the order of seq */
    size_t ops_len;
};

/* Every fault of one op stays with that op; what is wrong with the request itself is
 * added to `faults` and fails the whole (ERR_INVALID, ERR_TOO_LARGE). */
MUST_CHECK struct err sync_read(struct arena *a, const char *body, size_t len,
                                struct faults *faults, struct sync_request *out);

/* The same for a kept body: a parked op on its second try. */
MUST_CHECK struct err sync_read_body(struct arena *a, const char *body,
                                     struct sync_op *out);

/* What an envelope held: its kind and data, with the faults op_check finds. */
MUST_CHECK struct err sync_read_opened(struct arena *a, struct bytes plain,
                                       struct sync_op *op);

enum sync_status { SYNC_REFUSED, SYNC_APPLIED, SYNC_PARKED };

struct sync_result {
    struct op_id id;
    enum sync_status status;
    bool replayed;
    bool later;      /* nothing was done with it, and the answer does not speak of it */
    const char *msg; /* why it was parked or refused, a message id; else NULL */
    const struct faults *faults; /* of a refusal; may be NULL */
};

struct sync_change {
    const char *kind, *id;
    const char *data; /* JSON; NULL for "removed" */
};

struct sync_answer {
    const struct sync_result *results;
    size_t results_len;
    const char *receipt; /* JSON of sync_receipt, or NULL when nothing became durable */
    const struct sync_change *changes;
    size_t changes_len;
    bool more;
    const char *cursor; /* NULL: the phone keeps its own */
};
const char *sync_write(struct arena *a, const char *lang,
                       const struct sync_answer *answer);

/* What a receipt signs: the ids that are durable now. */
const char *sync_receipt_payload(struct arena *a, const char *city,
                                 struct device_id device, int64_t at,
                                 const struct sync_answer *answer);
/* The same of a photograph, which is durable as a whole: {"city","device","photo","at"}.
 */
const char *photo_receipt_payload(struct arena *a, const char *city,
                                  struct device_id device, int64_t at, const char *sha);
/* {"payload", "signature"}, both base64url. */
const char *sync_receipt(struct arena *a, const char *payload,
                         const uint8_t signature[SIGNATURE_LEN]);

#endif
