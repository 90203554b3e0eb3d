/* referral_app.h -- one need is handed to one service, and its answers come back.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_REFERRAL_APP_H
#define APP_REFERRAL_APP_H

#include "app/disclosure.h"
#include "domain/consent.h"
#include "domain/referral.h"
#include "store/consent_store.h"
#include "store/directory_store.h"
#include "store/referral_store.h"

struct choose_in {
    struct casefile_id casefile;
    struct need_id need;
    const char *words; /* searched for; "" for the usual services */
};
struct choose_page {
    struct casefile c;
    struct case_need need;
    struct services usual, found; /* those that said no come last */
    const char *refused;          /* why the last one did, a word of refusal_codes */
};
/* in choose_in, out choose_page; an AUDITED read */
struct err referral_choose(struct session *s, const void *in, void **out);

struct review_in {
    struct casefile_id casefile;
    struct need_id need;
    struct service_id service;
    struct referral_id id; /* unset: a fresh form */
    unsigned tell;
    enum way way;
    bool any_way; /* none was chosen yet: the service's usual one */
};
struct review_page {
    struct casefile c;
    struct case_need need;
    struct service service;
    struct consent consent;       /* .id unset: none covers it */
    enum consent_verdict verdict; /* whether it allows telling */
    struct referral_id id;        /* minted for this form */
    struct disclosed full;        /* everything that could be told */
    enum way way;
    bool ways[WAYS]; /* which this service can be reached by */
    struct day reply_by;
};
/* in review_in, out review_page; an AUDITED read */
struct err referral_review(struct session *s, const void *in, void **out);
/* in review_in: sends.  Refused with a fault on "consent" when none in force covers the
 * need and the recipient, or when a service that writes to the owner was not agreed to;
 * on "service" when it waits there already or takes no referral by mail. */
struct err referral_send(struct session *s, const void *in, void **out);

struct answer_in {
    struct casefile_id casefile; /* of the case manager's form */
    struct referral_id referral;
    const char *token; /* of the agency's, instead */
    int64_t rev;
    enum referral_event event;
    enum said_by who;
    const char *reason;    /* a word of refusal_codes, when refused */
    const char *note;      /* what the agency writes */
    const char *told_by;   /* who said it on the phone */
    const char *ended_how; /* a word of ending_codes, when ended */
    const char *number;    /* of an application, the agency's */
    struct day until;      /* when on a waiting list; read for that event alone */
};
/* The case manager notes down what an agency, or the resident, said on the phone. */
struct err referral_told(struct session *s, const void *in, void **out);
/* in answer_in: the case manager has read the answer. */
struct err referral_noticed(struct session *s, const void *in, void **out);
/* in answer_in: a new link and a new day to answer by. */
struct err referral_ask(struct session *s, const void *in, void **out);
/* in answer_in: what was refused or has ended is sent again, with a note why. */
struct err referral_reopen(struct session *s, const void *in, void **out);

/* May this be said now, on that word, of that service? */
bool referral_allows(const struct referral *r, const struct service *of,
                     enum referral_event ev, enum said_by who);
/* Applies one answer to a referral and what follows for need and case; r->rev is moved on
 * and saved, and the step is kept. */
MUST_CHECK struct err referral_answered(struct session *s, struct casework *w,
                                        struct referral *r, const struct answer_in *in);
/* The referral of this case and the case, or ERR_NOT_FOUND. */
MUST_CHECK struct err referral_of_case(struct session *s, const struct answer_in *in,
                                       enum act act, struct casework *w,
                                       struct referral *r);

#endif
