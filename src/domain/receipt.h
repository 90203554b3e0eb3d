/* receipt.h -- what a resident has in hand of a consent, and how it may be handed over.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_RECEIPT_H
#define DOMAIN_RECEIPT_H

#include "domain/household.h"

/* A consent was given, given again while another of the same stood, or taken back. */
enum receipt_event { RECEIPT_GIVEN, RECEIPT_RENEWED, RECEIPT_WITHDRAWN, RECEIPT_EVENTS };
DECLARE_CODES(receipt_event);

/* NULL, or the message that says why it is printed only: what a household said of being
 * reached holds for a text message too, and silence is no yes to one.  `message_ok` and
 * `phone` as in struct case_person. */
const char *receipt_text_refusal(const struct contact_rules *r, const char *message_ok,
                                 const char *phone, int minute);

#endif
