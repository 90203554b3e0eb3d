/* visit_codes.h -- the coded lists of an inspection's report, as codes.h has the others.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_VISIT_CODES_H
#define DOMAIN_VISIT_CODES_H

#include "domain/codes.h"

/* Why a door was not opened to the inspector, or not today. */
enum no_entry {
    NO_ENTRY_NO_ANSWER,
    NO_ENTRY_REFUSED,
    NO_ENTRY_ANOTHER_DAY,
    NO_ENTRY_UNSAFE,
    NO_ENTRY_NOT_FOUND,
    NO_ENTRIES
};
DECLARE_CODES(no_entry);
/* What several phones may say of one visit, and a person chooses between. */
enum said_field { SAID_UNIT, SAID_OCCUPANCY, SAID_PRESENT, SAID_CARD, SAID_FIELDS };
DECLARE_CODES(said_field);
/* Of an inspection: the whole dwelling, or what was complained of. */
enum scope { SCOPE_COMPREHENSIVE, SCOPE_LIMITED, SCOPES };
DECLARE_CODES(scope);
/* By whose leave the inspector came in. */
enum entry { ENTRY_OCCUPANT, ENTRY_OWNER, ENTRY_WARRANT, ENTRY_COMMON, ENTRIES };
DECLARE_CODES(entry);
/* What became of the question of lead (105 CMR 460, domain/visit.h). */
enum lead {
    LEAD_NOT_NEEDED,
    LEAD_COMPLIANCE,
    LEAD_DETERMINED,
    LEAD_ORDERED,
    LEAD_YEAR_UNKNOWN,
    LEADS
};
DECLARE_CODES(lead);
/* Whose knowledge is needed besides (105 CMR 410.610). */
enum specialist {
    SPECIALIST_NONE,
    SPECIALIST_ELECTRICAL,
    SPECIALIST_PLUMBING,
    SPECIALIST_BUILDING,
    SPECIALIST_FIRE,
    SPECIALIST_PEST,
    SPECIALIST_LEAD,
    SPECIALIST_OTHER,
    SPECIALISTS
};
DECLARE_CODES(specialist);
/* HUD NSPIRE: how soon a deficiency is to be corrected. */
enum severity {
    SEVERITY_LIFE_THREATENING,
    SEVERITY_SEVERE,
    SEVERITY_MODERATE,
    SEVERITY_LOW,
    SEVERITIES
};
DECLARE_CODES(severity);

#endif
