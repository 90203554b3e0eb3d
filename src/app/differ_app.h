/* differ_app.h -- different values of one field of a visit: kept, shown, chosen between.
 * Within app only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_DIFFER_APP_H
#define APP_DIFFER_APP_H

#include "app/sync_batch.h"
#include "domain/differ.h"

/* All values of a repeated field, by ';'. */
const char *fields_joined(struct arena *a, const struct fields *data, const char *name);

/* All that was said of some visits. */
struct differ_rows {
    struct q_said_by_visits_out *said;
    struct q_settled_by_visits_out *settled;
    size_t said_len, settled_len;
};
MUST_CHECK struct err differ_load(struct db *db, struct arena *a,
                                  const struct idlist *visits, struct differ_rows *out);
/* Of one visit and field. */
struct differ differ_of(struct arena *a, const struct differ_rows *rows, struct id visit,
                        enum said_field field);

/* What now stands of a visit that is not signed becomes what is shown. */
MUST_CHECK struct err differ_show(struct db *db, struct arena *a,
                                  struct inspection_id id);

/* An op said who was there, which unit, which card: kept, and what now stands shown. */
MUST_CHECK struct err differ_start(struct batch *b, const struct taken *t,
                                   const struct visit *v);
MUST_CHECK struct err differ_card(struct batch *b, const struct taken *t,
                                  const struct visit *v);
/* A person chose. */
MUST_CHECK struct err differ_choose(struct batch *b, const struct taken *t,
                                    const struct visit *v);

#endif
