/* record_store.h -- what the provider's own system of record has to do with a case.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_RECORD_STORE_H
#define STORE_RECORD_STORE_H

#include "store/casefile_store.h"

/* Its number of a case; rev 0: it never had one. */
struct own_number {
    struct casefile_id casefile;
    struct user_id author;
    const char *number; /* NULL: none now */
    int64_t at, rev;
};
struct own_numbers {
    struct own_number *of;
    size_t len;
};

MUST_CHECK struct err own_number_load(struct db *db, const struct data_key *key,
                                      struct casefile_id id, struct arena *a,
                                      struct own_number *out);
/* The newest first, that of now among them. */
MUST_CHECK struct err own_number_history(struct db *db, const struct data_key *key,
                                         struct casefile_id id, struct arena *a,
                                         struct own_numbers *out);

/* By the number as it is compared (domain/record.h); the id is unset when no case has it.
 */
MUST_CHECK struct err own_number_find(struct db *db, const struct keys *keys,
                                      const char *same, struct arena *a,
                                      struct casefile_id *out);
/* n->rev is one more than what was read, or ERR_CONFLICT; nobody else may have it. */
MUST_CHECK struct err own_number_save(struct db *db, const struct keys *keys,
                                      const struct own_number *n, struct arena *a);

/* A file of cases that was written, or could not be; at 0: none ever. */
struct record_exported {
    int64_t at, cases;
    struct day day;
    const char *fault; /* NULL: it was written */
};
struct record_exports {
    struct record_exported last, good;
};
MUST_CHECK struct err record_exports(struct db *db, struct arena *a,
                                     struct record_exports *out);
MUST_CHECK struct err record_export_add(struct db *db, const struct record_exported *e);

/* Where a case stands, for that file. */
struct record_line {
    struct casefile_id casefile;
    struct user_id owner;
    const char *number, *urgency, *source, *state, *close_reason;
    int64_t requested_at, attempts, needs_open, needs_met, sent, started;
    struct day acknowledged_day, contacted_day, connected_day, closed_day, next_day;
};
struct record_lines {
    struct record_line *of;
    size_t len;
};
/* Those behind the last of *page, which starts as {0}; none at the end.  Without alerts,
 * and without cases that are closed to anybody. */
MUST_CHECK struct err record_lines(struct db *db, const struct keys *keys,
                                   struct arena *a, struct record_lines *page);

/* What a line of outcomes says of a case, as an id: the same for the same words. */
struct outcome_words {
    struct casefile_id casefile;
    const char *outcome, *date, *note;
};
struct id outcome_id(struct db *db, const struct keys *keys,
                     const struct outcome_words *w, struct arena *a);
MUST_CHECK struct err outcome_is_known(struct db *db, struct id id, struct arena *a,
                                       bool *out);
MUST_CHECK struct err outcome_keep(struct db *db, struct id id,
                                   struct casefile_id casefile, int64_t at);

#endif
