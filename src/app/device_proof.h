/* device_proof.h -- that a phone holds its key now: it signs each request of a session
 * that is bound to it, and with it a word of ours that is a few minutes old.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_DEVICE_PROOF_H
#define APP_DEVICE_PROOF_H

#include "app/session.h"
#include "app/sign_in.h"

/* To be signed next.  It is by our clock, so a phone's may be days off; any process of
 * this city knows it again for ten minutes. */
const char *device_nonce(const struct session *s);

struct q_device_claimed_out;
struct device_found {
    bool holds; /* the claim names a phone that was not ended, and its key signed METHOD,
                   path, time, the body's hash and the nonce, if there is one */
    struct device_id id;
    const struct q_device_claimed_out *row;
};
/* In the session's arena; looked for and verified once, where the claim has a place for
 * it. */
MUST_CHECK struct err device_claimed(struct session *s, const struct device_claim *c,
                                     const struct device_found **out);

/* The phone that signed this, when it is `person`'s and was not ended. */
struct own_phone {
    bool signed_this;
    struct device_id id;
    int64_t vouched_at;
};
MUST_CHECK struct err own_phone_load(struct session *s, const struct device_claim *c,
                                     struct user_id person, struct own_phone *out);
/* s->bound signed it with a nonce of the last minutes; true when nothing is bound. */
MUST_CHECK struct err device_proves(struct session *s, const struct device_claim *c,
                                    struct user_id person, bool *out);

#endif
