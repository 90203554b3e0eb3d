/* consent_store.h -- what a resident allowed, for which need, to whom, until when.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CONSENT_STORE_H
#define STORE_CONSENT_STORE_H

#include "store/casefile_store.h"

struct consent_scope {
    struct need_id need;
    struct organization_id recipient;
    bool contacts_owner;      /* agreed apart: this service may write to the owner */
    const char *organization; /* its name, when read */
};

struct consent {
    struct consent_id id;
    struct casefile_id casefile;
    enum consent_kind kind;
    const char *text_version, *lang, *method, *interpreter;
    const char *witness; /* sealed */
    int64_t at, withdrawn_at, rev;
    struct user_id taken_by; /* when listed; unset: it was not written down */
    struct day expires;
    struct bytes code_sha; /* of the code that withdraws without signing in */
    struct consent_scope *scopes;
    size_t scopes_len;
};

struct consents {
    struct consent *of;
    size_t len;
};

/* A form sent twice adds once: *added tells. */
MUST_CHECK struct err consent_add(struct db *db, const struct data_key *key,
                                  const struct consent *c, struct arena *a, bool *added);
/* With their scopes, the newest first. */
MUST_CHECK struct err consent_list(struct db *db, const struct data_key *key,
                                   struct casefile_id id, struct arena *a,
                                   struct consents *out);
/* Without its scopes and sealed detail. */
MUST_CHECK struct err consent_load(struct db *db, struct consent_id id, struct arena *a,
                                   struct consent *out);
/* The consent a withdrawal code belongs to, or ERR_NOT_FOUND. */
MUST_CHECK struct err consent_by_code(struct db *db, struct bytes code_sha,
                                      struct arena *a, struct consent *out);
/* c->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err consent_save_withdrawn(struct db *db, const struct consent *c);

/* What may be said to whom: a need of a case and the organization it would go to. */
struct disclosure {
    struct casefile_id casefile;
    struct need_id need;
    struct organization_id recipient;
};
/* The full consent in force on `today` that covers it; its scopes hold that one scope.
 * ERR_NOT_FOUND ("consent.none") when there is none. */
MUST_CHECK struct err consent_covering(struct db *db, const struct disclosure *d,
                                       struct day today, struct arena *a,
                                       struct consent *out);

/* That the resident said yes again by a second channel.  Twice is once. */
struct confirmed {
    struct consent_id consent;
    struct user_id noted_by;
    const char *channel;
    int64_t at;
};
MUST_CHECK struct err consent_confirm_add(struct db *db, const struct confirmed *c);
MUST_CHECK struct err consent_is_confirmed(struct db *db, struct consent_id id,
                                           struct arena *a, bool *out);

/* Nothing that was said yes to holds, and something was taken back: the household is not
 * to be contacted. */
bool consents_stopped(const struct consents *all, struct day today);

/* Open cases of a person whose last consent ends on that day or before. */
struct consent_end {
    struct casefile_id casefile;
    struct day day;
    const char *name;
};
struct consent_ends {
    struct consent_end *of;
    size_t len;
};
struct ending_query {
    struct user_id owner;
    struct day today, until;
};
MUST_CHECK struct err consent_ending(struct db *db, const struct keys *keys,
                                     const struct ending_query *q, struct arena *a,
                                     struct consent_ends *out);

#endif
