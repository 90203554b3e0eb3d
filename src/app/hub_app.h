/* hub_app.h -- a household before the Hub (docs/hub.md): off until a city sets it on, and
 * nothing leaves the provider without a consent of its own.  All have the shape of a
 * route's act (web/route.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HUB_APP_H
#define APP_HUB_APP_H

#include "app/consent_app.h"
#include "app/letter_app.h"
#include "store/hub_store.h"
#include "store/staff_store.h"
#include "store/withdraw_store.h"

/* The wording that residents hear (po/hub, hub.text_*). */
#define HUB_TEXT_VERSION "hub-2026-11-draft"

/* `doorstep city set hub on` */
MUST_CHECK struct err hub_is_on(struct session *s, bool *out);

struct hub_page {
    struct casefile c;
    struct hub_matters all;  /* the newest first */
    struct hub_matter *m;    /* the newest; NULL: none */
    struct consent *consent; /* that holds; NULL: none */
    enum consent_verdict verdict;
    const char *code; /* that takes it back */
    struct hub_decisions decisions;
    struct hub_reveals reveals;
    struct hub_leads leads;
    bool must_tell; /* stopped, and agencies know who it is */
    struct staff staff;
};

struct hub_ref {
    struct casefile_id casefile;
    struct id matter;
    int64_t rev;
};
/* in hub_ref, out hub_page; AUDITED reads.  The sheet: ERR_CONFLICT while it may not
 * leave the provider. */
struct err hub_view(struct session *s, const void *in, void **out);
struct err hub_sheet_view(struct session *s, const void *in, void **out);
/* in hub_ref, out struct document: no name in it, nor in what the file says of itself. */
struct err hub_sheet_paper(struct session *s, const void *in, void **out);

struct hub_sheet_in {
    struct hub_ref of; /* of.matter is minted by the form that begins */
    struct hub_sheet sheet;
};
struct err hub_begin(struct session *s, const void *in, void **out);
struct err hub_change(struct session *s, const void *in, void **out);

struct hub_decide_in {
    struct hub_ref of;
    int filter;
    bool accepted;
    const char *reason; /* when not */
    const char *lead;   /* when filter 3 is passed */
};
struct err hub_decide(struct session *s, const void *in, void **out);

struct hub_reveal_in {
    struct hub_ref of;
    struct id id;
    const char *agency;
    bool police;
    unsigned told;
};
struct err hub_reveal(struct session *s, const void *in, void **out);

struct hub_close_in {
    struct hub_ref of;
    const char *outcome;
};
struct err hub_close(struct session *s, const void *in, void **out);
/* in hub_ref: the agencies were told that the resident stopped it. */
struct err hub_told_stop(struct session *s, const void *in, void **out);

/* ---- the consent ---- */

struct hub_consent_page {
    struct casefile c;
    struct consent_blank blank;
};
struct hub_consent_in {
    struct casefile_id casefile;
    struct consent_id id;
    bool yes;
    struct consent_how how; /* of a yes */
};
/* in hub_consent_in of which id may be unset, out hub_consent_page; an AUDITED read */
struct err hub_consent_form(struct session *s, const void *in, void **out);
/* A no ends what is under way, as taking a yes back does. */
struct err hub_consent_answer(struct session *s, const void *in, void **out);
/* A consent to the Hub was taken back `as` said: every other yes to it ends in the same
 * way, and what is under way stops, at once. */
MUST_CHECK struct err hub_consent_over(struct session *s, struct casework *w,
                                       const struct withdrawal *as);

#endif
