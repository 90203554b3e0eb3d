/* passkey.h -- challenges that are answered once, and whose passkey answered; app/ only.
 * What a person does with the own ones: passkey_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_PASSKEY_H
#define APP_PASSKEY_H

#include "app/session.h"
#include "base/passkey.h"

/* What a challenge is for, and for whom (nobody yet: PASSKEY_ENTER); one for another
 * purpose or person opens nothing. */
enum passkey_use { PASSKEY_ENTER, PASSKEY_PROVE, PASSKEY_CREATE };
struct passkey_for {
    enum passkey_use use;
    struct user_id who;
};

/* Base64url.  Good for five minutes and kept nowhere: it carries its own mark. */
const char *challenge_make(struct session *s, const struct passkey_for *f);
/* A registry job.  *good: it is one of ours, holds, and was not spent; now it is. */
MUST_CHECK struct err challenge_spend(struct session *s, struct db *db,
                                      const struct passkey_for *f, struct bytes challenge,
                                      bool *good);

struct passkey_claim {
    struct bytes credential; /* len 0: none was used */
    struct passkey_said said;
};
/* f->who is then whose it is.  A registry job that must be kept: a key that counts
 * backwards is opened by nobody any more, and its person is told. */
MUST_CHECK struct err passkey_try(struct session *s, struct db *db, struct passkey_for *f,
                                  const struct passkey_claim *c, bool *right);

#endif
