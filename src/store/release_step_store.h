/* release_step_store.h -- what ended a request for public records, and what took that
 * back; the SQL is in sql/enforcement/release.sql. SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_RELEASE_STEP_STORE_H
#define STORE_RELEASE_STEP_STORE_H

#include "core/ids.h"
#include "store/db.h"

struct release_step {
    struct release_id request;
    struct user_id by;
    int64_t at;
    const char *kind;   /* "answered" "denied" "withdrawn" "reopened" */
    const char *exempt; /* letters of exemptions: "cn"; "" for none */
    const char *words;  /* why; "" where none is asked for */
};
MUST_CHECK struct err release_step_add(struct db *db, const struct release_step *s);
/* The newest first. */
MUST_CHECK struct err release_steps_load(struct db *db, struct release_id request,
                                         struct arena *a, struct release_step **out,
                                         size_t *len);

#endif
