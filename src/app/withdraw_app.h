/* withdraw_app.h -- sharing ends: at once, whoever says so and how; every agency that
 * holds something hears of it, and says that it stops (stopped_app.c).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_WITHDRAW_APP_H
#define APP_WITHDRAW_APP_H

#include "app/casework.h"
#include "store/consent_store.h"
#include "store/need_store.h"
#include "store/receipt_store.h"
#include "store/referral_store.h"
#include "store/staff_store.h"
#include "store/withdraw_store.h"

struct stop_how {
    enum stop_way way;
    const char *proved_by; /* of a caller: a word of proved_codes */
};
/* Links die, agencies are told.  Twice is once. */
MUST_CHECK struct err sharing_stop(struct session *s, struct casework *w,
                                   struct consent *c, const struct stop_how *how);
/* Every consent of the case, the door's too. */
MUST_CHECK struct err sharing_stop_all(struct session *s, struct casework *w,
                                       const struct stop_how *how);

struct sharing_page {
    struct casefile c;
    struct consents consents;
    struct withdrawals withdrawals;
    struct stop_notices notices;
    struct receipts receipts;
    struct referrals referrals;
    struct staff staff;
    struct day today;
};
/* in case_ref, out sharing_page; an AUDITED read */
struct err sharing_view(struct session *s, const void *in, void **out);

struct phone_stop_in {
    struct casefile_id casefile;
    struct consent_id consent; /* unset: all of it */
    enum proved proved;
};
/* She called and proved who she is.  The card's words prove nothing where no card is
 * known. */
struct err sharing_stop_by_phone(struct session *s, const void *in, void **out);

struct notice_in {
    struct casefile_id casefile;
    struct referral_id referral;
    const char *told_by; /* who said at the agency that they stop */
};
struct err notice_told(struct session *s, const void *in, void **out);
/* What waits on this person's Today. */
MUST_CHECK struct err notices_today(struct session *s, struct db *db,
                                    struct stop_notices *out);

/* ---- the agency's side, without an account ---- */

struct stopped_in {
    const char *token;
};
struct stopped_page {
    struct stop_notice notice; /* whose it is stands nowhere */
};
/* in stopped_in, out stopped_page.  A link that does not open is ERR_NOT_FOUND
 * ("agency.link_over"), whatever the reason. */
struct err stopped_open(struct session *s, const void *in, void **out);
struct err stopped_say(struct session *s, const void *in, void **out);

#endif
