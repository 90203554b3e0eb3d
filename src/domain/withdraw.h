/* withdraw.h -- a yes is taken back: how, and who must hear of it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_WITHDRAW_H
#define DOMAIN_WITHDRAW_H

#include "core/day.h"
#include "domain/codes.h"

/* How it was taken back: by the code alone, on the phone, in person, or because all of
 * hers was erased. */
enum stop_way { STOP_BY_CODE, STOP_BY_PHONE, STOP_IN_PERSON, STOP_BY_ERASURE, STOP_WAYS };
DECLARE_CODES(stop_way);
/* How a caller showed who she is. */
enum proved { PROVED_CARD_WORD, PROVED_CALLED_BACK, PROVEDS };
DECLARE_CODES(proved);

/* How an agency hears that it must stop.  One that only counts is told, and never asked
 * for an answer: what it says of one person would come back. */
enum notice_way { NOTICE_MAIL, NOTICE_PHONE, NOTICE_NONE, NOTICE_WAYS };
DECLARE_CODES(notice_way);
enum said_how { SAID_HOW_LINK, SAID_HOW_PHONE, SAID_HOWS };
DECLARE_CODES(said_how);

struct receiver {
    bool own;            /* a programme of the provider itself: it is us */
    bool aggregate_only; /* it only counts */
    bool reachable;      /* it takes mail or text messages */
};
/* Does it have to hear of it at all? */
bool notice_is_owed(const struct receiver *r);
enum notice_way notice_way_of(const struct receiver *r);
/* Silence is a task: at once where somebody has to call, else from its day on. */
bool notice_is_task(enum notice_way way, struct day due, bool said, struct day today);
/* Days in which a message is answered, where the city has not said (`stop_days`). */
#define STOP_DAYS_USUAL "3"

#endif
