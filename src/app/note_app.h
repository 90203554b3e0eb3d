/* note_app.h -- notes: kept while they are typed, and corrected without losing what was
 * said before.  All have the shape of a route's act (web/route.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_NOTE_APP_H
#define APP_NOTE_APP_H

#include "app/casefile_app.h"

/* in note_in: keeps what is typed so far; NULL forgets it.  A note that was saved
 * meanwhile is not written again. */
struct err note_draft(struct session *s, const void *in, void **out);

struct note_ref {
    struct casefile_id casefile;
    struct id note;
};
struct note_page {
    struct casefile c;
    struct case_note now;          /* what stands: the last correction of it */
    const struct case_note *asked; /* what was to be corrected */
    struct staff staff;
};
/* in note_ref, out note_page; an AUDITED read */
struct err note_look(struct session *s, const void *in, void **out);

struct note_correct_in {
    struct note_ref ref;
    struct id id; /* minted in the form, so that twice is once */
    const char *note;
};
/* ERR_CONFLICT when a colleague corrected it first: both texts stay. */
struct err note_correct(struct session *s, const void *in, void **out);

/* NULL when the case has no such note, or the note no correction. */
const struct case_note *note_named(const struct case_notes *all, struct id id);
const struct case_note *note_correction(const struct case_notes *all, struct id of);

#endif
