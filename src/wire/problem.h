/* problem.h -- what went wrong, as RFC 9457 has it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_PROBLEM_H
#define WIRE_PROBLEM_H

#include "base/json.h"
#include "core/fault.h"

struct problem {
    int status;
    const char *msg;             /* a message id, "op.not_yours" */
    const struct faults *faults; /* may be NULL */
};

/* {type, title, status, errors: [{field, code, msg}]}: `type` and `code` are for
 * programs, `title` and `msg` are sentences in the reader's language. */
void problem_put(struct json_out *o, const char *name, const char *lang,
                 const struct problem *p);

#endif
