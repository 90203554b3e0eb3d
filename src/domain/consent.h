/* consent.h -- when a resident's agreement still holds, and what it allows.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_CONSENT_H
#define DOMAIN_CONSENT_H

#include "core/day.h"
#include "domain/codes.h"

/* The longest a consent may run, and what a form offers at first. */
enum { CONSENT_DAYS_MAX = 366, CONSENT_DAYS_USUAL = 180 };
/* So many days before its last a consent is somebody's task. */
enum { CONSENT_DAYS_ENDING = 14 };

/* Holds through its last day; a withdrawal ends it at once, and a consent without a last
 * day was never a full one: it does not hold.  Nor does one that would run longer from
 * today than any may: a clock that ran ahead wrote it, and it is asked for anew. */
bool consent_holds(struct day expires, int64_t withdrawn_at, struct day today);
/* The latest last day that one in force may have. */
struct day consent_latest(struct day today);
/* It holds, and runs out within CONSENT_DAYS_ENDING days. */
bool consent_is_ending(struct day expires, int64_t withdrawn_at, struct day today);

/* How a resident said yes a second time. */
enum second_channel { SECOND_CALLED_BACK, SECOND_IN_PERSON, SECOND_CHANNELS };
extern const struct codes second_channel_codes;

/* A consent, seen from one need that would go to one recipient. */
struct consent_fact {
    bool full;         /* not the door's permission, nor an import's */
    bool covers;       /* its scope names this need at this recipient */
    bool owner_agreed; /* ... and that this recipient writes to the owner */
    bool confirmed;    /* by a second channel */
    int64_t withdrawn_at;
    struct day expires;
};
struct consent_ask {
    bool contacts_owner; /* the service writes to the owner */
    bool sealed;         /* the need is of a sealed class */
};

/* The first thing that stands against telling, in this order. */
enum consent_verdict {
    CONSENT_ALLOWS,
    CONSENT_MISSING, /* none, or of other needs or recipients, or over */
    CONSENT_OWNER,   /* that the owner hears of it was not agreed to */
    CONSENT_SECOND   /* a sealed need: to be confirmed by a second channel first */
};
enum consent_verdict consent_judge(const struct consent_fact *c,
                                   const struct consent_ask *ask, struct day today);

#endif
