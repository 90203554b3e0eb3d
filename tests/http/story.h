/* story.h -- a case as it stands after a week of work, for tests of who may see it: asked
 * for at a door, spoken with, a need found, consented to, sent to an agency.  Every text
 * of it that must not leak is one of story_secrets.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HTTP_STORY_H
#define TESTS_HTTP_STORY_H

#include "site.h"

#define STORY_NAME "Zenobia"
#define STORY_PHONE "617 555 0142"
#define STORY_KNOCK "after dusk"
#define STORY_NOTE "sleeps in the hallway"
#define STORY_TRIED "coughed badly"
#define STORY_FAULTY "Yolanda" /* of a request that was not whole */
#define STORY_JOINT "the stair inspector"
#define STORY_BLOCK_WHY "lived with her once"
#define STORY_CARD "K7F2 " /* and the number in four digits; "K7F3 " from 10,000 on */
#define STORY_MAIL "desk@harbor.example"

/* Names, numbers and free text of a resident. */
extern const char *const story_secrets[];
extern const size_t story_secrets_len;
/* What the need is called: no more for everybody's eyes than the name. */
extern const char *const story_need_words[];
extern const size_t story_need_words_len;

struct story {
    struct casefile_id casefile;
    struct need_id need;
    struct service_id service;
    struct organization_id organization;
    struct consent_id consent;
    struct referral_id referral;
    struct id visit;         /* to their home, planned for today */
    struct op_id fault;      /* an envelope that was not whole */
    const char *token;       /* of the agency's link */
    int64_t rev, answer_rev; /* of the case, of the referral */
};

/* The agency and its service, and the case manager who works on every story. */
void story_begin(struct site *t);
/* A fresh one, number n of this site. */
struct story *story_new(struct site *t, int n);
/* The names of number n alone: nothing of it is in a store. */
struct story *story_unborn(struct site *t, int n);
/* From now on it is that person's; nobody's when NULL. */
void story_own(struct site *t, const struct story *st, const struct visitor *who);
/* A resident says to the care-lead: not this person.  Why is STORY_BLOCK_WHY. */
void story_block(struct site *t, const struct story *st, const struct visitor *whom);
/* Its household is destroyed, as it asked. */
void story_erase(struct site *t, const struct story *st);
/* "/cases/{case}/needs/{need}?rev={rev}" with the story's own; also {service}
 * {organization} {consent} {referral} {visit} {fault} {token} {answer_rev}, and {new}: an
 * id that nothing has yet. */
const char *story_fill(struct site *t, const struct story *st, const char *pattern);

#endif
