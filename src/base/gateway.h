/* gateway.h -- hands one text message to a gateway over HTTP (docs/sms.md).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_GATEWAY_H
#define BASE_GATEWAY_H

#include "core/arena.h"
#include "core/err.h"

struct gateway {
    const char *url;   /* "https://gateway.example/messages"; "" = none set */
    const char *token; /* sent as a bearer token; "" = none */
};

struct text_message {
    const char *id; /* the same every time: a gateway may know a repetition by it */
    const char *to; /* "617-555-0178", "+1 617 555 0178" */
    const char *text;
};

/* The number as gateways want it, "+16175550178"; NULL for what is none. */
const char *gateway_number(struct arena *a, const char *number);
/* ERR_BUSY when the gateway cannot be reached or asks to come later ("sms.unreachable",
 * "sms.later"), ERR_INVALID when it refuses this message ("sms.refused"). */
MUST_CHECK struct err gateway_send(const struct gateway *g, const struct text_message *m,
                                   struct arena *a);

#endif
