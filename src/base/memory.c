/* memory.c -- memory for everything that cannot go on without it (core/base.h).
 * SPDX-License-Identifier: Apache-2.0 */
#include "core/base.h"

#include <stdlib.h>
#include <time.h>

enum { TRIES = 50, PAUSE_MS = 20 };

/* Other requests end and give back what they had.  If none does, the process ends:
 * nothing was acknowledged that is not on the disk, and whoever waits asks again. */
static void wait_for_some(int tried)
{
    const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000L};

    if (tried == TRIES)
        halt(HALT_SYSTEM, "out of memory");
    nanosleep(&pause, NULL);
}

void *memory_new(size_t size)
{
    void *p;

    for (int tried = 0; (p = calloc(1, size)) == NULL; tried++)
        wait_for_some(tried);
    return p;
}

void *memory_grow(void *p, size_t size)
{
    void *larger;

    for (int tried = 0; (larger = realloc(p, size)) == NULL; tried++)
        wait_for_some(tried);
    return larger;
}
