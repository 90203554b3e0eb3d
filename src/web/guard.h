/* guard.h -- who asks, and may they ask this at all.  web/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include "app/sign_in.h"
#include "web/turn.h"

/* The request's turn with an empty session: city, clock, language. */
struct turn *guard_open(struct web *w, struct req *rq);
/* Finds route and session, checks what the route's guard asks and that a role of this
 * person has its act.  What may not be seen does not exist: ERR_NOT_FOUND. */
MUST_CHECK struct err guard_pass(struct turn *t, struct req *rq);

/* What a phone says that it signed; .device is "" when none did. */
struct device_claim guard_claim(struct req *rq);
/* The session cookie: its name, its value as sent, and setting it ("" removes it). */
const char *guard_token(struct web *w, struct req *rq, bool *cookie);
void guard_set_cookie(struct web *w, struct req *rq, const char *token);
/* An ERR_FORBIDDEN of a route or of an act, as the asker may know it. */
struct err guard_hide(struct err e);

#endif
