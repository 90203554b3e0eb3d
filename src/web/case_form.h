/* case_form.h -- reading the forms of casework, and filling them in again.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CASE_FORM_H
#define WEB_CASE_FORM_H

#include "app/session.h"
#include "domain/codes.h"
#include "web/case_views.h"
#include "web/route.h"

/* An id of the address; ERR_NOT_FOUND for anything else. */
MUST_CHECK struct err param_id(const struct req *rq, size_t n, struct id *out);
/* A pre-minted id of the form; a missing or foreign one is a fault on the whole form. */
struct id form_id(struct req *rq, const char *name);
/* A word of the list as its place, or 0 and a fault with `msg`. */
int form_code(struct req *rq, const char *name, const struct codes *list,
              const char *msg);
/* NULL when empty; too long is a fault. */
const char *form_text(struct req *rq, const char *name, size_t max);
/* NULL when empty; a number that would not ring is a fault, as at the door. */
const char *form_phone(struct req *rq, const char *name);
/* DAY_NONE when empty; a day that is none is a fault. */
struct day form_day(struct req *rq, const char *name);
/* A number the form carried; 0 when it is none. */
int64_t form_int(struct req *rq, const char *name);
/* ERR_INVALID when the form has faults. */
MUST_CHECK struct err form_check(const struct req *rq);

/* What a control shows: what was typed, when the form comes back; else `fresh`. */
const char *shown(struct req *rq, const char *name, const char *fresh);
bool is_back(const struct req *rq);
/* Was this value of a repeated control ticked? */
bool ticked(struct req *rq, const char *name, const char *value);
/* The list as options, with `chosen` on (NULL: none). */
struct options_view options_of(struct session *s, const struct codes *list,
                               const char *chosen);
/* The sentence of a field's fault, from the form or from act; NULL when it has none. */
const char *fault_text(struct req *rq, const struct session *s, const char *field);
const char *page_id(struct session *s, struct id id);
/* A fresh identifier as text, for what a form will create. */
const char *minted(struct session *s);

#endif
