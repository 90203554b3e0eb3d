/* consent_form.h -- what every form that asks for a consent has in common: what is read
 * aloud and in which language, how the consent is given, until when.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CONSENT_FORM_H
#define WEB_CONSENT_FORM_H

#include "app/consent_app.h"
#include "web/case_step_views.h"
#include "web/route.h"

/* What is read aloud. */
struct consent_text {
    const char *title, *const *paragraphs;
    size_t len;
    const char *usual; /* the resident's language; NULL: not known */
};
/* In every language, and the resident's (else English) chosen.  The choice is a part of
 * the form: another language asks the server for nothing, so nothing ticked is lost. */
void consent_form_fill(struct req *rq, struct session *s, const struct consent_text *text,
                       const struct consent_blank *blank, struct consent_how_view *v);

/* The id of a form that came back, or of its address; unset for a fresh one. */
struct consent_id consent_form_id(struct req *rq);
/* Whether the address says another id than the form has, or none: it is asked for again
 * under that, so that a reload shows the code that was read aloud already. */
bool consent_form_moves(struct req *rq, const struct consent_blank *blank);
/* Each part of the form, with its faults. */
void consent_form_lang(struct req *rq, struct consent_how *how);
void consent_form_method(struct req *rq, struct consent_how *how);
void consent_form_expires(struct req *rq, struct consent_how *how);

#endif
