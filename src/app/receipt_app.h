/* receipt_app.h -- a resident's receipt: written when a consent is given, given again or
 * taken back, in its language, and never again; printed, or told to her telephone where
 * her household's rules allow it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RECEIPT_APP_H
#define APP_RECEIPT_APP_H

#include "app/casework.h"
#include "domain/withdraw.h"
#include "store/consent_store.h"
#include "store/receipt_store.h"

/* The sentences of po/receipt: new ones have a new name here. */
#define RECEIPT_TEXT_VERSION "receipt-2026-11-draft"

/* By it a receipt is spoken of on the phone: "1a2b3c4d", the same for a yes and its end.
 */
const char *receipt_number(struct arena *a, struct consent_id id);

/* Of a yes that was kept just now. */
MUST_CHECK struct err receipt_of_yes(struct session *s, struct casework *w,
                                     struct consent_id id);
/* Of one that ended just now. */
MUST_CHECK struct err receipt_of_stop(struct session *s, struct casework *w,
                                      struct consent_id id, enum stop_way way);

struct receipt_in {
    struct casefile_id casefile;
    struct consent_id consent;
    bool first; /* of the yes, though it ended since */
};
struct receipt_page {
    struct casefile c;
    struct receipt r;
    bool ended;             /* there is a newer one: of the stop */
    const char *code;       /* that stops it; NULL when it is stopped */
    const char *print_only; /* msgid: why it is not told by telephone; NULL: it may be */
};
/* in receipt_in, out receipt_page; an AUDITED read */
struct err receipt_view(struct session *s, const void *in, void **out);

#endif
