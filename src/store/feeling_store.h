/* feeling_store.h -- whether it got better, as the household said; the SQL is in
 * sql/care/feeling.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_FEELING_STORE_H
#define STORE_FEELING_STORE_H

#include "domain/evaluation.h"
#include "store/casefile_store.h"
#include "store/report_store.h"

struct feeling_said {
    struct id id;
    struct casefile_id casefile;
    struct user_id author;
    int64_t at;
    struct day day;
    enum feeling feeling;
};
struct feelings {
    struct feeling_said *of;
    size_t len;
};

/* A form sent twice adds once: *added tells. */
MUST_CHECK struct err feeling_add(struct db *db, const struct feeling_said *f,
                                  bool *added);
MUST_CHECK struct err feeling_list(struct db *db, struct casefile_id id, struct arena *a,
                                   struct feelings *out);
/* Counts the last answer of every connected case of the period. */
MUST_CHECK struct err report_feelings(struct db *care, const struct report_period *p,
                                      struct evaluation *e);

#endif
