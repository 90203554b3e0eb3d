/* draft_store.h -- a note that somebody is still writing; the SQL is in
 * sql/care/draft.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_DRAFT_STORE_H
#define STORE_DRAFT_STORE_H

#include "store/casefile_store.h"

struct note_draft {
    struct id id; /* the note will have it */
    struct casefile_id casefile;
    struct user_id author;
    int64_t at;
    const char *note; /* NULL: there is none */
};

/* Of the casefile and the author that *d names. */
MUST_CHECK struct err draft_load(struct db *db, const struct data_key *key,
                                 struct arena *a, struct note_draft *d);
/* Replaces the one before it. */
MUST_CHECK struct err draft_save(struct db *db, const struct data_key *key,
                                 const struct note_draft *d, struct arena *a);
MUST_CHECK struct err draft_drop(struct db *db, struct casefile_id id,
                                 struct user_id author);
/* Whether the note was saved meanwhile. */
MUST_CHECK struct err note_is_there(struct db *db, struct id id, struct arena *a,
                                    bool *out);

#endif
