/* connect_codes.c -- see connect_codes.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/connect_codes.h"

#include "domain/define_codes.h"

/* clang-format off */
static const struct code way_list[WAYS] = {
    [WAY_LINK] = {"link", "connect.way_link"},
    [WAY_PHONE] = {"phone", "connect.way_phone"},
    [WAY_PRINT] = {"print", "connect.way_print"},
    [WAY_OWN] = {"own", "connect.way_own"},
    [WAY_APPLY] = {"apply", "connect.way_apply"},
};
DEFINE_CODES(way)

static const struct code said_by_list[SAID_BYS] = {
    [SAID_AGENCY] = {"agency", "connect.said_agency"},
    [SAID_MANAGER] = {"manager", "connect.said_manager"},
    [SAID_RESIDENT] = {"resident", "connect.said_resident"},
};
DEFINE_CODES(said_by)

static const struct code ending_list[ENDINGS] = {
    [ENDING_DONE] = {"done", "connect.ending_done"},
    [ENDING_RESIDENT_STOPPED] = {"resident-stopped", "connect.ending_resident_stopped"},
    [ENDING_AGENCY_STOPPED] = {"agency-stopped", "connect.ending_agency_stopped"},
    [ENDING_MOVED] = {"moved", "connect.ending_moved"},
    [ENDING_OTHER] = {"other", "connect.ending_other"},
};
DEFINE_CODES(ending)

static const struct code proof_list[PROOFS] = {
    [PROOF_PHOTO_ID] = {"photo-id", "connect.proof_photo_id"},
    [PROOF_ADDRESS] = {"address", "connect.proof_address"},
    [PROOF_LEASE] = {"lease", "connect.proof_lease"},
    [PROOF_INCOME] = {"income", "connect.proof_income"},
    [PROOF_BILL] = {"bill", "connect.proof_bill"},
    [PROOF_SHUT_OFF] = {"shut-off", "connect.proof_shut_off"},
    [PROOF_RENT_LEDGER] = {"rent-ledger", "connect.proof_rent_ledger"},
    [PROOF_COURT] = {"court", "connect.proof_court"},
    [PROOF_HOUSEHOLD] = {"household", "connect.proof_household"},
    [PROOF_INSURANCE] = {"insurance", "connect.proof_insurance"},
    [PROOF_LANDLORD_FORM] = {"landlord-form", "connect.proof_landlord_form"},
};
DEFINE_CODES(proof)
/* clang-format on */
