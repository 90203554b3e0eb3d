/* seen_store.h -- who saw a case, and on which days; the SQL is in sql/care/seen.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SEEN_STORE_H
#define STORE_SEEN_STORE_H

#include "core/day.h"
#include "core/ids.h"
#include "store/db.h"

struct sighting {
    struct user_id person; /* of an agency that came by a link: the link */
    struct day day;
};
struct sightings {
    struct sighting *of;
    size_t len;
};
MUST_CHECK struct err seen_list(struct db *care, struct casefile_id id, struct arena *a,
                                struct sightings *out);

#endif
