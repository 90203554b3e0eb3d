/* twin.h -- a world from a seed, and what its observers see of it.  Two worlds of one
 * seed live the same day of inspections; one of them has care on top.  Whatever is the
 * same for an observer cannot tell whether anybody asked for help.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TRUST_TWIN_H
#define TESTS_TRUST_TWIN_H

#include "chance.h"

#include "http/story.h"

/* Who sees.  The inspector is of other cases; the author wrote the requests and knows
 * their coarse state, which is left out. */
enum observer {
    INSPECTOR,
    SUPERVISOR,
    RECORDS,
    OWNER,
    PUBLIC_EYE,
    FILES,
    AUTHOR,
    OBSERVERS
};
extern const char *const observer_names[OBSERVERS];

/* Faults planted into the twin with care, to see that they are seen. */
enum leak {
    NO_LEAK,
    LEAK_COUNT,    /* a number of enforcement counts requests */
    LEAK_ORDER,    /* a house where somebody asked lies last */
    LEAK_CALENDAR, /* a visit moves for it */
    LEAK_SEEN,     /* a phone was heard of later */
    LEAK_HEADER,   /* an answer says how many cases there are */
    LEAK_LOG,      /* a line a request */
    LEAK_SEQUENCE, /* ids of both from one sequence */
    LEAK_SIZE,     /* a row grows that no page shows */
    LEAKS
};

enum {
    VISITS_MAX = 40,
    FINDINGS_MAX = 60,
    STORIES_MAX = 12,
    HOUSES = 6,
    HOUSE_FIRST = 3
};

/* Ids of sealed ops end in 3001 and on, of all others in less. */
enum { SEALED_FIRST = 3000 };
#define SEALED_DIGIT "3"

struct doing {
    int no, house, who; /* inspector 1 or 2 */
    bool started, signed_;
};
struct found {
    int no, visit; /* of the list below */
    char ask[ID_TEXT];
};

struct transcript {
    FILE *to;
    char *text;
    size_t len;
};

struct twin {
    struct site *t;
    uint64_t seed;
    bool care;
    enum leak leak;
    struct dice day, social;
    int events, cares, ops, sealed, reads;
    struct visitor *inspector, *author, *supervisor, *records, *intake, *admin;
    struct visitor *manager, *lead, *provider;
    char cursor[400];
    struct doing visits[VISITS_MAX];
    struct found findings[FINDINGS_MAX];
    int visits_len, findings_len;
    struct story *stories[STORIES_MAX];
    int stories_len;
    struct transcript seen[OBSERVERS];
    int applied, answered; /* ops of enforcement, and care's forms that did something */
};

/* The world's whole day; what was seen is in .seen until twin_end. */
void twin_live(struct twin *w, struct world *world);
void twin_end(struct twin *w);

/* ---- for its parts ---- */

__attribute__((format(printf, 2, 3))) const char *said(struct twin *w, const char *format,
                                                       ...);
void note(struct twin *w, enum observer who, const char *what,
          const struct local_answer *a);
const struct local_answer *sync_as(struct twin *w, int who, const char *const *ops,
                                   size_t len);
/* Does the next thing of the day, chosen by the seed (day.c). */
void day_event(struct twin *w);
/* The same of care (care.c): with forms of the desk, and sealed within a sync. */
void care_begin(struct twin *w);
void care_event(struct twin *w);
const char *care_sealed(struct twin *w, const struct doing *at);
const char *care_on_paper(struct twin *w);
/* Every observer reads everything that it may (observe.c). */
void observe(struct twin *w, const char *when);
/* Every row of a store, as the engine tells it (raw.c). */
void raw_rows(struct world *w, enum store_name store, const char *without, FILE *to);
void raw_run(struct world *w, enum store_name store, const char *sql);

#endif
