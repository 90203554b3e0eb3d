/* fault.h -- everything that is wrong with one form or op, at once.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_FAULT_H
#define CORE_FAULT_H

#include "core/base.h"

#define FAULTS_MAX 32

struct fault {
    const char *field; /* the control's name, which is also its anchor; "" = the whole */
    const char *msg;   /* a message id; lives as long as the program */
};

struct faults {
    struct fault of[FAULTS_MAX];
    size_t len;
};

/* One fault a field is enough; what does not fit is dropped, never the first ones. */
void fault_add(struct faults *f, const char *field, const char *msg);
/* The message id, or NULL when the field has none. */
const char *fault_of(const struct faults *f, const char *field);

#endif
