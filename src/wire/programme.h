/* programme.h -- the programme's totals in words: for the City Manager's page and for the
 * page that is mailed each month, so that both say the same of the same numbers.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_PROGRAMME_H
#define WIRE_PROGRAMME_H

#include "core/arena.h"
#include "domain/evaluation.h"

struct programme {
    struct arena *arena;
    const char *lang;
    const struct evaluation *e;
};

/* What happened, in a few sentences to read aloud. */
const char *programme_sentences(const struct programme *p);
/* How long until the first contact, usually; NULL: nobody was reached. */
const char *programme_contact(const struct programme *p);

#define PROGRAMME_FIGURES 5
struct programme_figure {
    int64_t n;
    const char *msg;
};
void programme_figures(const struct evaluation *e,
                       struct programme_figure out[PROGRAMME_FIGURES]);

/* The month's page, a paper for src/worker: totals, and what was learnt. */
struct programme_month {
    struct day month, made; /* the month's first day; the day the page was due */
    const char *city;
    bool practice;
    const char *learnt; /* released, or NULL */
};
struct bytes programme_page(const struct programme *p, const struct programme_month *m);

#endif
