/* evaluation.c -- see evaluation.h: counting.  The lines are in evaluation_lines.c.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/evaluation.h"

#include "core/str.h"

unsigned need_bit(const char *word)
{
    enum need need;
    enum sealed_class sealed;

    if (str_same(word, "sealed") || sealed_class_parse(word, &sealed))
        return NEED_BIT_SEALED;
    return need_parse(word, &need) ? 1u << need : 0;
}

static void count_bits(unsigned bits, int64_t *counts, int len)
{
    for (int i = 0; i < len; i++)
        counts[i] += (bits & 1u << i) != 0;
}

static int bits_in(unsigned bits)
{
    int n = 0;

    for (; bits != 0; bits &= bits - 1)
        n++;
    return n;
}

static void spread_add(struct spread *s, struct day from, struct day to)
{
    if (!day_is_set(from) || !day_is_set(to) || to.n < from.n) {
        s->unknown++;
        return;
    }

    int32_t days = to.n - from.n;
    s->count[days > SPREAD_DAYS ? SPREAD_DAYS : days]++;
    s->n++;
}

static void add_reasons(struct evaluation *e, const struct eval_case *c)
{
    bool groups[GROUPS] = {false};

    e->reasons_known += c->reasons != 0;
    count_bits(c->reasons, e->reason, NEEDS + 1);
    for (int n = 0; n < NEEDS; n++)
        if ((c->reasons & 1u << n) != 0)
            groups[need_group_of((enum need)n)] = true;
    if ((c->reasons & NEED_BIT_SEALED) != 0)
        groups[GROUP_OTHER] = true;
    for (int g = 0; g < GROUPS; g++)
        e->group[g] += groups[g];
}

static bool closed_as(const struct eval_case *c, enum broad broad)
{
    return c->end == EVAL_CLOSED && c->reason_known && close_broad(c->reason) == broad;
}

/* An imported case without services: its outcome may say that there were none. */
static bool services_known(const struct eval_case *c)
{
    bool none = c->end == EVAL_CLOSED && c->reason_known &&
                close_broad(c->reason) != BROAD_CONNECTED;

    return !c->imported || c->services != 0 || none;
}

static void add_services(struct evaluation *e, const struct eval_case *c)
{
    bool known = services_known(c), closed = c->end == EVAL_CLOSED;
    bool prior_known = c->prior != PRIOR_UNKNOWN;
    bool first = c->prior == PRIOR_NO && c->services != 0;

    e->services_known += known;
    e->with_service += c->services != 0;
    e->services_total += bits_in(c->services);
    count_bits(c->services, e->service, NEEDS + 1);
    e->prior_known += prior_known;
    e->prior_none += c->prior == PRIOR_NO;
    e->first += first;
    e->closed_prior_known += closed && prior_known;
    e->closed_first += closed && first;
    e->additional_known += known && c->reasons != 0;
    e->additional += c->reasons != 0 && (c->services & ~c->reasons) != 0;
}

static void add_end(struct evaluation *e, const struct eval_case *c)
{
    e->end_known += c->end != EVAL_END_UNKNOWN;
    e->open += c->end == EVAL_OPEN;
    if (c->end != EVAL_CLOSED)
        return;
    e->closed++;
    if (c->reason_known) {
        e->close_known++;
        e->close[c->reason]++;
        e->broad[close_broad(c->reason)]++;
    }
    if (c->imported)
        return;
    e->closed_here++;
    count_bits(c->causes, e->cause, CAUSES);
    count_bits(c->barriers, e->barrier, BARRIERS);
}

static void add_origin(struct evaluation *e, const struct eval_case *c)
{
    if (c->source_known) {
        e->source_known++;
        e->source[c->source]++;
        e->from_visits += !c->imported && !c->alert && c->source == SOURCE_INSPECTOR;
    }
    if (c->urgency_known) {
        e->urgency_known++;
        e->urgency[c->urgency]++;
    }
}

void evaluation_add(struct evaluation *e, const struct eval_case *c)
{
    e->alerts += c->alert;
    if (c->alert && e->without_alerts)
        return;
    e->referrals++;
    e->imported += c->imported;
    e->reached +=
        day_is_set(c->contacted) || c->services != 0 || closed_as(c, BROAD_CONNECTED);
    add_origin(e, c);
    add_reasons(e, c);
    add_services(e, c);
    add_end(e, c);
    if (!c->imported && c->needs_found) {
        e->unmet_known++;
        e->unmet_any += c->unmet != 0;
        count_bits(c->unmet, e->unmet, NEEDS + 1);
    }
    spread_add(&e->acknowledge, c->received, c->acknowledged);
    spread_add(&e->contact, c->received, c->contacted);
}

void evaluation_measure(struct evaluation *e, const struct instrument *i, int first,
                        int last)
{
    size_t at = (size_t)(i - instruments);
    enum measure_change change;

    require(at < instruments_len);
    e->measure[at].started++;
    if (!measure_compare(first, last, &change))
        return;
    e->measure[at].known++;
    e->measure[at].change[change]++;
}

/* The value at a place in the order, from 0. */
static int64_t spread_at(const struct spread *s, int64_t place)
{
    int64_t passed = 0;

    require(place >= 0 && place < s->n);
    for (int64_t days = 0; days <= SPREAD_DAYS; days++) {
        passed += s->count[days];
        if (passed > place)
            return days;
    }
    die("evaluation: a spread that lost a case");
}

int64_t spread_median2(const struct spread *s)
{
    return spread_at(s, (s->n - 1) / 2) + spread_at(s, s->n / 2);
}

int64_t spread_min(const struct spread *s)
{
    return spread_at(s, 0);
}

int64_t spread_max(const struct spread *s)
{
    return spread_at(s, s->n - 1);
}
