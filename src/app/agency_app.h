/* agency_app.h -- an agency's worker: without an account through the link of one
 * referral, with one through the list of what was sent to the agency.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_AGENCY_APP_H
#define APP_AGENCY_APP_H

#include "app/referral_app.h"
#include "store/agency_store.h"
#include "store/staff_store.h"

struct agency_in {
    const char *token;           /* of a link */
    struct referral_id referral; /* by account, or by the pass of an opened link */
    const char *pass;
};

struct agency_page {
    const char *token; /* of the link; NULL: by account */
    struct referral referral;
    struct disclosed told; /* name, phone and address only once accepted */
    struct service service;
    struct day consent_ends;            /* of what it is told under */
    const char *asked_by, *asked_phone; /* the case manager */
    bool may[REFERRAL_EVENTS];
    bool refused; /* the answer had faults (session_fault), and nothing changed */
};
/* in agency_in, out agency_page; an AUDITED read.  A link that is guessed, expired,
 * revoked, or whose consent has ended is ERR_NOT_FOUND ("agency.link_over"), all alike.
 */
struct err agency_open_link(struct session *s, const void *in, void **out);
/* The same by account: ERR_NOT_FOUND for what was not sent to one's own agency, was taken
 * back or is closed to this person. */
struct err agency_open_own(struct session *s, const void *in, void **out);
/* The link's by the pass that a browser was given for a link it opened (link.h); a pass
 * that is over, of another link or missing is ERR_NOT_FOUND ("agency.open_again"). */
struct err agency_look(struct session *s, const void *in, void **out);
enum { AGENCY_NOTE_MAX = 500 }; /* letters */
/* in answer_in (by its token, or by account), out agency_page as it stands after; an
 * answer that is not whole changes nothing and says so on the page. */
struct err agency_answer_link(struct session *s, const void *in, void **out);
struct err agency_answer_own(struct session *s, const void *in, void **out);

struct agency_row {
    struct referral referral; /* its .disclosed is told */
    struct disclosed told;
};
struct agency_inbox {
    struct own_agency agency; /* .id unset: the account belongs to none */
    struct agency_row *of;
    size_t len;
    struct stop_notices stops; /* taken back: it is to say that it stopped */
};
/* out agency_inbox; an AUDITED read.  An agency that only counts has an empty one. */
struct err agency_inbox(struct session *s, const void *in, void **out);

/* in agency_in by account: the agency says that it stopped.  ERR_NOT_FOUND for what is
 * not among its stops; said twice is once. */
struct err agency_stopped(struct session *s, const void *in, void **out);

#endif
