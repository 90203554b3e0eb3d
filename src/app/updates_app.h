/* updates_app.h -- what goes out by the calendar: the next letters, to whom, and word for
 * word; and what became of the last ones.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_UPDATES_APP_H
#define APP_UPDATES_APP_H

#include "app/monthly_app.h"
#include "app/weekly_app.h"

struct update_letter {
    const char *to, *lang, *subject, *body;
};

enum update_state { UPDATE_WAITING, UPDATE_SENT, UPDATE_FAILED };
struct update_sent {
    bool monthly; /* else the week's letter */
    const char *to;
    int64_t at; /* sent, or written */
    enum update_state state;
    const char *fault; /* of the last try; NULL: none */
};

struct updates_page {
    bool care; /* may see the week's letters, which tell of requests */
    bool may_write;
    struct day week; /* the next letter's day */
    int week_hour;
    const struct update_letter *letters; /* care alone */
    size_t letters_len;
    struct monthly_plan month;
    struct update_letter page; /* the mail; its sheet is /updates/page.pdf */
    struct update_sent *sent;  /* newest first; without care only the page's */
    size_t sent_len;
};
/* Out updates_page.  Lines of cases that are closed to the reader stand nowhere. */
MUST_CHECK struct err updates_view(struct session *s, const void *in, void **out);
/* Out document: the page of the month as it would be made now. */
MUST_CHECK struct err updates_sheet(struct session *s, const void *in, void **out);

#endif
