/* arena.h -- memory with the lifetime of one request, freed all at once.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include "core/base.h"

struct arena {
    struct arena_chunk *head;
    size_t used, cap;
};

/* Zeroed memory, aligned for any type.  Never NULL: memory_new(). */
void *arena_alloc(struct arena *a, size_t size);
/* A copy of len bytes with a NUL behind them. */
char *arena_copy(struct arena *a, const char *s, size_t len);
void arena_free(struct arena *a);

#define arena_new(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define arena_array(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (n)))

#endif
