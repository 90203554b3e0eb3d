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
    const char *agency; /* of seen_list_sent: to which it was sent */
};
struct sightings {
    struct sighting *of;
    size_t len;
};
MUST_CHECK struct err seen_list(struct db *care, struct casefile_id id, struct arena *a,
                                struct sightings *out);
/* Who looked at what of it was sent to an agency. */
MUST_CHECK struct err seen_list_sent(struct db *care, struct casefile_id id,
                                     struct arena *a, struct sightings *out);

#endif
