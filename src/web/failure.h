/* failure.h -- errors as pages for people and as problem+json (RFC 9457) for programs.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_FAILURE_H
#define WEB_FAILURE_H

#include "web/turn.h"

/* One log line: kind, message id, birthplace, request id; nothing of the content, and
 * none of what care refused. */
void log_failure(struct req *rq, struct err e);
/* Fills the whole answer. */
/* Says when to come back, in an answer of status 503. */
void failure_ask_back(struct req *rq);
void failure_show(struct turn *t, struct req *rq, struct err e);
/* What the door refused, before a route was looked for. */
void failure_refuse(struct turn *t, struct req *rq, int status, const char *msg);

#endif
