/* escalation_app.h -- requests that nobody took on in time, and cases kept for a
 * colleague who is away. SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ESCALATION_APP_H
#define APP_ESCALATION_APP_H

#include "app/casework.h"
#include "domain/escalation.h"
#include "store/staff_store.h"

/* A round (rounds.h): is there anybody to tell?  out bool. */
struct err escalation_due(struct session *s, const void *in, void **out);
/* Tells them, once a rung, by mail without content, and writes it down. */
struct err escalation_round(struct session *s, const void *in, void **out);

struct escalated {
    enum rung rung;
    int64_t at;
    int64_t told; /* people */
};
/* What a case's page tells of it; at most RUNGS. */
MUST_CHECK struct err escalation_log(struct db *db, struct casefile_id id,
                                     struct arena *a, struct escalated out[RUNGS],
                                     size_t *len);

struct lent {
    struct user_id owner, stand_in;
    struct day until;
    int64_t cases;
};
struct away_page {
    struct staff managers; /* who could stand in */
    struct staff everybody;
    struct lent *lent; /* by me or to me */
    size_t lent_len;
    int64_t open; /* my open cases */
    struct day today;
};
/* in NULL, out away_page */
struct err away_view(struct session *s, const void *in, void **out);

struct away_in {
    struct user_id stand_in;
    struct day until;
};
/* in away_in: my open cases are hers until I take them back. */
struct err away_begin(struct session *s, const void *in, void **out);
/* in NULL: those she still has are mine again. */
struct err away_end(struct session *s, const void *in, void **out);

#endif
