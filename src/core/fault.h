/* fault.h -- what is wrong with one field of a form or an op; all of them at once.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_FAULT_H
#define CORE_FAULT_H

#include "core/base.h"

#define FAULTS_MAX 32

struct fault {
    const char *field; /* the control's name, which is also its anchor */
    const char *msg;   /* a message id */
};

struct faults {
    struct fault list[FAULTS_MAX];
    size_t len;
};

/* The first fault of a field stands; beyond FAULTS_MAX nothing is added. */
void faults_add(struct faults *f, const char *field, const char *msg);
/* NULL, or the message id of the field's fault. */
const char *faults_of(const struct faults *f, const char *field);

#endif
