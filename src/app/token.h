/* token.h -- secrets handed out once and kept as their SHA-256; app/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_TOKEN_H
#define APP_TOKEN_H

#include "app/account.h"

void token_make(struct arena *a, char out[TOKEN_TEXT]);
struct bytes token_sha(struct arena *a, const char *token);
const char *email_key(struct arena *a, const char *email); /* lower case */

/* After too many wrong passwords, for a quarter of an hour. */
bool account_locked(int64_t locked_until, int64_t now);
/* No invitation made by now ends later. */
int64_t invitation_latest(int64_t now);

#endif
