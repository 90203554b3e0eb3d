/* password.h -- passwords kept as argon2id; about 11 ms each, so never on an HTTP thread.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_PASSWORD_H
#define BASE_PASSWORD_H

#include "core/arena.h"
#include "core/err.h"

#define PASSWORD_MIN 15 /* letters: it is the only factor (NIST SP 800-63B-4) */
#define PASSWORD_MAX 1024

/* The text to keep, in `a`.  ERR_BUSY when there is no memory to hash in. */
MUST_CHECK struct err password_hash(struct arena *a, const char *password,
                                    const char **out);
/* NULL for an account that is not there: takes as long, and says false.  ERR_BUSY when
 * there is no memory to hash in: nobody's password is wrong for that. */
MUST_CHECK struct err password_check(const char *kept, const char *password, bool *match);

/* What speaks against a new password: a message id, or NULL.  `email` may not be in it.
 */
const char *password_fault(const char *password, const char *email);

#endif
