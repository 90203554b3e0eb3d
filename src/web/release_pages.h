/* release_pages.h -- the read and show functions of /records (web/routes.c).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RELEASE_PAGES_H
#define WEB_RELEASE_PAGES_H

#include "web/case_pages.h"

SHOW(releases_show);
READ(release_find_read);
SHOW(release_new_show);
READ(release_read);
SHOW(to_release);
READ(release_one_read);
SHOW(release_show);
READ(release_later_read);
READ(release_end_read);
READ(release_deny_read);
READ(release_reopen_read);
SHOW(release_denial_show);
/* "Denied", of a step or of a state. */
const char *release_step_words(const struct session *s, const char *kind);
struct release_page;
struct release_request;
struct fact_view;
/* Which visits were asked for, behind the `*len` facts that are there. */
void release_fill_span(struct session *s, const struct release_request *r,
                       struct fact_view *to, size_t *len);
struct view_release_request;
/* What was typed into a form that somebody else was before. */
void release_fill_lost(struct req *rq, struct session *s, const struct release_page *p,
                       struct view_release_request *v);
/* "(c) Personal privacy; (n) Safety of persons"; NULL for none. */
const char *release_exempt_words(struct session *s, const char *letters);
READ(release_make_read);
READ(release_file_read);
SHOW(release_csv_show);

/* /records/schedule and /records/holds */
SHOW(disposal_show);
READ(disposal_read);
READ(record_hold_read);
READ(record_hold_end_read);
SHOW(to_schedule);

#endif
