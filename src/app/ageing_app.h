/* ageing_app.h -- what has waited for agencies too long, and mail that came back from
 * them.  SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_AGEING_APP_H
#define APP_AGEING_APP_H

#include "app/mail_app.h"

/* A round (rounds.h): from Monday morning on, every agency that owes several answers is
 * told how many, and since when the oldest waits: once a week, no word of what or who. */
MUST_CHECK struct err ageing_round_due(struct session *s, const void *in, void **out);
MUST_CHECK struct err ageing_round(struct session *s, const void *in, void **out);

/* A letter of care that its recipient did not get: a task for the case manager, when it
 * was about something that was sent. */
MUST_CHECK struct err mail_came_back(struct db *db, const struct mail *m, int64_t now);

#endif
