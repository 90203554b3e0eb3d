/* release_file.h -- the files that are given out of the public record, in memory: one CSV
 * a sheet, what was withheld, and the sums of all; or one long list for a page.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RELEASE_FILE_H
#define APP_RELEASE_FILE_H

#include "base/crypto.h"
#include "store/release_store.h"

#define RELEASE_FILES 13

struct release_part {
    const char *name; /* "inspection.csv" */
    struct bytes bytes;
};
struct release_bundle {
    struct release_part part[RELEASE_FILES]; /* the last one is SHA256SUMS */
    size_t len;
    struct release_counts counts;
    struct sha256 sha; /* of SHA256SUMS */
};
/* Reads the enforcement store alone.  What is withheld is told in `lang`. */
MUST_CHECK struct err release_bundle_make(struct db *db,
                                          const struct release_scope *scope,
                                          const char *lang, struct arena *a,
                                          struct release_bundle *out);

/* The same lines to read: kept by sheet, in the order of the properties. */
struct release_text {
    struct release_line *lines;
    size_t len, cap;
    struct release_counts counts;
    struct arena *arena;
};
MUST_CHECK struct err release_text_make(struct db *db, const struct release_scope *scope,
                                        struct arena *a, struct release_text *out);
/* What a column is called for people, in the record's own English. */
const char *release_heading(const struct release_line *l, size_t i);
/* sheet,line,column,value: for people, so the column is its heading; the names stand in
 * the files of release_bundle_make, which programs read. */
const char *release_text_csv(const struct release_text *t);

#endif
