/* city_store.h -- the city's own row; the SQL is in sql/registry/city.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CITY_STORE_H
#define STORE_CITY_STORE_H

#include "store/db.h"

struct city {
    const char *name, *timezone;
    bool practice; /* no real residents yet */
    int64_t created_at;
};

MUST_CHECK struct err city_add(struct db *registry, const struct city *city);
/* ERR_NOT_FOUND "db.no_row" where `init` never was. */
MUST_CHECK struct err city_load(struct db *registry, struct arena *a, struct city *out);

/* Instants that the Status page tells of: when the newest backup was made that was found
 * whole, and when one was last made.  0 when none ever was. */
enum city_mark { CITY_PROVEN, CITY_BACKED_UP, CITY_LOGS_EMPTIED, CITY_MARKS };
MUST_CHECK struct err city_mark(struct db *registry, struct arena *a, enum city_mark mark,
                                int64_t at);
MUST_CHECK struct err city_marked(struct db *registry, struct arena *a,
                                  enum city_mark mark, int64_t *out);
/* Which keys this city was sealed with: keys_prints(); "" when it was never noted. */
MUST_CHECK struct err city_note_keys(struct db *registry, const char *prints);
MUST_CHECK struct err city_keys(struct db *registry, struct arena *a, const char **out);
/* Who keeps the inspections: this program, or another system whose day is imported. */
MUST_CHECK struct err city_inspections(struct db *registry, bool beside);
/* All of them: in a city that came back, some are of people who have left since. */
MUST_CHECK struct err city_end_sessions(struct db *registry, int64_t now);

#endif
