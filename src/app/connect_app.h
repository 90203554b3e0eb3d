/* connect_app.h -- one thing that was sent, on a page of its own: how it stands, what may
 * be said now, every step, and the papers of an application.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_CONNECT_APP_H
#define APP_CONNECT_APP_H

#include "app/agency_app.h"
#include "store/connect_store.h"
#include "store/staff_store.h"

struct connect_page {
    struct casefile c;
    struct case_need need;
    struct referral referral;
    struct service service;
    struct disclosed told;   /* what its agency was, or may be, told */
    bool consented;          /* what it was told under still holds */
    struct day consent_ends; /* DAY_NONE when it does not */
    bool may_manager[REFERRAL_EVENTS], may_resident[REFERRAL_EVENTS];
    bool have[PROOFS];
    struct referral_steps steps;
    struct staff staff;
};
/* in answer_in, out connect_page; an AUDITED read */
struct err connect_view(struct session *s, const void *in, void **out);

struct proofs_in {
    struct casefile_id casefile;
    struct referral_id referral;
    bool have[PROOFS];
};
/* Which papers are at hand. */
struct err connect_proofs(struct session *s, const void *in, void **out);

#endif
