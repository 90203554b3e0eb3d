/* link_page.h -- what pages without an account share that are opened by a secret: it
 * stands behind the # of an address, which no browser sends.  A small script hands it
 * over by POST, and without script it is pasted.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_LINK_PAGE_H
#define WEB_LINK_PAGE_H

#include "app/session.h"
#include "web/case_views.h"
#include "web/route.h"

/* The secret as it was typed; a whole link may be pasted. */
const char *link_secret(struct req *rq);
/* From here on in the language that the reader chose, else in their usual one (NULL: as
 * the session has it). */
void link_speak(struct req *rq, struct session *s, const char *usual);
/* The languages by their own names, that of the page on. */
struct options_view link_langs(struct session *s);
/* Where an agency's link is opened. */
struct link_landing {
    const char *title, *thanks; /* thanks: NULL, nothing was said just now */
    struct url action;          /* whose page it opens */
};
MUST_CHECK struct err link_landing(struct req *rq, struct session *s,
                                   const struct link_landing *l);
/* "lang=es", for the address after an answer. */
const char *link_lang(struct session *s);
/* That the answer came stands in the address, and nothing else of it. */
bool link_said(struct req *rq);

#endif
