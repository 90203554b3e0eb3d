/* resident_store.h -- what residents said by their codes; the SQL is in
 * sql/care/resident.sql.  What they wrote is sealed under their own key.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_RESIDENT_STORE_H
#define STORE_RESIDENT_STORE_H

#include "domain/resident.h"
#include "store/casefile_store.h"

/* NULL where she said nothing. */
struct told_words {
    const char *phone, *name, *lang; /* of a correction */
    const char *text;
    const char *reach; /* how to answer a complaint */
};

struct told_row {
    struct id id;
    struct casefile_id casefile;
    enum told kind;
    int64_t at, noted_at;
    bool late;
    struct told_words words;
    /* of a list of many cases */
    struct user_id owner;
    const char *name; /* what to call her; NULL when not known */
};
struct told_rows {
    struct told_row *of;
    size_t len;
};

/* Twice is once: *added tells. */
MUST_CHECK struct err told_add(struct db *db, const struct data_key *key,
                               const struct told_row *t, struct arena *a, bool *added);
struct told_count {
    int64_t n, last;
};
/* How often since then, and when last; 0 and 0 when never. */
MUST_CHECK struct err told_since(struct db *db, const struct told_row *of, int64_t since,
                                 struct arena *a, struct told_count *out);
/* Of one case, the newest first; complaints are left out. */
MUST_CHECK struct err told_of_case(struct db *db, const struct data_key *key,
                                   struct casefile_id id, struct arena *a,
                                   struct told_rows *out);
MUST_CHECK struct err told_is_unread(struct db *db, struct casefile_id id,
                                     struct arena *a, bool *out);
/* Which list: what waits for the case managers, what waits for the care-lead, complaints.
 */
enum told_list { TOLD_FOR_MANAGER, TOLD_FOR_LEAD, TOLD_COMPLAINTS };
/* Without those of cases that a resident closed to the viewer; where a household stopped
 * everything, complaints and what is corrected of a closed case are left. */
struct told_query {
    enum told_list which;
    struct user_id viewer;
    struct day today;
};
MUST_CHECK struct err told_waiting(struct db *db, const struct keys *keys,
                                   const struct told_query *q, struct arena *a,
                                   struct told_rows *out);
/* Its case and kind. */
MUST_CHECK struct err told_load(struct db *db, struct id id, struct arena *a,
                                struct told_row *out);
/* Opens what she wrote, once the key of her case is known. */
MUST_CHECK struct err told_open(struct db *db, const struct data_key *key,
                                struct arena *a, struct told_row *t);
struct told_noted {
    struct id id;
    struct user_id by;
    int64_t at;
    bool lead;
};
MUST_CHECK struct err told_note(struct db *db, const struct told_noted *n);

/* Codes that opened nothing. */
MUST_CHECK struct err miss_add(struct db *db, int64_t now);
MUST_CHECK struct err miss_count(struct db *db, int64_t now, struct arena *a,
                                 int64_t *out);

#endif
