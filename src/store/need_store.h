/* need_store.h -- what a household was found to lack.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_NEED_STORE_H
#define STORE_NEED_STORE_H

#include "store/casefile_store.h"

struct case_need {
    struct need_id id;
    struct casefile_id casefile;
    const char *word; /* a need code; of a sealed class, the opened one */
    bool sealed;      /* stored, counted and shown to others as `sealed` */
    const char *known_by, *unmet_reason;
    enum need_state state;
    struct day found_day;
    struct user_id added_by;
    int64_t added_at; /* 0: older than anybody wrote it down */
    int64_t rev;
};

struct case_needs {
    struct case_need *of;
    size_t len;
};

MUST_CHECK struct err need_add(struct db *db, struct class_keys keys,
                               const struct case_need *n, struct arena *a, bool *added);
MUST_CHECK struct err need_load(struct db *db, struct class_keys keys, struct need_id id,
                                struct arena *a, struct case_need *out);
MUST_CHECK struct err need_list(struct db *db, struct class_keys keys,
                                struct casefile_id id, struct arena *a,
                                struct case_needs *out);
/* n->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err need_save(struct db *db, const struct case_need *n);

#endif
