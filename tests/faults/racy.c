/* racy.c -- a planted fault: threads count their memory together without a lock.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/base.h"

#include <stdlib.h>

static volatile size_t taken;

void *memory_new(size_t size)
{
    taken += size;
    return calloc(1, size);
}

void *memory_grow(void *p, size_t size)
{
    taken += size;
    return realloc(p, size);
}
