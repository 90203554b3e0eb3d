/* fault.c -- see fault.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/fault.h"

static bool same(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

const char *fault_of(const struct faults *f, const char *field)
{
    for (size_t i = 0; i < f->len; i++)
        if (same(f->of[i].field, field))
            return f->of[i].msg;
    return NULL;
}

void fault_add(struct faults *f, const char *field, const char *msg)
{
    if (f->len < FAULTS_MAX && fault_of(f, field) == NULL)
        f->of[f->len++] = (struct fault){field, msg};
}
