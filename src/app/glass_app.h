/* glass_app.h -- a case that is somebody else's is opened in an emergency: one case, for
 * an hour, to read.  Whose case it is and the privacy officer hear of it at once, the
 * household later; never of a case that is closed to whoever asks.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_GLASS_APP_H
#define APP_GLASS_APP_H

#include "app/casework.h"
#include "store/attempt_store.h"
#include "store/glass_store.h"
#include "store/need_store.h"
#include "store/staff_store.h"

struct glass_in {
    struct id id;      /* minted in the form, so that twice is once */
    const char *which; /* the case's address, or its number in the provider's system */
    enum glass_cause cause;
    const char *reason;
};
/* in glass_in, out struct id of the row */
struct err glass_break(struct session *s, const void *in, void **out);

struct glass_ref {
    struct id id;
    enum glass_verdict verdict;
    const char *delay, *found;
    int64_t tell_at; /* as whoever delays it saw it */
};
/* What an emergency needs, and no sealed class. */
struct glass_case {
    struct glass g;
    struct casefile c;
    struct case_needs needs;
    struct attempts attempts;
    struct case_notes notes;
    struct staff staff;
};
/* in glass_ref, out glass_case; an AUDITED read, with its cause as purpose */
struct err glass_read(struct session *s, const void *in, void **out);

/* What a page says of one, and what whoever looks may do with it. */
struct glass_row {
    struct glass g;
    bool mine, open, of_my_case; /* open: within its hour, and mine */
    bool may_review, may_delay;
    bool may_open, may_ask; /* the case itself; who saw it */
    struct day review_by;
};
struct glass_page {
    struct glass_row *of;
    size_t len;
    struct staff staff;
    bool may_break, may_open_all; /* the latter needs no emergency */
    struct day today;
};
/* in NULL, out glass_page; an AUDITED read: one's own, those of one's cases, and all for
 * whoever reviews them. */
struct err glass_view(struct session *s, const void *in, void **out);

/* All in glass_ref.  noted: by whose case it is. */
struct err glass_noted(struct session *s, const void *in, void **out);
/* The first verdict stands: ERR_CONFLICT for another. */
struct err glass_reviewed(struct session *s, const void *in, void **out);
/* The household hears of it GLASS_DELAY_DAYS later, for a reason that is kept. */
struct err glass_delayed(struct session *s, const void *in, void **out);

#endif
