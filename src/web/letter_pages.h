/* letter_pages.h -- the read and show functions of inspections, their letters, and what
 * is printed (web/routes.c). SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_LETTER_PAGES_H
#define WEB_LETTER_PAGES_H

#include "domain/codes.h"
#include "web/route.h"

#define READ(name) struct err name(struct req *rq, void **in)
#define SHOW(name) \
    struct err name(struct req *rq, struct session *s, const void *in, const void *out)

/* The language asked for; LANGS, the reader's, when none is. */
MUST_CHECK struct err letter_lang(struct req *rq, enum lang *out);

/* "occupant;agent" as people say it. */
const char *letter_present(struct session *s, const char *present);

struct inspection_desk;
struct view_letter_inspection;
/* What phones said differently of the visit, for its page (differ_pages.c). */
void letter_answers(struct session *s, const struct inspection_desk *d,
                    struct view_letter_inspection *v);

/* /inspections/:id */
READ(inspection_read);
SHOW(inspection_show);
READ(delivery_read);
SHOW(to_inspection);
READ(said_read);
SHOW(to_said);

/* "tel:" and what of a number can be dialled. */
struct url tel_of(struct arena *a, const char *phone);

/* PDFs */
READ(forms_read);
READ(cards_read);
SHOW(document_show);

SHOW(cards_show);
SHOW(help_show);

#endif
