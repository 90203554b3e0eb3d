/* entry_app.h -- a paper form typed in at the desk: the inspection with its original time
 * and inspector, then, in a job of its own on the care store, what was asked for on its
 * lower part.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_ENTRY_APP_H
#define APP_ENTRY_APP_H

#include "app/intake_app.h"
#include "domain/op.h"

/* GET /from-paper: what was typed in lately; an address; then what the form needs of it.
 */
struct paper_visit {
    struct inspection_id id;
    const char *unit, *kind, *inspector, *time; /* inspector NULL: nobody's */
    struct day day;
};
struct paper_line {
    struct inspection_id inspection;
    struct home at;
    const char *reason, *sheet;       /* NULL: somebody was let in; no number is known */
    const char *inspector, *typed_by; /* NULL: not known any more */
    int64_t began, typed_at;
};
struct paper_lines {
    const struct paper_line *of;
    size_t len;
};
struct paper_page {
    const struct intake_page *place;
    const struct paper_visit *planned; /* of the chosen home */
    size_t planned_len;
    struct paper_lines recent,
        entered; /* `entered`: with the number that was asked for */
    struct staff inspectors;
};
struct paper_asked {
    struct intake_in place;
    const char *number; /* of the form, ""; domain/sheet_number.h */
};
/* In: struct paper_asked. */
MUST_CHECK struct err paper_look(struct session *s, const void *in, void **out);

/* POST /from-paper: the controls as they were typed (domain/entry.h). */
struct paper_in {
    struct id id;                   /* minted by the page: sent twice, it is one */
    struct inspection_id new_visit; /* of a visit that nobody planned */
    struct inspection_id visit;     /* the planned one; unset: none */
    struct user_id inspector;
    struct property_id property; /* unset: `line`, not in the register */
    const char *number;          /* of the form; NULL: none that could be read */
    struct fields form;
};
struct paper_done {
    struct inspection_id inspection;
    struct property_id property;
    bool was_there; /* the same sheet, typed in before */
};
/* Writes the enforcement store.  ERR_INVALID names every fault of the whole form before
 * anything is written. */
MUST_CHECK struct err paper_enter(struct session *s, const void *in, void **out);
/* Writes the care store; the way of a phone's request.  Again, it does nothing. */
MUST_CHECK struct err paper_help(struct session *s, const void *in, void **out);
bool paper_asks(const void *in);

#endif
