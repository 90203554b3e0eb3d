/* evaluation.h -- the lines of the evaluation, from one case at a time.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_EVALUATION_H
#define DOMAIN_EVALUATION_H

#include "core/day.h"
#include "domain/casefile.h"
#include "domain/measure.h"

/* Lists of codes are bits: 1 << enum need; what is sealed is one category. */
#define NEED_BIT_SEALED (1u << NEEDS)
/* The bit of "food", "sealed", "substance-use" (sealed); 0 of an unknown word. */
unsigned need_bit(const char *word);

enum eval_end { EVAL_OPEN, EVAL_CLOSED, EVAL_END_UNKNOWN };

/* What a report may know of a case.  Only an imported history leaves things unknown that
 * are not lists; an empty list of services is then unknown too, unless its outcome says
 * that nothing was provided. */
struct eval_case {
    bool imported, alert; /* an alert: a door where nobody could be asked */
    bool source_known, urgency_known, reason_known;
    enum source source;
    enum urgency urgency;
    unsigned reasons, services, unmet; /* need bits; no reason = not known */
    bool needs_found;                  /* a case manager wrote down at least one */
    unsigned causes, barriers;         /* 1 << enum cause, enum barrier */
    enum prior prior;
    struct day received, acknowledged, contacted; /* DAY_NONE: not, or not known */
    enum eval_end end;
    enum close_reason reason; /* when closed, and known */
};

/* The period's visits, from the enforcement store; all 0 when they are not known. */
struct eval_visits {
    int64_t inspections, occupant_met, cards_known, cards_left;
};

#define SPREAD_DAYS 3660 /* longer ones count as this */
struct spread {
    uint32_t count[SPREAD_DAYS + 1];
    int64_t n, unknown;
};

/* Counts in constant memory; starts as {0}. */
struct evaluation {
    bool without_alerts; /* set at the start: they are in `alerts` and nowhere else */
    bool whole;          /* a fiscal year that is over: crossed cells may be public */
    int64_t alerts;
    struct eval_visits visits;
    int64_t referrals, imported, from_visits, reached;
    int64_t source_known, source[SOURCES], urgency_known, urgency[URGENCIES];
    int64_t end_known, open, closed, close_known, close[CLOSE_REASONS];
    int64_t broad[BROADS],
        group[GROUPS]; /* of closed cases; of cases with such a reason */
    int64_t reasons_known, reason[NEEDS + 1];
    int64_t services_known, with_service, services_total, service[NEEDS + 1];
    int64_t prior_known, prior_none, first;
    int64_t closed_prior_known, closed_first;
    int64_t additional_known, additional;
    int64_t closed_here, cause[CAUSES], barrier[BARRIERS];
    int64_t unmet_known, unmet_any, unmet[NEEDS + 1];
    int64_t connected_here, feeling_known, feeling[FEELINGS];
    struct spread acknowledge, contact;
    struct {
        int64_t started, known, change[CHANGES_OF_MEASURE];
    } measure[INSTRUMENTS_MAX];
};
void evaluation_add(struct evaluation *e, const struct eval_case *c);

/* One case's score of an instrument at the start, and the last after it (NO_SCORE). */
void evaluation_measure(struct evaluation *e, const struct instrument *i, int first,
                        int last);

enum edition_kind { EDITION_INTERNAL, EDITION_PUBLIC };
struct report_line {
    char id[48];       /* "referrals.need.food" */
    const char *label; /* message ids */
    const char *word;  /* of the code that stands in the label, or NULL */
    const char *title; /* of an instrument in the label, or NULL */
    const char *definition;
    int64_t numerator, denominator, unknown;
    bool plain;      /* a count: no denominator */
    bool half;       /* numerator and a half: a median of an even number of cases */
    bool none;       /* there is no value (a median of nothing) */
    bool suppressed; /* the numerator is not printed */
};
#define REPORT_LINES 160
/* Writes the lines in the order of the printed report; at most REPORT_LINES.  `small` is
 * the public edition's largest hidden number (LIMIT_SMALL); the internal one is exact. */
size_t evaluation_lines(const struct evaluation *e, enum edition_kind kind, int64_t small,
                        struct report_line *out);

/* Twice the median, so that halves stay whole; n must not be 0. */
int64_t spread_median2(const struct spread *s);
int64_t spread_min(const struct spread *s);
int64_t spread_max(const struct spread *s);

#endif
