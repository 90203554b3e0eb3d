/* password.h -- passwords kept as argon2id; about 11 ms each, so never on an HTTP thread.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_PASSWORD_H
#define BASE_PASSWORD_H

#include "core/arena.h"
#include "core/err.h"

/* In letters (NIST SP 800-63B-4, 3.1.1): what is the only factor must be long. */
#define PASSWORD_MIN 15
#define PASSWORD_MIN_SECOND 8 /* beside a second factor */
#define PASSWORD_MAX 200
#define PASSWORD_BYTES 1024 /* what a form may send */

/* The text to keep, in `a`.  ERR_BUSY when there is no memory to hash in. */
MUST_CHECK struct err password_hash(struct arena *a, const char *password,
                                    const char **out);
/* NULL for an account that is not there: takes as long, and says false.  ERR_BUSY when
 * there is no memory to hash in: nobody's password is wrong for that. */
MUST_CHECK struct err password_check(const char *kept, const char *password, bool *match);

/* What speaks against a new password: a message id, or NULL.  Neither the e-mail's name
 * nor the city's may carry it. */
struct password_rule {
    size_t min; /* letters */
    const char *email, *city;
};
const char *password_fault(const char *password, const struct password_rule *rule);
/* Fewer letters than one must have that stands alone. */
bool password_is_short(const char *password);

#endif
