/* totp.h -- codes of six digits that change every half minute (RFC 6238, HMAC-SHA-1), as
 * every authenticator app shows them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_TOTP_H
#define BASE_TOTP_H

#include "core/arena.h"
#include "core/err.h"

#define TOTP_SECRET_LEN 20 /* as RFC 4226 recommends */
#define TOTP_DIGITS 6
#define TOTP_STEP_MS INT64_C(30000)

/* The number of the half minute. */
int64_t totp_step(int64_t now_ms);
/* The code of a step with so many digits (6 to 8), as text. */
const char *totp_code(struct bytes secret, int64_t step, int digits, struct arena *a);
/* The step whose code this is: of this half minute, or of the one before or behind, for
 * a phone's clock; never one up to `used`.  0: of none. */
int64_t totp_match(struct bytes secret, const char *code, int64_t now_ms, int64_t used);
/* Base32 without padding (RFC 4648), in groups of four for eyes when `groups`. */
const char *base32(struct arena *a, struct bytes data, bool groups);
/* otpauth://totp/... : what the square says to an app. */
const char *totp_url(struct arena *a, const char *issuer, const char *account,
                     struct bytes secret);

#endif
