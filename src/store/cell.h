/* cell.h -- a C field as a value of SQL and back, the same for both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CELL_H
#define STORE_CELL_H

#include "core/arena.h"
#include "core/day.h"
#include "core/err.h"
#include "store/query.h"

enum cell_kind { CELL_NULL, CELL_INT, CELL_TEXT, CELL_BYTES };

struct cell {
    enum cell_kind kind;
    int64_t n;
    const void *p; /* borrowed; points into `day` for a day */
    size_t len;
    char day[DAY_TEXT];
};

/* Reads column `c` of the in struct.  A value that its type says cannot be absent and
 * is: our bug, and the end. */
void cell_load(const struct column *c, const void *in, struct cell *out);
/* Writes it into the out struct, copying text and bytes into `a`. */
MUST_CHECK struct err cell_store(const struct column *c, const struct cell *from,
                                 void *out, struct arena *a);

#endif
