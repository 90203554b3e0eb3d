/* measure_store.h -- what was measured of a household, its answers opened; the SQL is in
 * sql/care/measure.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_MEASURE_STORE_H
#define STORE_MEASURE_STORE_H

#include "domain/evaluation.h"
#include "domain/measure.h"
#include "store/casefile_store.h"
#include "store/report_store.h"

struct measure {
    struct id id;
    struct casefile_id casefile;
    const struct instrument *instrument;
    enum measure_stage stage;
    struct user_id author;
    int64_t at;
    struct day day;
    struct answers answers;
    int score; /* NO_SCORE: too little was answered */
};
struct measures {
    struct measure *of; /* by instrument, then by time */
    size_t len;
};

/* A form sent twice adds once: *added tells. */
MUST_CHECK struct err measure_add(struct db *db, const struct data_key *key,
                                  const struct measure *m, struct arena *a, bool *added);
/* Without those of an instrument that this city no longer has. */
MUST_CHECK struct err measure_list(struct db *db, const struct data_key *key,
                                   struct casefile_id id, struct arena *a,
                                   struct measures *out);
/* Counts the change of every case of the period; only the plain score is read. */
MUST_CHECK struct err report_measures(struct db *care, const struct report_period *p,
                                      struct evaluation *e);

#endif
