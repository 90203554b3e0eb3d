/* monthly_app.h -- the page of totals that goes each month to the programme's leader and
 * the clerk, and what the care-lead learnt, which stands on it once it is released.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_MONTHLY_APP_H
#define APP_MONTHLY_APP_H

#include "app/session.h"
#include "domain/named.h"
#include "domain/monthly.h"

enum { MONTHLY_TO = 2 };

/* How the page is set, and what comes next. */
struct monthly_plan {
    bool on;
    const char *setting; /* "1 8" or "off" */
    const char *to[MONTHLY_TO];
    size_t to_len;
    bool fresh;         /* set since the server last looked: begins with the next day */
    bool waits;         /* due, and not made yet */
    struct day next;    /* when it goes; DAY_NONE: off */
    struct day month;   /* the first day of the month it will tell of */
    struct day told;    /* of the last month told; DAY_NONE: none was */
    struct monthly day; /* when on */
};
MUST_CHECK struct err monthly_plan(struct session *s, struct monthly_plan *out);

/* A round (rounds.h): when the page is due, it is made once, and its bytes go into the
 * outbox for each recipient. */
MUST_CHECK struct err monthly_round_due(struct session *s, const void *in, void **out);
MUST_CHECK struct err monthly_round(struct session *s, const void *in, void **out);

/* The day on which the page goes that is next, or would be if it were on. */
struct day monthly_day(const struct monthly_plan *p);
/* What fills the mail; without `pdf` it is only looked at. */
const char *monthly_args(struct session *s, struct day month, const struct bytes *pdf);

struct learnt {
    const char *words; /* "" before the first draft */
    int64_t released_at, rev;
};
/* The page of that month as a paper, from the numbers of now. */
MUST_CHECK struct err monthly_paper(struct session *s, struct day due, struct bytes *out);

struct learnt_in;
struct learnt_page {
    struct monthly_plan plan;
    struct learnt learnt; /* of the next page's month */
    /* A text that was not released, for what it names; `form` is NULL where none was. */
    const struct learnt_in *form;
    struct named_list named;
};
struct learnt_in {
    struct day month; /* the one that the writer saw */
    const char *words;
    int64_t rev;
    bool release, sure; /* sure: it names nobody */
    const char *meant;  /* words that the writer saw, and means as words; NULL: none */
};
/* Out learnt_page. */
MUST_CHECK struct err learnt_view(struct session *s, const void *in, void **out);
/* In learnt_in, out learnt_page.  What names a household is not released; what may name
 * one, once its writer says of these very words that they do not.  A draft stays one
 * until it is released, and what is released can become a draft again until its page is
 * made. */
MUST_CHECK struct err learnt_write(struct session *s, const void *in, void **out);

#endif
