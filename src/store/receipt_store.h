/* receipt_store.h -- receipts of consents: the words of the day they were written,
 * sealed. SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_RECEIPT_STORE_H
#define STORE_RECEIPT_STORE_H

#include "domain/receipt.h"
#include "store/casefile_store.h"

enum { RECEIPT_LINES_MAX = 80 };

/* A fact, or a sentence (label NULL). */
struct receipt_line {
    const char *label, *value;
};
struct receipt {
    struct consent_id consent;
    struct casefile_id casefile;
    enum receipt_event event;
    int64_t at, agencies;
    struct day ends; /* DAY_NONE of one that stopped */
    const char *text_version, *lang;
    /* sealed; not of a list */
    const char *title, *message; /* message: what a telephone may be told of it */
    struct receipt_line *lines;
    size_t len;
};
struct receipts {
    struct receipt *of;
    size_t len;
};

/* One of a consent and event: what was written first stands. */
MUST_CHECK struct err receipt_add(struct db *db, const struct data_key *key,
                                  const struct receipt *r, struct arena *a);
/* Of a case, the newest first, without their words. */
MUST_CHECK struct err receipt_list(struct db *db, struct casefile_id id, struct arena *a,
                                   struct receipts *out);
/* Of a consent of a case, the newest first, with their words; none is no error.  `of`:
 * its consent and casefile. */
MUST_CHECK struct err receipt_of(struct db *db, const struct data_key *key,
                                 const struct receipt *of, struct arena *a,
                                 struct receipts *out);

#endif
