/* referral_store.h -- one need handed to one service, its links and its answers.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_REFERRAL_STORE_H
#define STORE_REFERRAL_STORE_H

#include "domain/connect_codes.h"
#include "store/casefile_store.h"

struct referral {
    struct referral_id id;
    struct casefile_id casefile;
    struct need_id need;
    struct service_id service;
    struct organization_id organization;
    struct consent_id consent;
    enum referral_state state;
    const char *reason;      /* why not, a word of refusal_codes */
    const char *answered_by; /* "agency", by its link, or "phone" */
    const char *started_by;  /* "agency" or "resident": who says that help began */
    int64_t sent_at, answered_at, noticed_at, links, rev;
    enum way way;
    struct day sent_day, reply_by, until; /* the last: of a waiting list */
    const char *ended_how;                /* a word of ending_codes */
    const char *number;                   /* the agency's, of an application */
    const char *disclosed;                /* JSON: exactly what the agency may see */
    const char *update_note;              /* what the agency wrote */
    const char *told_by;                  /* who said it on the phone */
    /* when listed: */
    const char *service_name, *organization_name, *phone;
    bool aggregate_only;
    struct user_id sent_by; /* unset: it was not written down */
};

struct referrals {
    struct referral *of;
    size_t len;
};

MUST_CHECK struct err referral_add(struct db *db, const struct data_key *key,
                                   const struct referral *r, struct arena *a);
/* The plain columns: enough to find the case and its key. */
MUST_CHECK struct err referral_find(struct db *db, struct referral_id id, struct arena *a,
                                    struct referral *out);
MUST_CHECK struct err referral_load(struct db *db, const struct data_key *key,
                                    struct referral_id id, struct arena *a,
                                    struct referral *out);
MUST_CHECK struct err referral_list(struct db *db, const struct data_key *key,
                                    struct casefile_id id, struct arena *a,
                                    struct referrals *out);
/* Does this need wait at, or is it taken by, this agency already? */
MUST_CHECK struct err referral_is_open(struct db *db, const struct referral *r,
                                       struct arena *a, bool *out);
/* r->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err referral_save(struct db *db, const struct data_key *key,
                                    const struct referral *r, struct arena *a);
MUST_CHECK struct err referral_notice(struct db *db, struct referral_id id, int64_t at);
/* A new day to answer by, and one link more. */
MUST_CHECK struct err referral_save_asked(struct db *db, const struct referral *r);

/* A referral made under a consent, with where its agency reads mail. */
struct referral_address {
    struct referral_id id;
    enum referral_state state;
    const char *email, *sms, *lang;
    int64_t rev;
};
MUST_CHECK struct err referral_under_consent(struct db *db, struct consent_id id,
                                             struct arena *a,
                                             struct referral_address **out, size_t *len);

struct referral_link {
    struct bytes token_sha;
    struct referral_id referral;
    int64_t created_at, expires_at;
};
#define LINK_LIVES_MS (45 * DAY_MS)
MUST_CHECK struct err link_add(struct db *db, const struct referral_link *l);
/* ERR_NOT_FOUND ("link.none") for a guessed, an expired and a revoked link alike; and for
 * one that ends more than a day later than any made by now: its clock ran ahead. */
MUST_CHECK struct err link_find(struct db *db, struct bytes token_sha, int64_t now,
                                struct arena *a, struct referral_id *out);
MUST_CHECK struct err link_revoke(struct db *db, struct referral_id id, int64_t at);
/* All links of a case end by then at the latest. */
MUST_CHECK struct err link_shorten(struct db *db, struct casefile_id id, int64_t to);

#endif
