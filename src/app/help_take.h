/* help_take.h -- help asked for on a form, at a desk or by the resident: the rules of
 * domain/op.c and the birth of a phone's request.  Within app only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HELP_TAKE_H
#define APP_HELP_TAKE_H

#include "app/session.h"
#include "domain/codes.h"
#include "domain/op.h"

struct help_given {
    enum op_kind kind;  /* OP_HELP_REQUEST, OP_HELP_ALERT, OP_HELP_NO */
    struct fields data; /* as of an op of that kind */
    enum source source;
    struct bytes code_sha; /* of the code that withdraws; unset: that of the card */
};
/* ERR_INVALID with what op_check finds.  A case of this id is there already: nothing. */
MUST_CHECK struct err help_take(struct session *s, struct db *db,
                                const struct help_given *given);

#endif
