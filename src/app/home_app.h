/* home_app.h -- what happens at the addresses of one's cases: read from the public
 * record, never written there. SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HOME_APP_H
#define APP_HOME_APP_H

#include "app/casework.h"
#include "domain/home.h"
#include "store/today_store.h"

struct home_event {
    enum home_event_kind kind;
    struct casefile_id casefile;
    struct id about;  /* the inspection or the finding */
    const char *code; /* the section; NULL for a visit */
    int64_t n;        /* violations of an order */
    struct day day;   /* of the order, missed, planned, corrected */
};
/* The news of one case's home, the gravest first. */
struct home_news {
    const struct case_line *line;
    struct home_event *of;
    size_t len;
};
struct home_list {
    struct home_news *of;
    size_t len;
};

/* What is news of these open cases of the actor, the gravest first; noted ones are left
 * out.  The lines must live as long as the list. */
MUST_CHECK struct err home_news_of(struct session *s, const struct case_lines *mine,
                                   struct home_list *out);

enum { HOME_NOTED_MAX = 40 };
struct home_noted_in {
    struct casefile_id casefile;
    struct {
        int kind; /* of home_event_codes */
        struct id about;
    } seen[HOME_NOTED_MAX];
    size_t len;
};
/* in home_noted_in: they leave Today.  Twice is once. */
struct err home_noted(struct session *s, const void *in, void **out);

#endif
