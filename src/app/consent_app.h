/* consent_app.h -- the full consent is taken, and withdrawn.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_CONSENT_APP_H
#define APP_CONSENT_APP_H

#include "app/casework.h"
#include "store/consent_store.h"
#include "store/directory_store.h"
#include "store/need_store.h"

/* The wording that residents hear (po/case, case.consent_text_*): a new wording has a new
 * name here, so that each consent says what was read. */
#define CONSENT_TEXT_VERSION "full-2026-11-draft"

/* Who could help with one need: what a consent form offers to tick. */
struct consent_offer {
    struct case_need need;
    struct services services;
};

/* Of a form that asks for a consent, whatever for. */
struct consent_blank {
    struct consent_id id; /* minted for this form, and kept by its address */
    const char *code;     /* that withdraws it */
    struct day usual_expiry, last_expiry;
};
/* `id`: of the form as it was shown before, or unset; one that a consent has already
 * makes no second one, and its code is nobody's to read here: the form gets another. */
MUST_CHECK struct err consent_blank(struct session *s, const struct casework *w,
                                    struct consent_id id, struct consent_blank *out);

/* How a consent is given, whatever to. */
struct consent_how {
    const char *lang, *method, *interpreter, *witness;
    struct day expires;
};
/* Adds `c`, of which id, casefile, kind, text_version and scopes are set, once.
 * ERR_INVALID with a fault on "expires" when it would not end, or end too late, and on
 * "witness" when that is whoever takes it. */
MUST_CHECK struct err consent_keep(struct session *s, struct casework *w,
                                   struct consent *c, const struct consent_how *how);

struct consent_page {
    struct casefile c;
    struct consent_offer *offers; /* needs still open */
    size_t offers_len;
    struct consent_blank blank;
};

struct consent_form_in {
    struct casefile_id casefile;
    struct consent_id id;      /* unset: a fresh form */
    struct service_id service; /* also offered, for `need` */
    struct need_id need;
};
/* in consent_form_in, out consent_page; an AUDITED read */
struct err consent_form(struct session *s, const void *in, void **out);

enum { CONSENT_SCOPES_MAX = 64 };

struct consent_in {
    struct casefile_id casefile;
    struct consent_id id;
    struct consent_how how;
    struct consent_scope scopes[CONSENT_SCOPES_MAX];
    size_t scopes_len;
};
struct err consent_take(struct session *s, const void *in, void **out);

struct withdraw_in {
    struct casefile_id casefile;
    struct consent_id id;
};
/* Stops sharing at once: links die, receivers are told to stop.  Twice is once. */
struct err consent_withdraw(struct session *s, const void *in, void **out);
/* The same by the code of this consent, without an account (resident_app.h); by the
 * card's, every consent of the case ends. */
MUST_CHECK struct err consent_stop(struct session *s, struct casework *w,
                                   struct consent *c);

struct confirm_in {
    struct casefile_id casefile;
    struct consent_id id;
    const char *channel; /* of second_channel_codes */
};
/* The case manager writes down that the resident said yes again by a second channel. */
struct err consent_confirm(struct session *s, const void *in, void **out);

#endif
