/* history_store.h -- a property's public record, as care reads it beside a case.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_HISTORY_STORE_H
#define STORE_HISTORY_STORE_H

#include "core/day.h"
#include "core/ids.h"
#include "store/db.h"

struct history_visit {
    struct inspection_id id;
    struct day day;
    const char *unit, *kind, *state, *planned_time;
    int64_t findings, open;
};

struct history_finding {
    struct day correct_by;
    const char *unit, *code, *library, *place, *note, *responsible;
    bool endangering;
};

struct history {
    const char *address, *place; /* NULL: not in the register */
    int64_t year_built;          /* INT_NONE when not known */
    struct history_visit *visits;
    size_t visits_len;
    struct history_finding *findings; /* those still open */
    size_t findings_len;
};

/* `db` is the enforcement store; an unknown property has an empty history. */
MUST_CHECK struct err history_load(struct db *db, struct property_id id, struct arena *a,
                                   struct history *out);

#endif
