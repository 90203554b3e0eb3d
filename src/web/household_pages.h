/* household_pages.h -- /cases/:id/household, /blocks and home visits: their read and show
 * functions.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_HOUSEHOLD_PAGES_H
#define WEB_HOUSEHOLD_PAGES_H

#include "web/case_pages.h"

SHOW(household_show);
SHOW(to_household);
READ(contact_read);
READ(household_person_read);
READ(move_read);
READ(block_read);
READ(block_end_read);
SHOW(blocks_show);

/* /cases/:id/address */
SHOW(program_show);
READ(program_read);
READ(program_end_read);
SHOW(to_program);

/* /cases/:id/visits */
READ(visits_of_case_read);
SHOW(home_visits_show);
READ(home_visit_plan_read);
READ(home_visit_read);
SHOW(home_visit_show);
READ(visit_in_read);
READ(visit_out_read);
READ(visit_cancel_read);
SHOW(to_home_visit);
SHOW(to_home_visits);
SHOW(to_visit_log);

/* A line of Today or of a case. */
struct home_visit;
struct staff;
struct home_visit_view;
struct home_visit_view home_visit_line(struct session *s, const struct home_visit *v,
                                       const struct staff *staff);

#endif
