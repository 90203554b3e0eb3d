/* fuzz.h -- what every target has: libFuzzer's one function, and an arena whose every
 * allocation is a block of its own (exact_arena.c).  A property that does not hold ends
 * the process by require().
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "core/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void free_arena(struct arena *a)
{
    arena_free(a);
}

#endif
