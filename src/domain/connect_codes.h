/* connect_codes.h -- the coded words of connecting: how a need reaches a service, whose
 * word an answer is, how help ended, which papers an application wants.  Phones have no
 * use for them, so they are not of codes_all; kept for ever like those.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_CONNECT_CODES_H
#define DOMAIN_CONNECT_CODES_H

#include "domain/codes.h"

/* How a need is handed over. */
enum way { WAY_LINK, WAY_PHONE, WAY_PRINT, WAY_OWN, WAY_APPLY, WAYS };
DECLARE_CODES(way);
/* Whose word it is: the agency's by its link, the resident's, or what the case manager
 * does or was told on the phone. */
enum said_by { SAID_AGENCY, SAID_MANAGER, SAID_RESIDENT, SAID_BYS };
DECLARE_CODES(said_by);
/* How help ended. */
enum ending {
    ENDING_DONE,
    ENDING_RESIDENT_STOPPED,
    ENDING_AGENCY_STOPPED,
    ENDING_MOVED,
    ENDING_OTHER,
    ENDINGS
};
DECLARE_CODES(ending);
/* What an application wants to see.  Nothing that this program never asks for. */
enum proof {
    PROOF_PHOTO_ID,
    PROOF_ADDRESS,
    PROOF_LEASE,
    PROOF_INCOME,
    PROOF_BILL,
    PROOF_SHUT_OFF,
    PROOF_RENT_LEDGER,
    PROOF_COURT,
    PROOF_HOUSEHOLD,
    PROOF_INSURANCE,
    PROOF_LANDLORD_FORM,
    PROOFS
};
DECLARE_CODES(proof);

#endif
