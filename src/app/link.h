/* link.h -- the secrets that open one thing without an account: an agency's link, a
 * resident's withdrawal code, a colleague's invitation.  All are made from the link key
 * and an identifier, so that a store holds only their hashes and a mail can be written
 * again. SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_LINK_H
#define APP_LINK_H

#include "base/keys.h"
#include "core/arena.h"
#include "core/ids.h"

/* 128 bits as 22 letters of base64url; `serial` tells one link of a referral from the
 * next. */
const char *link_token(const struct keys *keys, struct referral_id id, int64_t serial,
                       struct arena *a);
/* What the store holds of it; false for anything that cannot be a token. */
bool link_token_sha(const char *token, struct arena *a, struct bytes *out);

/* What a browser holds of a link it has opened: for that page alone, until `until`, and
 * of the token nothing that could be read back. */
const char *link_pass(const struct keys *keys, const char *token, int64_t until,
                      struct arena *a);
bool link_pass_opens(const struct keys *keys, const char *token, const char *pass,
                     int64_t now, struct arena *a);

/* Of the page where an agency says that it stops: for what was stopped then. */
const char *stop_token(const struct keys *keys, struct referral_id id, int64_t at,
                       struct arena *a);

/* The token of an invitation (account.h), by the id that its form was given. */
const char *invite_token(const struct keys *keys, struct id id, struct arena *a);

/* Ten letters and digits that are hard to confuse, "K7F2Q-9XM4T". */
const char *withdraw_code(const struct keys *keys, struct consent_id id, struct arena *a);
/* What the store holds of it, however it was typed; false for what cannot be a code. */
bool withdraw_code_sha(const char *code, struct arena *a, struct bytes *out);

/* What the store holds of a help card's eight letters, however they were typed. */
bool card_code_sha(const struct keys *keys, const char *code, struct arena *a,
                   struct bytes *out);
/* Of either code, by its length; of what is no code something that nobody has, so that a
 * guess and a slip take the same way. */
struct bytes resident_code_sha(const struct keys *keys, const char *code,
                               struct arena *a);

#endif
