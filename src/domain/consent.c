/* consent.c -- see consent.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/consent.h"

/* clang-format off */
static const struct code second_channel_list[SECOND_CHANNELS] = {
    [SECOND_CALLED_BACK] = {"called-back", "consent.second_called"},
    [SECOND_IN_PERSON]   = {"in-person", "consent.second_person"},
};
/* clang-format on */
const struct codes second_channel_codes = {"second_channel", second_channel_list,
                                           COUNT(second_channel_list)};

struct day consent_latest(struct day today)
{
    return (struct day){today.n + CONSENT_DAYS_MAX + 1};
}

bool consent_holds(struct day expires, int64_t withdrawn_at, struct day today)
{
    return withdrawn_at == 0 && day_is_set(expires) && expires.n >= today.n &&
           expires.n <= consent_latest(today).n;
}

bool consent_is_ending(struct day expires, int64_t withdrawn_at, struct day today)
{
    return consent_holds(expires, withdrawn_at, today) &&
           expires.n - today.n <= CONSENT_DAYS_ENDING;
}

enum consent_verdict consent_judge(const struct consent_fact *c,
                                   const struct consent_ask *ask, struct day today)
{
    if (!c->full || !c->covers || !consent_holds(c->expires, c->withdrawn_at, today))
        return CONSENT_MISSING;
    if (ask->contacts_owner && !c->owner_agreed)
        return CONSENT_OWNER;
    return ask->sealed && !c->confirmed ? CONSENT_SECOND : CONSENT_ALLOWS;
}
