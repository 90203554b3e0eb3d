/* hub_store.h -- a household before the Hub: its sheet, what was decided, who was told;
 * the SQL is in sql/care/hub.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_HUB_STORE_H
#define STORE_HUB_STORE_H

#include "domain/hub.h"
#include "domain/hub_sheet.h"
#include "store/casefile_store.h"

struct hub_matter {
    struct id id;
    struct casefile_id casefile;
    struct user_id author, changed_by;
    int64_t at, changed_at, told_stop_at, rev;
    enum hub_state state;
    struct hub_sheet sheet;
    const char *lead;    /* the agency that leads; NULL: none yet */
    const char *outcome; /* of hub_outcome_codes; NULL: none */
    struct day ended_day;
};
struct hub_matters {
    struct hub_matter *of;
    size_t len;
};

/* A form sent twice adds once: *added tells. */
MUST_CHECK struct err hub_add(struct db *db, const struct data_key *key,
                              const struct hub_matter *m, struct arena *a, bool *added);
/* Of a case, the newest first: only that one may be under way. */
MUST_CHECK struct err hub_list(struct db *db, const struct data_key *key,
                               struct casefile_id id, struct arena *a,
                               struct hub_matters *out);
/* m->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err hub_save(struct db *db, const struct data_key *key,
                               const struct hub_matter *m, struct arena *a);

struct hub_decision {
    struct id matter;
    struct casefile_id casefile;
    int filter;
    bool accepted;
    const char *reason; /* of hub_reason_codes; NULL when accepted */
    struct user_id author;
    int64_t at;
};
struct hub_decisions {
    struct hub_decision *of;
    size_t len;
};
MUST_CHECK struct err hub_decision_add(struct db *db, const struct hub_decision *d);
MUST_CHECK struct err hub_decision_list(struct db *db, struct casefile_id id,
                                        struct arena *a, struct hub_decisions *out);

struct hub_lead {
    struct id id, matter;
    struct casefile_id casefile;
    const char *was, *why; /* who led until then */
    struct user_id author;
    int64_t at;
};
struct hub_leads {
    struct hub_lead *of;
    size_t len;
};
MUST_CHECK struct err hub_lead_add(struct db *db, const struct data_key *key,
                                   const struct hub_lead *l, struct arena *a);
MUST_CHECK struct err hub_lead_list(struct db *db, const struct data_key *key,
                                    struct casefile_id id, struct arena *a,
                                    struct hub_leads *out);

struct hub_reveal {
    struct id id, matter;
    struct casefile_id casefile;
    const char *agency;
    bool police;
    unsigned told; /* 1 << enum hub_told */
    struct user_id author;
    int64_t at;
};
struct hub_reveals {
    struct hub_reveal *of;
    size_t len;
};
MUST_CHECK struct err hub_reveal_add(struct db *db, const struct data_key *key,
                                     const struct hub_reveal *r, struct arena *a,
                                     bool *added);
MUST_CHECK struct err hub_reveal_list(struct db *db, const struct data_key *key,
                                      struct casefile_id id, struct arena *a,
                                      struct hub_reveals *out);

#endif
