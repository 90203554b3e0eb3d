/* fault.c -- see fault.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/fault.h"

#include <string.h>

const char *faults_of(const struct faults *f, const char *field)
{
    for (size_t i = 0; i < f->len; i++)
        if (strcmp(f->list[i].field, field) == 0)
            return f->list[i].msg;
    return NULL;
}

void faults_add(struct faults *f, const char *field, const char *msg)
{
    if (f->len < FAULTS_MAX && faults_of(f, field) == NULL)
        f->list[f->len++] = (struct fault){field, msg};
}
