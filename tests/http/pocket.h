/* pocket.h -- a phone in somebody's pocket: its key, its token, and what it signs.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HTTP_POCKET_H
#define TESTS_HTTP_POCKET_H

#include "site.h"

#include "base/crypto.h"

#define OWN "/account" /* what a session alone opens */

struct pocket {
    struct site *t;
    struct visitor *me;
    struct p256 key;
    const char *token, *nonce;
    const char *cookie; /* that the browser has besides; or NULL */
};
void pocket_free(struct pocket *k);

/* What is signed, and with which key and nonce; NULL: with none. */
struct proof {
    const char *method, *path, *body;
    const struct p256 *key;
    const char *nonce;
    int device; /* 0: the first */
};
/* In place of the headers of `what`. */
const struct local_answer *pocket_send(struct pocket *k, const struct ask *what,
                                       const struct proof *p);
/* What a phone does: it signs what it asks. */
const struct local_answer *asks(struct pocket *k, const char *method, const char *path,
                                const char *body);
const struct local_answer *token_alone(struct pocket *k);
void take_token(struct pocket *k, const struct local_answer *a);
const char *phone_json(const struct pocket *k, int device, const struct p256 *key,
                       const char *bind);
/* With the token alone, as a phone does at its first sign-in. */
const struct local_answer *pocket_enrol(struct pocket *k, const char *bind);

#endif
