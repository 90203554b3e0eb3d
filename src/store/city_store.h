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

/* The day a backup was last restored and found whole; 0 when it never was. */
MUST_CHECK struct err city_note_proof(struct db *registry, struct arena *a, int64_t now);
MUST_CHECK struct err city_proof(struct db *registry, struct arena *a, int64_t *out);

#endif
