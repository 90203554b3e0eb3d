/* edition_store.h -- what was published of a fiscal year stays what is published of it;
 * the SQL is in sql/care/edition.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_EDITION_STORE_H
#define STORE_EDITION_STORE_H

#include "domain/evaluation.h"
#include "store/db.h"

struct edition {
    struct day year; /* its first day */
    int64_t at;      /* when it was made, ms UTC */
    int64_t small;   /* the largest number that was hidden */
    struct report_line *lines;
    size_t len;
};

/* The first time, keeps `e`.  Later its numbers, and `at`, become those that were kept; a
 * line that was not printed then is hidden. */
MUST_CHECK struct err edition_keep(struct db *care, struct arena *a, struct edition *e);

#endif
