/* delivery.h -- to whom an order went, and how.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_DELIVERY_H
#define DOMAIN_DELIVERY_H

#include "domain/codes.h"

enum recipient { RECIPIENT_OWNER, RECIPIENT_OCCUPANT, RECIPIENT_OTHER, RECIPIENTS };
DECLARE_CODES(recipient);
enum delivery {
    DELIVERY_HAND,
    DELIVERY_MAIL,
    DELIVERY_CERTIFIED,
    DELIVERY_EMAIL,
    DELIVERY_POSTED,
    DELIVERIES
};
DECLARE_CODES(delivery);

#endif
