/* same_app.h -- cases that may be of one household: shown with the reason, joined,
 * and parted again.  A join is a link; neither case loses a word.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SAME_APP_H
#define APP_SAME_APP_H

#include "app/casefile_app.h"
#include "store/same_store.h"

/* Another case, as far as whoever looks may work on it. */
struct same_line {
    struct casefile c;
    struct case_facts_list choices;
    unsigned by;           /* SAME_PHONE ... */
    struct user_id joiner; /* of one that was joined */
    int64_t joined_at;
};

struct same_page {
    struct casefile c;
    struct same_line *found, *joined; /* possible ones; those that were joined to this */
    size_t found_len, joined_len;
    struct same_line main; /* what this one was joined to, */
    bool is_joined;        /* where that is there for the reader */
    struct staff staff;
};

/* in case_ref, out same_page; an AUDITED read */
struct err same_look(struct session *s, const void *in, void **out);

/* As far as the reader may work on them: of another case not even that it is there. */
MUST_CHECK struct err same_count(struct session *s, struct db *db, struct casefile_id id,
                                 struct same_count *out);

struct join_in {
    struct casefile_id id, other;
};
/* The one that came later is looked after in the earlier one; *out: struct casefile_id
 * of that.  ERR_CONFLICT when one of them is joined to another already. */
struct err same_join_cases(struct session *s, const void *in, void **out);
/* in case_ref: the joined one; both are as they were.  Twice is once. */
struct err same_undo(struct session *s, const void *in, void **out);

#endif
