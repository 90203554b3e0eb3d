/* entrant.h -- who stands at a door of an account, and the session behind it; app/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ENTRANT_H
#define APP_ENTRANT_H

#include "app/account.h"

/* By e-mail, to the second step, or to change how one signs in. */
struct entrant {
    struct user_id id;
    const char *email, *name, *lang, *kept, *state;
    int64_t failed, locked_until;
};
/* ERR_NOT_FOUND when there is nobody. */
MUST_CHECK struct err entrant_load(struct session *s, struct db *db, struct user_id id,
                                   struct entrant *out);
/* By a password: not while the account rests, or after a hundred wrong ones. */
bool entrant_may_come(const struct session *s, const struct entrant *p);
/* A wrong password is counted, but for tries while the account rests. */
MUST_CHECK struct err entrant_failed(struct db *db, const struct entrant *p, int64_t now);

struct session_new {
    struct user_id user;
    const char *kind, *label; /* as struct sign_in has them */
    struct device_id device;  /* whose key signs its requests; or unset */
};
/* The phone that asks for it, when it signed that with the key of `user`'s own; or unset.
 */
MUST_CHECK struct err session_phone(struct session *s, const struct sign_in *w,
                                    struct user_id user, struct device_id *out);
/* Fills token, csrf and expires_at; s->second says whether a second factor opened it. */
MUST_CHECK struct err session_open(struct session *s, struct db *db,
                                   const struct session_new *n, struct signed_in *to);
/* Does one of this kind still open anything? */
bool session_lasts(const char *kind, int64_t seen_at, int64_t expires_at, int64_t now);

#endif
