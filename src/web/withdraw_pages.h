/* withdraw_pages.h -- sharing stops, on the phone too; agencies say that they stop.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_WITHDRAW_PAGES_H
#define WEB_WITHDRAW_PAGES_H

#include "app/withdraw_app.h"
#include "web/case_pages.h"
#include "web/today_views.h"

/* /cases/:id/sharing */
SHOW(sharing_show);
READ(phone_stop_read);
SHOW(to_sharing);
READ(notice_read);
SHOW(to_sharing_or_today);

/* /stopped */
SHOW(stopped_landing_show);
READ(stopped_read);
SHOW(stopped_show);
SHOW(stopped_said);

/* The rows of Today's part case/stops. */
const struct today_row_view *stop_views(struct session *s, const struct stop_notices *n);
/* To an agency: which request was taken back, and when; nothing of whose it was. */
const char *word_taken_back(struct session *s, const struct stop_notice *n);
/* Who said that they stop, for the page of the case. */
const struct fact_view *stop_facts(struct session *s, const struct stop_notices *n);

#endif
