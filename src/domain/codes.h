/* codes.h -- every coded word of this program: the one place where a word of the stores,
 * the wire and the forms meets its enum and the message that people read.
 * Words and their order are kept for ever: reports, imports and old phones know them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_CODES_H
#define DOMAIN_CODES_H

#include "core/base.h"

struct code {
    const char *word;  /* "mental-health" */
    const char *msgid; /* "need.mental-health" */
};

struct codes {
    const char *name; /* "need" */
    const struct code *list;
    size_t len;
};

/* The place of a word in its list, or -1; NULL is in no list. */
int codes_find(const struct codes *c, const char *word);
/* A list by its name, or NULL. */
const struct codes *codes_named(const char *name);
/* All lists, for the phone's tables and for tests. */
extern const struct codes *const codes_all[];
extern const size_t codes_all_len;

/* For each list: its words, word -> enum (false: no such word), and the message id. */
#define DECLARE_CODES(noun)                 \
    extern const struct codes noun##_codes; \
    const char *noun##_name(enum noun n);   \
    const char *noun##_msgid(enum noun n);  \
    bool noun##_parse(const char *word, enum noun *out)

/* domain.md: the product's own list, for case managers and reports. */
enum need {
    NEED_FUEL,
    NEED_FOOD,
    NEED_RENT,
    NEED_HEALTHCARE,
    NEED_HOARDING,
    NEED_HOMELESSNESS,
    NEED_MENTAL_HEALTH,
    NEED_SUBSTANCE_USE,
    NEED_EMPLOYMENT,
    NEED_HOME_REPAIR,
    NEED_LEGAL,
    NEED_CHILDCARE,
    NEED_DISABILITY,
    NEED_ELDER,
    NEED_DOMESTIC_VIOLENCE,
    NEED_LANGUAGE,
    NEED_OTHER,
    NEEDS
};
DECLARE_CODES(need);
/* Kept as `sealed` beside a class-key cell, counted as `sealed`. */
enum sealed_class {
    SEALED_SUBSTANCE_USE,
    SEALED_DOMESTIC_VIOLENCE,
    SEALED_MINORS,
    SEALED_CLASSES
};
DECLARE_CODES(sealed_class);
/* The nine plain choices at the door. */
enum choice {
    CHOICE_FOOD,
    CHOICE_HEAT,
    CHOICE_RENT,
    CHOICE_HEALTH,
    CHOICE_REPAIRS,
    CHOICE_THINGS,
    CHOICE_PAPERS,
    CHOICE_TALK,
    CHOICE_PRIVATE,
    CHOICES
};
DECLARE_CODES(choice);
/* How a need came to be known; inferred only by the case manager. */
enum known_by { KNOWN_BY_SEEN, KNOWN_BY_TOLD, KNOWN_BY_INFERRED, KNOWN_BYS };
DECLARE_CODES(known_by);
enum urgency { URGENCY_ROUTINE, URGENCY_TODAY, URGENCY_CRISIS, URGENCIES };
DECLARE_CODES(urgency);
/* Who asked. */
enum source {
    SOURCE_INSPECTOR,
    SOURCE_311,
    SOURCE_HHS,
    SOURCE_AFFILIATE,
    SOURCE_SELF,
    SOURCE_OTHER,
    SOURCE_PAPER,
    SOURCES
};
DECLARE_CODES(source);
enum case_kind { CASE_KIND_REQUEST, CASE_KIND_ALERT, CASE_KIND_IMPORTED, CASE_KINDS };
DECLARE_CODES(case_kind);
/* Domain/casefile.h. */
enum case_state {
    CASE_SUBMITTED,
    CASE_ACKNOWLEDGED,
    CASE_ATTEMPTED,
    CASE_CONTACTED,
    CASE_ASSESSED,
    CASE_CONNECTED,
    CASE_CLOSED,
    CASE_STATES
};
DECLARE_CODES(case_state);
/* All that a referrer ever hears. */
enum coarse {
    COARSE_RECEIVED,
    COARSE_CONTACTED,
    COARSE_CONNECTED,
    COARSE_CLOSED,
    COARSES
};
DECLARE_CODES(coarse);
/* Disjoint; closed never implies success. */
enum close_reason {
    CLOSE_CONNECTED_ALL,
    CLOSE_CONNECTED_SOME,
    CLOSE_DECLINED_BEFORE_CONTACT,
    CLOSE_DECLINED_AFTER_CONTACT,
    CLOSE_UNABLE_TO_REACH,
    CLOSE_MOVED,
    CLOSE_ALREADY_SERVED,
    CLOSE_INELIGIBLE,
    CLOSE_NO_CAPACITY,
    CLOSE_HUB,
    CLOSE_DUPLICATE,
    CLOSE_DECEASED,
    CLOSE_CONSENT_WITHDRAWN,
    CLOSE_REASONS
};
DECLARE_CODES(close_reason);
/* What lay behind it. */
enum cause {
    CAUSE_ARREARS,
    CAUSE_OWNER_NEGLECT,
    CAUSE_DISABILITY,
    CAUSE_CROWDING,
    CAUSE_NO_INFORMATION,
    CAUSE_LANGUAGE,
    CAUSE_OTHER,
    CAUSES
};
DECLARE_CODES(cause);
/* What blocked help. */
enum barrier {
    BARRIER_NO_CAPACITY,
    BARRIER_NOT_ELIGIBLE,
    BARRIER_WAITLIST,
    BARRIER_DOCUMENTS,
    BARRIER_NO_SERVICE,
    BARRIER_OTHER,
    BARRIERS
};
DECLARE_CODES(barrier);
/* Prior services; the default is unknown. */
enum prior { PRIOR_UNKNOWN, PRIOR_YES, PRIOR_NO, PRIORS };
DECLARE_CODES(prior);
enum answer { ANSWER_YES, ANSWER_NO, ANSWERS };
DECLARE_CODES(answer);
/* Of an attempt to reach. */
enum channel {
    CHANNEL_PHONE,
    CHANNEL_TEXT,
    CHANNEL_VISIT,
    CHANNEL_LETTER,
    CHANNEL_EMAIL,
    CHANNEL_OTHER,
    CHANNELS
};
DECLARE_CODES(channel);
/* Of an attempt. */
enum outcome {
    OUTCOME_REACHED,
    OUTCOME_NO_ANSWER,
    OUTCOME_LEFT_MESSAGE,
    OUTCOME_WRONG_NUMBER,
    OUTCOME_NOT_HOME,
    OUTCOME_OTHER_PERSON,
    OUTCOME_LEFT_LETTER,
    OUTCOME_DECLINED,
    OUTCOME_OTHER,
    OUTCOMES
};
DECLARE_CODES(outcome);
enum interpreter {
    INTERPRETER_NONE,
    INTERPRETER_STAFF,
    INTERPRETER_PHONE_LINE,
    INTERPRETER_IN_PERSON,
    INTERPRETER_FAMILY,
    INTERPRETERS
};
DECLARE_CODES(interpreter);
/* Why an agency cannot help. */
enum refusal {
    REFUSAL_NO_CAPACITY,
    REFUSAL_NOT_ELIGIBLE,
    REFUSAL_DOCUMENTS,
    REFUSAL_OUT_OF_AREA,
    REFUSAL_CANNOT_REACH,
    REFUSAL_RESIDENT_DECLINED,
    REFUSAL_NO_LONGER_OFFERED,
    REFUSAL_OTHER,
    REFUSALS
};
DECLARE_CODES(refusal);
/* Domain/referral.h. */
enum referral_state {
    REFERRAL_SENT,
    REFERRAL_DOCUMENTS,
    REFERRAL_APPLIED,
    REFERRAL_WAITLISTED,
    REFERRAL_ACCEPTED,
    REFERRAL_STARTED,
    REFERRAL_ENDED,
    REFERRAL_REFUSED,
    REFERRAL_WITHDRAWN,
    REFERRAL_STATES
};
DECLARE_CODES(referral_state);
/* What may happen to a referral: domain/referral.h. */
enum referral_event {
    REFERRAL_ACCEPT,
    REFERRAL_REFUSE,
    REFERRAL_WAITLIST,
    REFERRAL_ASK_DOCUMENTS,
    REFERRAL_APPLY,
    REFERRAL_START,
    REFERRAL_UPDATE,
    REFERRAL_END,
    REFERRAL_WITHDRAW,
    REFERRAL_REOPEN,
    REFERRAL_EVENTS
};
DECLARE_CODES(referral_event);
enum need_state { NEED_STATE_OPEN, NEED_STATE_MET, NEED_STATE_UNMET, NEED_STATES };
DECLARE_CODES(need_state);
enum consent_kind { CONSENT_DOOR, CONSENT_FULL, CONSENT_IMPORTED, CONSENT_KINDS };
DECLARE_CODES(consent_kind);
enum consent_method {
    METHOD_SHOWN,
    METHOD_READ,
    METHOD_SIGNED,
    METHOD_VERBAL_WITNESSED,
    METHOD_IMPORTED,
    CONSENT_METHODS
};
DECLARE_CODES(consent_method);
/* When the owner pays, the violation comes first. */
enum heat_payer { HEAT_UNKNOWN, HEAT_OWNER, HEAT_OCCUPANT, HEAT_PAYERS };
DECLARE_CODES(heat_payer);
enum occupancy { OCCUPANCY_UNKNOWN, OCCUPANCY_OCCUPIED, OCCUPANCY_VACANT, OCCUPANCIES };
DECLARE_CODES(occupancy);
/* Who was there. */
enum present {
    PRESENT_OCCUPANT,
    PRESENT_OWNER,
    PRESENT_AGENT,
    PRESENT_OTHER,
    PRESENT_NOBODY,
    PRESENTS
};
DECLARE_CODES(present);
enum responsible { RESPONSIBLE_OWNER, RESPONSIBLE_OCCUPANT, RESPONSIBLES };
DECLARE_CODES(responsible);
enum inspection_kind {
    VISIT_ROUTINE,
    VISIT_COMPLAINT,
    VISIT_EMERGENCY,
    VISIT_REINSPECTION,
    VISIT_IMPORTED,
    INSPECTION_KINDS
};
DECLARE_CODES(inspection_kind);
enum inspection_state {
    INSPECTION_PLANNED,
    INSPECTION_STARTED,
    INSPECTION_SIGNED,
    INSPECTION_CLOSED,
    INSPECTION_STATES
};
DECLARE_CODES(inspection_state);
enum finding_state { FINDING_OPEN, FINDING_CORRECTED, FINDING_CLOSED, FINDING_STATES };
DECLARE_CODES(finding_state);
/* Why no help card was left. */
enum card_reason {
    CARD_NONE_AT_HOME,
    CARD_REFUSED,
    CARD_NO_CARDS,
    CARD_VACANT,
    CARD_UNSAFE,
    CARD_OTHER,
    CARD_REASONS
};
DECLARE_CODES(card_reason);
/* Where in the home. */
enum place {
    PLACE_WHOLE_UNIT,
    PLACE_KITCHEN,
    PLACE_BATHROOM,
    PLACE_BEDROOM,
    PLACE_LIVING_ROOM,
    PLACE_OTHER_ROOM,
    PLACE_HALL,
    PLACE_STAIRS,
    PLACE_ENTRANCE,
    PLACE_PORCH,
    PLACE_BASEMENT,
    PLACE_ATTIC,
    PLACE_HEATING_PLANT,
    PLACE_ROOF,
    PLACE_EXTERIOR,
    PLACE_YARD,
    PLACE_COMMON_AREA,
    PLACES
};
DECLARE_CODES(place);
/* The four we write in; ask in any. */
enum lang { LANG_EN, LANG_ES, LANG_PT, LANG_HT, LANGS };
DECLARE_CODES(lang);
/* Thirty days after connecting: is it better?. */
enum feeling { FEELING_BETTER, FEELING_SAME, FEELING_WORSE, FEELING_NO_ANSWER, FEELINGS };
DECLARE_CODES(feeling);
/* Of a service. */
enum capacity {
    CAPACITY_OPEN,
    CAPACITY_WAITLIST,
    CAPACITY_FULL,
    CAPACITY_UNKNOWN,
    CAPACITIES
};
DECLARE_CODES(capacity);

/* The reason for referral that a choice at the door becomes. */
enum need choice_need(enum choice c);
/* Stored as `sealed`: substance use, domestic violence. */
bool need_is_sealed(enum need n);

#endif
