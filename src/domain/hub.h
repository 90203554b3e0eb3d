/* hub.h -- a household before the Hub, a table of agencies that the police lead: four
 * filters, and only behind the third a name.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_HUB_H
#define DOMAIN_HUB_H

#include "domain/codes.h"
#include "domain/consent.h"
#include "domain/policy.h"

enum hub_state {
    HUB_FILTER_1, /* within the provider: did we do all that we can? */
    HUB_FILTER_2, /* at the table, without a name: is the risk acute? */
    HUB_FILTER_3, /* still without: which agencies, and who leads? */
    HUB_FILTER_4, /* those agencies alone, by name: what do they do? */
    HUB_TOGETHER, /* they do it */
    HUB_DECLINED,
    HUB_CLOSED,
    HUB_STOPPED, /* the resident took the consent back */
    HUB_STATES
};
DECLARE_CODES(hub_state);

enum hub_event {
    HUB_ON_SHEET,   /* what the sheet says is changed */
    HUB_ON_ACCEPT,  /* the filter is passed */
    HUB_ON_DECLINE, /* it is not */
    HUB_ON_SHOW,    /* the sheet leaves the provider */
    HUB_ON_REVEAL,  /* an agency was told who it is */
    HUB_ON_CLOSE,
    HUB_ON_STOP, /* the consent was taken back */
    HUB_ON_LEAD, /* another agency leads */
    HUB_EVENTS
};

bool hub_can(enum hub_state now, enum hub_event ev);
/* ERR_CONFLICT with the sentence that says what is possible now. */
MUST_CHECK struct err hub_next(enum hub_state now, enum hub_event ev,
                               enum hub_state *out);
/* What policy.c is asked: hub.share where something leaves the provider. */
enum act hub_act(enum hub_event ev);
/* 1 to 4; 0 in a state that is no filter. */
int hub_filter(enum hub_state state);
bool hub_is_over(enum hub_state state);

/* Why a filter was not passed. */
enum hub_reason {
    HUB_NOT_ACUTE,
    HUB_ONE_AGENCY,
    HUB_ALREADY_HELPED,
    HUB_RESIDENT_NO,
    HUB_NOT_HERE,
    HUB_OTHER_REASON,
    HUB_REASONS
};
DECLARE_CODES(hub_reason);

enum hub_outcome {
    HUB_LOWERED,
    HUB_CONNECTED,
    HUB_REFUSED_HELP,
    HUB_NOT_REACHED,
    HUB_STILL_ACUTE,
    HUB_OUTCOMES
};
DECLARE_CODES(hub_outcome);

/* What an agency was told of a person. */
enum hub_told { HUB_TOLD_NAME, HUB_TOLD_PHONE, HUB_TOLD_ADDRESS, HUB_TOLDS };
DECLARE_CODES(hub_told);

/* A consent of the Hub's own kind lets things leave; a full consent never does. */
enum consent_verdict hub_judge(enum consent_kind kind, const struct consent_fact *c,
                               bool sealed, struct day today);

#endif
