/* casework.h -- what every step on a case has in common: load, may they, ... save, audit,
 * tell.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_CASEWORK_H
#define APP_CASEWORK_H

#include "app/session.h"
#include "domain/casefile.h"
#include "store/casefile_store.h"

struct casework {
    struct db *db; /* the care store */
    struct data_key key;
    struct casefile c;
    enum coarse was; /* what its referrer heard before this step */
    struct day today;
};

/* Loads the case and asks policy.c.  Whether a case exists is nobody's business who may
 * not see it: ERR_NOT_FOUND either way. */
MUST_CHECK struct err casework_begin(struct session *s, struct casefile_id id,
                                     enum act act, struct casework *w);
/* A number that no case has, for no person is one: what may not be seen is looked up by
 * it, and takes the very statements that find no case. */
struct casefile_id casework_none(const struct session *s);
/* ERR_CONFLICT with a fault on "rev" when somebody else saved since the form was made;
 * the page then says who and when (c.changed_by, c.changed_at). */
MUST_CHECK struct err casework_same_rev(struct session *s, const struct casework *w,
                                        int64_t rev);
/* Moves the case on, with the days that follow from it. */
MUST_CHECK struct err casework_event(struct session *s, struct casework *w,
                                     enum case_event ev);
/* Saves, and counts when its coarse state has changed. */
MUST_CHECK struct err casework_save(struct session *s, struct casework *w);
/* What the case's cells of sealed classes open with; as long as w. */
struct class_keys casework_keys(const struct session *s, const struct casework *w);
/* One audit row: codes alone in `detail`. */
void casework_audit(struct session *s, const struct casework *w, const char *act,
                    const char *detail);

struct day session_today(const struct session *s);
/* The n-th business day after today, by the legal holidays. */
struct day session_business_day(const struct session *s, int n);
/* "NOUN:2026-11": what is told once a month, of this one. */
const char *month_event(struct session *s, const char *noun);
/* "casefile:UUID", in the session's arena. */
const char *subject_text(struct session *s, const char *noun, struct id id);
/* Forbidden to see is as good as not there. */
struct err hide(struct err e);

#endif
