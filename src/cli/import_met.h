/* import_met.h -- how often a word was met in a pass over a file, so that the n-th row of
 * the same thing is the same in every run.  16 bytes for each distinct word.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_IMPORT_MET_H
#define CLI_IMPORT_MET_H

#include "core/arena.h"

/* Starts as {0}; grows in the arena that it is used with. */
struct met {
    struct {
        uint64_t key, times;
    } * slot;
    size_t cap, len;
};

/* 1 the first time. */
uint64_t met_again(struct met *m, struct arena *a, const char *what);

#endif
