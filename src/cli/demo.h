/* demo.h -- furnishing the demonstration city from data/demo, through the same app
 * functions and imports that people use.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "core/arena.h"
#include "core/err.h"

#define DEMO_COLUMNS 16

/* One row of a table of data/demo; every value is "" when the table lacks it. */
struct demo_row {
    const struct demo_row *head;
    const char *field[DEMO_COLUMNS];
    size_t len;
};

const char *demo_get(const struct demo_row *row, const char *column);
int demo_int(const struct demo_row *row, const char *column);

/* Each row of an embedded table, in its order; stops at the first failure.  The tables
 * are ours: one that cannot be read ends the process. */
MUST_CHECK struct err demo_each(struct arena *a, const char *file, void *ctx,
                                struct err (*row)(void *ctx, const struct demo_row *row));
/* The next word of a list by `mark`, in the arena; NULL at its end. */
char *demo_word(struct arena *a, const char **rest, char mark);

#endif
