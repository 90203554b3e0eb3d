/* csv.h -- CSV as RFC 4180 has it, read in pieces: memory is one row, however long the
 * file.  Takes a byte order mark, CRLF, LF or CR, quoted line ends and blank lines;
 * refuses what is not UTF-8, what is longer than the limits, and loose quotes.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_CSV_H
#define WIRE_CSV_H

#include "core/base.h"

#define CSV_FIELDS 128
#define CSV_ROW_BYTES (64u * 1024)

/* NULL when the row is sound, else why not; each is one plain English clause. */
struct csv_row {
    int64_t line; /* where it starts, from 1 */
    const char *wrong;
    size_t len;
    const char *field[CSV_FIELDS]; /* NUL-terminated; valid during the call */
};

struct csv {
    void (*row)(void *ctx, const struct csv_row *row);
    void *ctx;
    /* private */
    int state;
    int64_t line;
    bool last_was_cr, mark_looked_for;
    size_t used;
    struct csv_row now;
    char bytes[CSV_ROW_BYTES];
};

/* Every row, the header among them, is handed to `row` as soon as it ends.  A row with
 * `wrong` has no fields that may be trusted; reading goes on behind it. */
void csv_begin(struct csv *c, void (*row)(void *ctx, const struct csv_row *row),
               void *ctx);
void csv_feed(struct csv *c, const char *bytes, size_t len);
/* Hands out a last row without line end. */
void csv_end(struct csv *c);

/* Writing: quotes where needed; a field that a spreadsheet would run as a formula gets
 * an apostrophe before it.  Returns bytes written, at most 2 * strlen + 4. */
size_t csv_quote(char *out, const char *field);

#endif
