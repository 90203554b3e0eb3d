/* withdraw_store.h -- how sharing ended, who has to hear of it, who said that they stop.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_WITHDRAW_STORE_H
#define STORE_WITHDRAW_STORE_H

#include "domain/withdraw.h"
#include "store/casefile_store.h"

struct withdrawal {
    struct consent_id consent;
    int64_t at;
    enum stop_way way;
    const char *proved_by;   /* a word of proved_codes; NULL: nobody called */
    struct user_id taken_by; /* unset: by the code */
};
struct withdrawals {
    struct withdrawal *of;
    size_t len;
};
/* Twice is once. */
MUST_CHECK struct err withdrawal_add(struct db *db, const struct withdrawal *w);
MUST_CHECK struct err withdrawal_list(struct db *db, struct casefile_id id,
                                      struct arena *a, struct withdrawals *out);

/* Something that was sent under a consent, and whom it reached. */
struct stop_receiver {
    struct referral_id referral;
    const char *email, *sms, *lang;
    struct receiver is;
};
MUST_CHECK struct err stop_receivers(struct db *db, struct consent_id id, struct arena *a,
                                     struct stop_receiver **out, size_t *len);

struct stop_notice {
    struct referral_id referral;
    struct casefile_id casefile;
    int64_t at, said_at;
    enum notice_way way;
    struct day due;
    const char *said_how; /* a word of said_how_codes */
    struct user_id taken_by, owner;
    const char *told_by;                     /* who said it on the phone */
    const char *organization, *phone, *lang; /* when read */
    const char *name;                        /* the resident's, on Today */
};
struct stop_notices {
    struct stop_notice *of;
    size_t len;
};
struct stop_link {
    struct bytes token_sha;
    int64_t expires_at;
};
#define STOP_LINK_LIVES_MS (90 * DAY_MS)
MUST_CHECK struct err stop_notice_add(struct db *db, const struct stop_notice *n,
                                      const struct stop_link *link);
/* ERR_NOT_FOUND ("link.none") for a guessed and an expired link alike. */
MUST_CHECK struct err stop_notice_find(struct db *db, struct bytes token_sha, int64_t now,
                                       struct arena *a, struct stop_notice *out);
/* n's said_at, said_how, taken_by and told_by; what was said first stands. */
MUST_CHECK struct err stop_notice_said(struct db *db, const struct data_key *key,
                                       const struct stop_notice *n, struct arena *a);
/* Its mail came back: from now on it is a call. */
MUST_CHECK struct err stop_notice_returned(struct db *db, struct referral_id id);
MUST_CHECK struct err stop_notice_list(struct db *db, const struct data_key *key,
                                       struct casefile_id id, struct arena *a,
                                       struct stop_notices *out);
struct due_query {
    struct user_id viewer;
    struct day today;
};
MUST_CHECK struct err stop_notice_due(struct db *db, const struct keys *keys,
                                      const struct due_query *q, struct arena *a,
                                      struct stop_notices *out);

struct stop_counts {
    int64_t stopped, told, said;
};
MUST_CHECK struct err stop_count(struct db *db, struct arena *a, struct stop_counts *out);

#endif
