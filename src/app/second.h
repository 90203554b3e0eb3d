/* second.h -- the second factor of an account: the code of an authenticator app, or one
 * of the recovery codes.  Who may set it up and end it: second_app.h.  app/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SECOND_H
#define APP_SECOND_H

#include "app/session.h"

/* What is kept of it; .confirmed_at 0: no app, or it is still being set up. */
struct second {
    struct bytes secret, next; /* opened; len 0: none */
    int64_t confirmed_at, used_step, failed, locked_until;
    int64_t passkeys; /* each is a second factor as well */
};
MUST_CHECK struct err second_load(struct session *s, struct db *db, struct user_id user,
                                  struct second *out);
/* After the password something more is asked. */
bool second_on(const struct second *have);
/* Without an app and without a passkey neither recovery codes nor a short password stay.
 */
MUST_CHECK struct err second_settle(struct session *s, struct db *db,
                                    struct user_id user);
/* This session has shown one; the others end. */
MUST_CHECK struct err second_end_others(struct session *s, struct db *db);
/* A secret as it is kept. */
struct bytes second_seal(struct session *s, struct user_id user, struct bytes secret);

enum second_result {
    SECOND_NONE,    /* the account has none */
    SECOND_MISSING, /* it has one, and nothing was typed */
    SECOND_WRONG,   /* counted; also while it rests after too many */
    SECOND_RIGHT,   /* and spent: the same code opens nothing again */
};
/* In a registry job that must be kept, whatever comes of it. */
MUST_CHECK struct err second_try(struct session *s, struct db *db, struct user_id user,
                                 const char *typed, enum second_result *out);

enum { RECOVERY_CODES = 10 };
/* A fresh set in place of any other: the only time they can be read. */
MUST_CHECK struct err recovery_make(struct session *s, struct db *db, struct user_id user,
                                    const char *out[RECOVERY_CODES]);

/* Does the city's setting ("admin,privacy") want a second factor of one of the roles? */
bool second_is_asked(const char *setting, unsigned roles);

/* What stands between the right password and the code: who it was, for five minutes and
 * as long as the password stays the same. */
const char *step_make(struct session *s, struct user_id user, const char *kept);
bool step_read(struct session *s, const char *step, struct user_id *out);
/* False also for one that was made with another password. */
bool step_holds(struct session *s, const char *step, const char *kept);

#endif
