/* casefile_app.h -- a case: seen, acknowledged, written about, closed.  All have the
 * shape of a route's act (web/route.h): `in` and `out` are the structs named beside them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_CASEFILE_APP_H
#define APP_CASEFILE_APP_H

#include "app/casework.h"
#include "app/escalation_app.h"
#include "app/hub_line.h"
#include "store/attempt_store.h"
#include "store/connect_store.h"
#include "store/consent_store.h"
#include "store/draft_store.h"
#include "store/feeling_store.h"
#include "store/goal_store.h"
#include "store/history_store.h"
#include "store/need_store.h"
#include "store/receipt_store.h"
#include "store/record_store.h"
#include "store/referral_store.h"
#include "store/staff_store.h"
#include "store/withdraw_store.h"

/* How many cases may be of the same household, how many were joined to this one, and
 * whether it was joined itself (same_app.h). */
struct same_count {
    size_t found, joined;
    bool is_joined;
    bool has_rules; /* one that was joined says how its household is to be reached */
};

/* Everything the case manager may see of a case. */
struct case_page {
    struct casefile c;
    struct case_facts_list reasons, choices, services, causes, barriers;
    struct case_needs needs;
    struct attempts attempts;
    struct case_notes notes;
    struct note_draft draft; /* of whoever looks */
    struct consents consents;
    struct receipts receipts;
    struct referrals referrals;
    struct referral_steps steps; /* of all of them */
    struct tasks tasks;
    struct feelings feelings;
    struct history history;
    struct staff staff;
    struct own_number own; /* of the provider's own system */
    bool may_export;       /* to it */
    struct same_count same;
    struct reach reach;
    struct escalated escalated[RUNGS];
    size_t escalated_len;
    struct stop_notices stops; /* who was told to stop, and said that they did */
    bool told_unread;          /* by the resident, by her code */
    struct hub_line hub;
    bool in_program, may_show_address; /* the address program: the real one apart */
    unsigned reach_missing;            /* what "unable to reach" still waits for */
    struct day today;
};

struct case_ref {
    struct casefile_id id;
    int64_t rev; /* of the form; 0 where nothing depends on it */
};

/* in case_ref, out case_page; an AUDITED read */
struct err casefile_view(struct session *s, const void *in, void **out);
/* in case_ref: takes the case on.  Once is enough; by another hand it is a conflict. */
struct err casefile_acknowledge(struct session *s, const void *in, void **out);

struct note_in {
    struct casefile_id casefile;
    struct id id; /* minted in the form, so that twice is once */
    const char *note;
};
struct err casefile_note(struct session *s, const void *in, void **out);

struct prior_in {
    struct case_ref ref;
    enum prior prior;
};
struct err casefile_prior(struct session *s, const void *in, void **out);

struct close_in {
    struct case_ref ref;
    struct id note_id; /* of the override's note */
    enum close_reason reason;
    bool causes[CAUSES], barriers[BARRIERS];
    const char *override_reason; /* NULL: none given */
    int days_ago;                /* that the provider's own system knew of it; 0: today */
    bool thanks; /* the resident wants the inspector to hear a thank-you */
};
/* OK, or ERR_INVALID with the sentence that says what stands against it. */
MUST_CHECK struct err casefile_may_close(struct session *s, struct casework *w,
                                         const struct close_in *form,
                                         struct case_needs *needs);
struct err casefile_close(struct session *s, const void *in, void **out);

#endif
