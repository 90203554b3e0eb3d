/* ids.h -- the kinds of identifier, one line each.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_IDS_H
#define CORE_IDS_H

#include "core/id.h"

DEFINE_ID(user);
DEFINE_ID(device);
DEFINE_ID(property);
DEFINE_ID(inspection);
DEFINE_ID(finding);
DEFINE_ID(addendum);
DEFINE_ID(delivery);
DEFINE_ID(release);
DEFINE_ID(casefile);
DEFINE_ID(resident);
DEFINE_ID(attempt);
DEFINE_ID(consent);
DEFINE_ID(need);
DEFINE_ID(referral);
DEFINE_ID(organization);
DEFINE_ID(service);
DEFINE_ID(op);
DEFINE_ID(mail);
DEFINE_ID(practice);
DEFINE_ID(survey);

#endif
