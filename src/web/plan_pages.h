/* plan_pages.h -- the read and show functions of the plan of a case (web/routes.c).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_PLAN_PAGES_H
#define WEB_PLAN_PAGES_H

#include "web/case_pages.h"

/* /cases/:id/plan, and steps that lead back to it */
SHOW(plan_show);
SHOW(to_plan);
SHOW(to_plan_or_today);
READ(goal_read);
READ(goal_event_read);
READ(task_read);
READ(task_event_read);

/* /cases/:id/measures */
SHOW(measures_show);
READ(measure_read_form);
SHOW(to_measures);

/* /cases/:id/files */
SHOW(files_show);
READ(file_form_read);
SHOW(to_files);
READ(file_ref_read);
SHOW(file_show);

/* /cases/:id/better and /cases/:id/reopen */
SHOW(better_show);
READ(better_read);
READ(case_reopen_read);

/* /cases/:id/draft and /cases/:id/notes/:note */
READ(draft_read);
SHOW(draft_show);
READ(note_ref_read);
SHOW(note_correct_show);
READ(note_correct_read);

#endif
