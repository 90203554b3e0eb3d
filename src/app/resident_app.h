/* resident_app.h -- a resident's own page, by the code of her card or of her consent:
 * who has her request, from which number, by which day; and what she says to it.  No
 * account, no cookie; nothing of it names a need.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_RESIDENT_APP_H
#define APP_RESIDENT_APP_H

#include "app/casework.h"
#include "store/receipt_store.h"
#include "store/resident_store.h"

struct resident_in {
    const char *code;
    struct id id; /* of what she says, minted in its form; unset: nothing */
    struct told_words words;
};

/* "A case manager, Nov 24". */
struct resident_saw {
    struct day day;
    const char *role; /* msgid */
    const char *name; /* when the city says so; else NULL */
};

/* REFUSED: what was typed was not whole (session_fault), and nothing was said. */
enum resident_done {
    RESIDENT_LOOKED,
    RESIDENT_SAID,
    RESIDENT_SAID_BEFORE,
    RESIDENT_REFUSED
};

struct resident_page {
    /* No page: whether the code is nobody's, mistyped or over, nobody hears. */
    bool found, brake; /* brake: too many wrong codes, none is looked up */
    enum resident_done done;
    enum told what;          /* when something was said */
    const char *who, *phone; /* NULL: nobody has it yet; no number known */
    const char *usual;       /* whom her yes names; NULL: the city names nobody */
    const char *lang;        /* of the request */
    enum coarse state;
    struct day by, closed_day; /* by: DAY_NONE, nothing is promised now */
    bool left_alone;           /* nothing said yes to holds: nobody calls any more */
    bool late, stopped, told;  /* told: somebody who had the facts hears of the stop */
    bool carded;               /* she has a card, and so its two words */
    bool may_say[TOLDS];
    struct receipts receipts; /* no need and nobody's name is in them */
    struct consent_id asked; /* the yes by which the request came; unset: there is none */
    int64_t asked_at;
    int64_t called_out; /* when she last said that nobody called; 0 never */
    struct resident_saw *saw;
    size_t saw_len;
};

/* in resident_in, out resident_page; jobs of the care store, for each counts a miss or
 * writes who looked. */
struct err resident_open(struct session *s, const void *in, void **out);
struct err resident_nobody_called(struct session *s, const void *in, void **out);
struct err resident_correct(struct session *s, const void *in, void **out);
struct err resident_complain(struct session *s, const void *in, void **out);
/* Withdraws what the code stands for; of a card, everything. */
struct err resident_stop(struct session *s, const void *in, void **out);

/* ---- the desk's side ---- */

struct told_page {
    struct casefile c;
    struct told_rows rows;
};
struct told_ref {
    struct casefile_id casefile;
    struct id id;
};
/* in told_ref, out told_page: what she said, of one case; an AUDITED read */
struct err told_view(struct session *s, const void *in, void **out);
/* in told_ref: seen, and off Today.  By the care-lead: off the care-lead's. */
struct err told_noted(struct session *s, const void *in, void **out);
/* in told_ref: her number and name as she corrected them become the case's. */
struct err told_use(struct session *s, const void *in, void **out);
/* out told_rows: complaints nobody has dealt with yet, the oldest first; AUDITED */
struct err complaints_view(struct session *s, const void *in, void **out);
/* in told_ref */
struct err complaint_done(struct session *s, const void *in, void **out);
/* What waits on this person's Today. */
MUST_CHECK struct err told_today(struct session *s, struct db *db, struct told_rows *out);

#endif
