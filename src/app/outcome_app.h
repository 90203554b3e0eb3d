/* outcome_app.h -- outcomes that the provider's own system knows, taken by case number:
 * each line as if a person had entered it, or with a sentence why not.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_OUTCOME_APP_H
#define APP_OUTCOME_APP_H

#include "app/casework.h"

enum { OUTCOMES_MAX = 200, OUTCOMES_BYTES = 48 * 1024 }; /* of a file */

enum outcome_found { LINE_NEW, LINE_KNOWN, LINE_REFUSED, LINES_FOUND };
struct outcome_line {
    int64_t no; /* of the file */
    const char *number, *outcome, *date, *note;
    struct day day;
    enum outcome_found found;
    const char *why; /* of LINE_REFUSED: a message id */
    struct casefile_id casefile;
    struct id id;     /* the same for the same words about the same case */
    int64_t rev, was; /* of the case: now, and when it was looked at; 0: not known */
};

struct outcomes_in {
    const char *csv; /* number,outcome,date[,note] */
    size_t len;
    const char *seen; /* as outcomes_page.seen; NULL in outcomes_look */
};
struct outcomes_page {
    struct outcome_line *lines;
    size_t len;
    size_t count[LINES_FOUND];
    bool taking, checked; /* checked: against what was looked at */
    const char *csv;
    const char *seen; /* each line's rev, for outcomes_take */
};
/* in outcomes_in, out outcomes_page: what would be taken; an AUDITED read.  ERR_INVALID
 * with a fault on "file" for what is no such file at all. */
struct err outcomes_look(struct session *s, const void *in, void **out);
/* The same, and done.  A case that changed since it was looked at is left alone. */
struct err outcomes_take(struct session *s, const void *in, void **out);

#endif
