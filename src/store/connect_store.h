/* connect_store.h -- every step of what was sent, the papers of an application, mail that
 * came back, and what agencies only count.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CONNECT_STORE_H
#define STORE_CONNECT_STORE_H

#include "domain/connect_codes.h"
#include "store/directory_store.h"
#include "store/referral_store.h"
#include "store/today_store.h"

/* One thing that happened; rows are only added. */
struct referral_step {
    struct id id;
    struct referral_id referral;
    int64_t at;
    const char *event; /* a word of referral_event_codes, or "sent" */
    const char *state, *said_by, *reason;
    struct user_id author;      /* unset: the agency itself */
    const char *note, *told_by; /* sealed */
};
struct referral_steps {
    struct referral_step *of;
    size_t len;
};
MUST_CHECK struct err step_add(struct db *db, const struct data_key *key,
                               const struct referral_step *step, struct arena *a);
/* Of all that a case sent, the newest first. */
MUST_CHECK struct err step_list(struct db *db, const struct data_key *key,
                                struct casefile_id id, struct arena *a,
                                struct referral_steps *out);

MUST_CHECK struct err proof_set(struct db *db, struct referral_id id, enum proof proof,
                                int64_t at, bool have);
/* have[PROOFS] */
MUST_CHECK struct err proof_list(struct db *db, struct referral_id id, struct arena *a,
                                 bool *have);

/* Puts services that said no last: those that refused this very need behind those that
 * gave the same reason to others since `since`, behind all others, whose order stays.
 * The reason is the need's latest; NULL when nobody refused it. */
struct after_refusal {
    struct need_id need;
    int64_t since;
    const char *reason;
};
MUST_CHECK struct err services_after_refusal(struct db *db, struct after_refusal *after,
                                             struct arena *a, struct services *list);

struct returned {
    struct referral_id referral;
    struct casefile_id casefile;
    struct user_id owner;
    const char *name, *organization, *recipient;
    int64_t at;
};
struct returneds {
    struct returned *of;
    size_t len;
};
MUST_CHECK struct err returned_add(struct db *db, const struct mail_id *mail,
                                   struct referral_id id, const char *recipient,
                                   int64_t at);
MUST_CHECK struct err returned_list(struct db *db, const struct keys *keys,
                                    const struct today_for *to, struct arena *a,
                                    struct returneds *out);
MUST_CHECK struct err returned_notice(struct db *db, struct referral_id id, int64_t at);

/* An agency that owes several answers. */
struct ageing {
    struct organization_id organization;
    const char *email, *sms, *lang;
    int64_t open;
    struct day oldest;
};
MUST_CHECK struct err ageing_list(struct db *db, struct day today, struct arena *a,
                                  struct ageing **out, size_t *len);

struct agency_count {
    const char *month; /* "2026-11" */
    int64_t people;
};
MUST_CHECK struct err agency_count_put(struct db *db, struct organization_id id,
                                       const struct agency_count *c,
                                       struct user_id author, int64_t at);
MUST_CHECK struct err agency_count_list(struct db *db, struct organization_id id,
                                        struct arena *a, struct agency_count **out,
                                        size_t *len);

#endif
