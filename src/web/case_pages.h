/* case_pages.h -- the read and show functions of casework's routes (web/routes.c).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CASE_PAGES_H
#define WEB_CASE_PAGES_H

#include "web/route.h"

#define READ(name) struct err name(struct req *rq, void **in)
#define SHOW(name) \
    struct err name(struct req *rq, struct session *s, const void *in, const void *out)

/* /cases */
SHOW(today_show);
READ(mend_read);
SHOW(to_today);

/* /cases/:id, and steps that lead back to it */
READ(case_read);
SHOW(case_show);
SHOW(to_case);
READ(note_read);
READ(prior_read);
READ(need_read);
READ(started_read);

/* /cases/:id/attempts */
SHOW(attempt_show);
READ(attempt_read);

/* /cases/:id/close */
SHOW(close_show);
READ(close_read);

/* /cases/:id/consent */
READ(consent_form_read);
SHOW(consent_show);
READ(consent_read);
SHOW(consent_done);
READ(withdraw_read);
READ(confirm_read);

/* /cases/away */
SHOW(away_show);
READ(away_read);
READ(away_over_read);

/* /cases/:id/homes */
READ(home_read);

/* /cases/:id/needs/:need/services... and /cases/:id/referrals/... */
READ(choose_read);
SHOW(choose_show);
READ(review_read);
SHOW(review_show);
READ(send_read);

/* /directory */
READ(directory_read);
SHOW(directory_show_page);
READ(offer_read);
SHOW(offer_show);
READ(count_read);
SHOW(to_offer);
READ(team_join_read);
READ(team_leave_read);

/* /r and /stop: without an account */
SHOW(agency_landing_show);
READ(agency_read);
SHOW(agency_opened);
READ(agency_look_read);
SHOW(agency_show);
READ(agency_answer_read);
SHOW(agency_answered);

/* /agency */
SHOW(agency_inbox_show);
READ(agency_own_read);
SHOW(agency_own_show);
READ(agency_own_answer_read);
SHOW(agency_own_answered);
SHOW(to_agency);
/* inspections that an agency asked for */
SHOW(agency_visits_show);
READ(visit_look_read);
SHOW(agency_visit_show);
READ(visit_ask_read);
SHOW(to_visits);
SHOW(stop_show);
READ(stop_read);
SHOW(stop_done);

#endif
