/* resident_pages.h -- a resident's page by her code (/my), what the desk reads of it
 * (/cases/:id/words), and complaints.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_RESIDENT_PAGES_H
#define WEB_RESIDENT_PAGES_H

#include "app/resident_app.h"
#include "web/case_pages.h"

SHOW(my_landing_show);
READ(my_read);
READ(my_say_read);
SHOW(my_show);
SHOW(my_said);

READ(told_read_case);
READ(told_read_one);
SHOW(told_show);
SHOW(complaints_show);
READ(complaint_read);
SHOW(to_complaints);

/* The rows of Today's part case/told. */
const struct told_row_view *told_row_views(struct session *s,
                                           const struct told_rows *rows);
/* Of its part case/ending. */
struct consent_ends;
const struct told_row_view *ending_views(struct session *s,
                                         const struct consent_ends *ends);
/* Where a quick exit leads: a page that anybody may have open. */
#define EXIT_URL "https://www.weather.gov/"
/* Whom to call instead; all NULL where nobody is named. */
struct resident_call {
    const char *call, *phone;
    struct url tel;
};
MUST_CHECK struct err resident_call(struct session *s, struct resident_call *out);
/* "tel:" and what of a number can be dialled. */
struct url phone_url(struct arena *a, const char *phone);

#endif
