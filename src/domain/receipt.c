/* receipt.c -- see receipt.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/receipt.h"

#include "core/str.h"
#include "domain/define_codes.h"

/* clang-format off */
static const struct code receipt_event_list[RECEIPT_EVENTS] = {
    [RECEIPT_GIVEN]     = {"given", "receipt.given"},
    [RECEIPT_RENEWED]   = {"renewed", "receipt.renewed"},
    [RECEIPT_WITHDRAWN] = {"withdrawn", "receipt.withdrawn"},
};
DEFINE_CODES(receipt_event)
/* clang-format on */

const char *receipt_text_refusal(const struct contact_rules *r, const char *message_ok,
                                 const char *phone, int minute)
{
    if (phone == NULL || phone[0] == '\0')
        return "withdraw.no_phone";
    if (message_ok == NULL || !str_same(message_ok, "yes"))
        return "withdraw.no_message";
    return contact_refusal(r, CHANNEL_TEXT, minute);
}
