/* careless.c -- a planted fault: memory that is taken without a look at whether it came.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/base.h"

#include <stdlib.h>

void *memory_new(size_t size)
{
    return calloc(1, size);
}

void *memory_grow(void *p, size_t size)
{
    return realloc(p, size);
}
