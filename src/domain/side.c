/* side.c -- see side.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/side.h"

#include "core/str.h"

/* What only somebody of care does. */
static const enum act care_acts[] = {
    ACT_CASE_LIST,     ACT_CASE_CARRY,     ACT_CASE_VIEW,       ACT_CASE_WORK,
    ACT_REFERRAL_SEND, ACT_REFERRAL_INBOX, ACT_REFERRAL_ANSWER, ACT_REPORT_INTERNAL,
    ACT_CASE_BLOCK,    ACT_BLOCK_REVIEW,   ACT_COMPLAINT_HEAR,  ACT_STOP_CONFIRM,
    ACT_HUB_WORK,      ACT_HUB_SHARE,      ACT_CALLBACK_WORK,   ACT_AGENCY_PEOPLE,
    ACT_CASE_EXPORT,   ACT_LEARNT_WRITE,   ACT_AGES_VIEW,       ACT_READS_VIEW,
    ACT_READS_LET,     ACT_GLASS_VIEW,     ACT_GLASS_BREAK,     ACT_GLASS_READ,
    ACT_GLASS_REVIEW,  ACT_GLASS_DELAY,    ACT_LEGAL_VIEW,      ACT_LEGAL_ASK,
    ACT_LEGAL_DECIDE,  ACT_ADDRESS_SHOW,   ACT_RESIDENT_ERASE,  ACT_RESIDENT_FIND,
};
/* And of inspections. */
static const enum act enforcement_acts[] = {
    ACT_FIELD_USE,       ACT_SYNC,
    ACT_INSPECTION_VIEW, ACT_INSPECTION_RECORD,
    ACT_INSPECTION_TIME, ACT_VISIT_CHOOSE,
    ACT_DELIVERY_RECORD, ACT_FORM_PRINT,
    ACT_TRAINING_VIEW,   ACT_INSPECTION_ASK,
    ACT_TIME_ASK,        ACT_PLAN_MANAGE,
    ACT_ZONE_MANAGE,     ACT_INSPECTION_IMPORT,
    ACT_PAPER_ENTER,     ACT_RECORDS_RELEASE,
    ACT_RECORDS_DISPOSE,
};
/* Work that nobody does on both sides. */
static const enum act decides_acts[] = {ACT_INSPECTION_RECORD, ACT_PLAN_MANAGE,
                                        ACT_RECORDS_RELEASE, ACT_RECORDS_DISPOSE};
static const enum act confided_acts[] = {ACT_CASE_VIEW, ACT_CASE_WORK,
                                         ACT_REFERRAL_ANSWER, ACT_RESIDENT_ERASE};
static const enum act by_name_acts[] = {ACT_USER_MANAGE, ACT_READY_MANAGE};

static bool does_any(enum role role, const enum act *acts, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (policy_needs(role, acts[i]) != NULL)
            return true;
    return false;
}

static bool by_name(enum role role)
{
    return does_any(role, by_name_acts, COUNT(by_name_acts));
}

/* False for a role of neither side. */
static bool side_of(enum role role, enum side *out)
{
    bool care = does_any(role, care_acts, COUNT(care_acts));
    bool inspects = does_any(role, enforcement_acts, COUNT(enforcement_acts));

    *out = care ? SIDE_PROVIDER : SIDE_CITY;
    return role != ROLE_AGENCY && !(care && (inspects || by_name(role)));
}

unsigned side_roles(enum side side)
{
    unsigned roles = 0;
    enum side its;

    for (int r = 0; r < ROLES; r++)
        if (side_of((enum role)r, &its) && its == side)
            roles |= 1u << r;
    return roles;
}

unsigned side_grants(enum side side)
{
    unsigned roles = side_roles(side);

    for (int r = 0; r < ROLES; r++)
        if (by_name((enum role)r))
            roles &= ~(1u << r);
    return roles;
}

static const char *const names[SIDES] = {"city", "provider"};

const char *side_name(enum side side)
{
    require(side < SIDES);
    return names[side];
}

bool side_parse(const char *word, enum side *out)
{
    for (int i = 0; i < SIDES; i++)
        if (str_same(names[i], word)) {
            *out = (enum side)i;
            return true;
        }
    return false;
}

bool side_crosses(unsigned roles)
{
    bool decides = false, confided = false;

    for (int r = 0; r < ROLES; r++)
        if (roles & 1u << r) {
            decides |= does_any((enum role)r, decides_acts, COUNT(decides_acts));
            confided |= does_any((enum role)r, confided_acts, COUNT(confided_acts));
        }
    return decides && confided;
}
