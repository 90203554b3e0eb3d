/* imported_case_store.h -- a programme's history of referrals; the SQL is in
 * sql/care/imported.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_IMPORTED_CASE_STORE_H
#define STORE_IMPORTED_CASE_STORE_H

#include "base/keys.h"
#include "core/day.h"
#include "domain/codes.h"
#include "store/db.h"

/* Words as the store keeps them; "unknown" where the history does not say. */
struct imported_case {
    const char *external_id;
    const char *source, *urgency, *state, *prior, *lang; /* lang: NULL unknown */
    const char *neighbourhood;                           /* NULL unknown */
    struct day received, contacted, closed;
    int64_t received_at, closed_at; /* start of the day; closed_at 0: none */
    int64_t recorded_at;            /* now */
    const char *close_reason;       /* NULL: open or unknown */
    const char *const *reasons, *const *services; /* need codes, `sealed` for those */
    size_t reasons_len, services_len;
    const char *place, *words; /* JSON to seal, or NULL */
    bool address_unknown;      /* queue it for the case manager */
    struct sha256 sha;         /* of the row as written */
    struct id new_case, new_resident, new_consent;
};

enum imported_case_put { CASE_ADDED, CASE_SAME, CASE_CHANGED, CASE_WORKED_ON };

/* A row that says otherwise than before changes the case as long as nobody here has
 * worked on it: CASE_WORKED_ON leaves it alone.  The address is kept as first said. */
MUST_CHECK struct err imported_case_put(struct db *db, struct arena *a,
                                        const struct keys *keys,
                                        const struct imported_case *c,
                                        enum imported_case_put *out);

#endif
