/* legal_app.h -- what courts and others demand of care: one person writes the demand
 * down, another decides.  What is given is what the instrument opens, is fixed and sealed
 * as it was that day, and is written down for good. SPDX-License-Identifier: Apache-2.0
 */
#ifndef APP_LEGAL_APP_H
#define APP_LEGAL_APP_H

#include "app/casework.h"
#include "store/legal_store.h"
#include "store/staff_store.h"

struct demands_page {
    struct legal_demands demands;
    struct legal_count *counts; /* of all, whoever looks */
    size_t counts_len;
    struct staff staff;
};
/* in NULL, out legal_page; an AUDITED read */
struct err demands_view(struct session *s, const void *in, void **out);

struct legal_in {
    struct id id;      /* minted in the form, so that twice is once */
    const char *which; /* the case's address, or its number in the provider's system */
    struct legal_demand d;
};
/* in legal_in.  Where the instrument opens nothing of what it asks for, it is refused at
 * once. */
struct err demand_ask(struct session *s, const void *in, void **out);

struct legal_ref {
    struct id id;
    int64_t rev;
    bool release;
    const char *counsel, *why;
    struct day counsel_day; /* on which counsel confirmed it */
};
/* What a release would give today, part by part, and how much of the record it would not.
 * The titles are msgids. */
struct legal_part {
    const char *title;
    size_t entries;
};
struct legal_preview {
    const struct legal_part *goes, *stays;
    size_t goes_len, stays_len;
};
struct legal_one {
    struct legal_demand d;
    struct casefile c; /* whoever decides compares it with the order */
    struct staff staff;
    bool may_decide, may_withdraw;
    struct legal_preview preview; /* for whoever decides */
    bool erased; /* the household: its record, what the paper says and why are gone */
};
/* in legal_ref, out legal_one; AUDITED reads */
struct err demand_look(struct session *s, const void *in, void **out);
/* in legal_ref */
struct err demand_decided(struct session *s, const void *in, void **out);
/* in legal_ref with why: a wrong case, or taken back; it stays, and gives nothing. */
struct err demand_withdrawn(struct session *s, const void *in, void **out);

#endif
