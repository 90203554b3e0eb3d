/* arena.c -- see arena.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_MIN (16u * 1024)

struct arena_chunk {
    struct arena_chunk *next;
    alignas(max_align_t) unsigned char bytes[];
};

void *arena_alloc(struct arena *a, size_t size)
{
    const size_t mask = alignof(max_align_t) - 1;

    require(size < SIZE_MAX / 2);
    size = (size + (size == 0) + mask) & ~mask; /* nothing, too, has an address */
    if (a->cap - a->used < size) {
        size_t cap = size > CHUNK_MIN ? size : CHUNK_MIN;
        struct arena_chunk *c = memory_new(sizeof *c + cap);

        c->next = a->head;
        *a = (struct arena){.head = c, .cap = cap};
    }

    void *p = a->head->bytes + a->used;
    a->used += size;
    return p;
}

char *arena_copy(struct arena *a, const char *s, size_t len)
{
    char *p = arena_alloc(a, len + 1);

    if (len > 0) /* an empty cell of a store has no bytes to point at */
        memcpy(p, s, len);
    return p;
}

void arena_free(struct arena *a)
{
    for (struct arena_chunk *c = a->head, *next; c != NULL; c = next) {
        next = c->next;
        free(c);
    }
    *a = (struct arena){0};
}
