/* test_suppression.c -- somebody with a solver and every number that is published of a
 * sparse city: how narrow can each hidden number be made?  What is published: the public
 * edition of the evaluation, its wholes and unknowns, the City Manager's page, and all
 * earlier editions.  A hidden number must stay open over a range of LIMIT_SMALL, or over
 * all that a printed total leaves.
 *
 *     test_suppression [CITIES]
 * SPDX-License-Identifier: Apache-2.0 */
#include "solver.h"

#include "unit/unit.h"

#include "core/str.h"
#include "domain/evaluation.h"
#include "domain/limits.h"
#include "domain/period.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long cities = 1000;

/* ---- a city ---- */

struct city {
    uint64_t dice;
    int cases, skew;
    struct evaluation e;
    struct report_line lines[REPORT_LINES];
    size_t len;
    int hidden[REPORT_LINES]; /* place in the solver; 0: printed */
};

static int roll(struct city *c, int sides)
{
    c->dice = c->dice * 6364136223846793005u + 1442695040888963407u;
    return (int)((c->dice >> 33) % (unsigned)sides);
}

/* A few of them often, the others hardly ever. */
static int some(struct city *c, int sides)
{
    return roll(c, 10) < c->skew ? roll(c, 1 + sides / 6) : roll(c, sides);
}

static unsigned some_needs(struct city *c, int most)
{
    unsigned bits = 0;

    for (int n = roll(c, most + 1); n > 0; n--) {
        int need = some(c, NEEDS + 1);
        bits |= need < NEEDS && need_is_sealed((enum need)need) ? NEED_BIT_SEALED
                                                                : 1u << need;
    }
    return bits;
}

static struct eval_case some_case(struct city *c)
{
    struct day received = {20000 + roll(c, 365)};
    struct eval_case x = {
        .source_known = roll(c, 12) > 0,
        .source = (enum source)some(c, SOURCES),
        .urgency_known = roll(c, 12) > 0,
        .urgency = (enum urgency)some(c, URGENCIES),
        .reasons = some_needs(c, 3),
        .needs_found = roll(c, 3) > 0,
        .prior = (enum prior)some(c, 3),
        .received = received,
        .acknowledged = received,
        .contacted = roll(c, 5) ? (struct day){received.n + roll(c, 9)} : DAY_NONE,
        .end = roll(c, 3) ? EVAL_CLOSED : EVAL_OPEN,
    };

    if (x.needs_found)
        x.unmet = some_needs(c, 1);
    if (roll(c, 2))
        x.services = some_needs(c, 3);
    if (x.end == EVAL_CLOSED) {
        x.reason_known = roll(c, 15) > 0;
        x.reason = (enum close_reason)some(c, CLOSE_REASONS);
        x.causes = roll(c, 3) ? 0 : 1u << some(c, CAUSES);
        x.barriers = roll(c, 3) ? 0 : 1u << some(c, BARRIERS);
    }
    return x;
}

static void publish(struct city *c, bool whole)
{
    c->e.whole = whole;
    c->len = evaluation_lines(&c->e, EDITION_PUBLIC, LIMIT_SMALL, c->lines);
}

static struct city *city_new(uint64_t seed)
{
    struct city *c = calloc(1, sizeof *c);

    require(c != NULL);
    c->dice = seed * 977;
    c->cases = 10 + roll(c, roll(c, 2) ? 40 : 391);
    c->skew = roll(c, 10);
    for (int i = 0; i < c->cases; i++) {
        struct eval_case x = some_case(c);

        evaluation_add(&c->e, &x);
        if (x.services != 0 && roll(c, 3) == 0)
            c->e.feeling[roll(c, FEELINGS)]++, c->e.feeling_known++;
        c->e.connected_here += x.services != 0;
    }
    publish(c, true);
    return c;
}

/* ---- what is known ---- */

static size_t line_at(const struct city *c, const char *id)
{
    for (size_t i = 0; i < c->len; i++)
        if (strcmp(c->lines[i].id, id) == 0)
            return i;
    fail_msg("there is no line %s", id);
    return 0;
}

/* A line within a row, printed or not. */
static void put(struct solver *s, const struct city *c, size_t i, int by)
{
    if (c->hidden[i] != 0)
        solver_put(s, c->hidden[i], by);
    else if (!c->lines[i].suppressed)
        solver_know(s, c->lines[i].numerator, by);
}

/* A sealed need's own line counts nothing, as everybody may read. */
static bool counts_nothing(const struct report_line *l)
{
    static const char *const families[] = {"referrals.need.", "services.", "unmet-need."};

    for (size_t i = 0; i < COUNT(families); i++)
        for (int n = 0; n < NEEDS; n++)
            if (str_starts(l->id, families[i]) && need_is_sealed((enum need)n) &&
                strcmp(l->id + strlen(families[i]), need_codes.list[n].word) == 0)
                return true;
    return false;
}

static void put_hidden(struct solver *s, struct city *c)
{
    for (size_t i = 0; i < c->len; i++)
        c->hidden[i] = c->lines[i].suppressed && !counts_nothing(&c->lines[i])
                           ? solver_hidden(s, c->lines[i].denominator)
                           : 0;
}

/* All lines of a family that `has`. */
static void put_family(struct solver *s, const struct city *c, const char *family,
                       bool (*has)(const char *word, int which), int which)
{
    size_t len = strlen(family);

    for (size_t i = 0; i < c->len; i++)
        if (strncmp(c->lines[i].id, family, len) == 0 && !c->lines[i].plain &&
            (has == NULL || has(c->lines[i].id + len, which)))
            put(s, c, i, 1);
}

static void each_at_most(struct solver *s, const struct city *c, const char *family,
                         int64_t most)
{
    for (size_t i = 0; i < c->len; i++)
        if (str_starts(c->lines[i].id, family) && c->hidden[i] != 0) {
            solver_put(s, c->hidden[i], 1);
            solver_row(s, 0, most);
        }
}

static bool of_group(const char *word, int which)
{
    enum need need;

    if (strcmp(word, "sealed") == 0)
        return which == GROUP_OTHER;
    return need_parse(word, &need) && (int)need_group_of(need) == which;
}

static bool of_broad(const char *word, int which)
{
    for (int i = 0; i < CLOSE_REASONS; i++)
        if (strcmp(word, close_reason_codes.list[i].word) == 0)
            return (int)close_broad((enum close_reason)i) == which;
    return false;
}

static void at_least(struct solver *s, const struct city *c, const char *more,
                     const char *less)
{
    put(s, c, line_at(c, more), 1);
    put(s, c, line_at(c, less), -1);
    solver_row(s, 0, INT64_MAX);
}

/* One edition alone. */
static void know_edition(struct solver *s, const struct city *c)
{
    const struct evaluation *e = &c->e;

    put_family(s, c, "referrals.source.", NULL, 0);
    solver_row(s, e->source_known, e->source_known);
    put_family(s, c, "referrals.urgency.", NULL, 0);
    solver_row(s, e->urgency_known, e->urgency_known);
    put_family(s, c, "referrals.need.", NULL, 0);
    solver_row(s, e->reasons_known, INT64_MAX);
    put_family(s, c, "services.", NULL, 0);
    solver_row(s, e->services_total, e->services_total);
    each_at_most(s, c, "services.", e->with_service);
    put_family(s, c, "better.", NULL, 0);
    solver_row(s, e->feeling_known, e->feeling_known);
    put_family(s, c, "closed.connected-", NULL, 0);
    solver_row(s, e->broad[BROAD_CONNECTED], e->broad[BROAD_CONNECTED]);
    at_least(s, c, "prior-services.none", "first-time-connected");
    at_least(s, c, "first-time-connected", "first-time-connected.closed");
    at_least(s, c, "cases.with-service", "first-time-connected");
    at_least(s, c, "cases.with-service", "additional-services");
}

/* And beside it the City Manager's page of the same year. */
static void know_page(struct solver *s, const struct city *c)
{
    const struct evaluation *e = &c->e;

    for (int g = 0; g < GROUPS; g++) {
        put_family(s, c, "referrals.need.", of_group, g);
        solver_row(s, e->group[g], INT64_MAX);
        for (size_t i = 0; i < c->len; i++)
            if (c->hidden[i] && str_starts(c->lines[i].id, "referrals.need.") &&
                of_group(c->lines[i].id + strlen("referrals.need."), g)) {
                solver_put(s, c->hidden[i], 1);
                solver_row(s, 0, e->group[g]);
            }
    }
    for (int b = 0; b < BROADS; b++) {
        put_family(s, c, "closed.", of_broad, b);
        solver_row(s, e->broad[b], e->broad[b]);
    }
    put_family(s, c, "unmet-need.", NULL, 0);
    solver_row(s, e->unmet_any, INT64_MAX);
    each_at_most(s, c, "unmet-need.", e->unmet_any);
}

/* ---- the attack ---- */

/* The printed total that a line is a part of. */
static int64_t total_of(const struct city *c, const struct report_line *l)
{
    const struct evaluation *e = &c->e;
    int64_t total = l->denominator;

    for (int g = 0; g < GROUPS && str_starts(l->id, "referrals.need."); g++)
        if (of_group(l->id + strlen("referrals.need."), g))
            total = e->group[g];
    for (int b = 0; b < BROADS && str_starts(l->id, "closed."); b++)
        if (of_broad(l->id + strlen("closed."), b))
            total = e->broad[b];
    if (str_starts(l->id, "services."))
        total = e->with_service < e->services_total ? e->with_service : e->services_total;
    if (str_starts(l->id, "unmet-need."))
        total = e->unmet_any;
    bool served = str_starts(l->id, "first-time") || str_starts(l->id, "additional");
    return served && e->with_service < total ? e->with_service : total;
}

/* The one way to end that is a broad way of its own: a total, hidden or not. */
static bool is_total(const struct report_line *l)
{
    return strcmp(l->id, "closed.unable-to-reach") == 0;
}

static int attack(struct city *c, bool with_page, int *hidden)
{
    struct solver s;
    int solved = 0;

    solver_begin(&s);
    put_hidden(&s, c);
    know_edition(&s, c);
    if (with_page)
        know_page(&s, c);
    for (size_t i = 0; i < c->len; i++) {
        const struct report_line *l = &c->lines[i];

        if (c->hidden[i] == 0 || is_total(l))
            continue;
        struct range r = solver_range(&s, c->hidden[i]);
        int64_t total = total_of(c, l), wide = total < LIMIT_SMALL ? total : LIMIT_SMALL;
        ++*hidden;
        require(r.low <= l->numerator && l->numerator <= r.high); /* the model is true */
        if (r.high - r.low >= wide)
            continue;
        if (solved++ < 3)
            print_error("%d cases: %s is %lld to %lld, really %lld of %lld\n", c->cases,
                        l->id, (long long)r.low, (long long)r.high,
                        (long long)l->numerator, (long long)total);
    }
    solver_end(&s);
    return solved;
}

static void no_hidden_number_is_solved(void **state)
{
    int hidden = 0, solved = 0;

    (void)state;
    for (long seed = 1; seed <= cities; seed++) {
        struct city *c = city_new((uint64_t)seed);

        solved += attack(c, true, &hidden);
        free(c);
    }
    print_message("# %ld cities, %d hidden numbers, %d solved\n", cities, hidden, solved);
    assert_true(hidden > 10 * cities);
    assert_int_equal(solved, 0);
}

/* ---- earlier editions ---- */

enum { MONTHS = 12 };

/* The public edition of the first months of a fiscal year, and then of all of it. */
static void editions(struct city *c, struct report_line of[MONTHS][REPORT_LINES])
{
    struct day first = day_make(2025, 7, 1);
    int each = 1 + roll(c, 30);

    memset(&c->e, 0, sizeof c->e);
    for (int m = 0; m < MONTHS; m++) {
        struct period p = {first, {first.n + 30 * (m + 1)}};

        for (int i = roll(c, each + 1); i > 0; i--) {
            struct eval_case x = some_case(c);
            evaluation_add(&c->e, &x);
        }
        if (m == MONTHS - 1)
            p.last = day_make(2026, 6, 30);
        publish(c, period_is_past_year(p, (struct day){p.last.n + 1}));
        memcpy(of[m], c->lines, sizeof c->lines);
    }
}

/* What a month added to a line, from all editions of the year that print it. */
static int solved_months(struct report_line of[MONTHS][REPORT_LINES], size_t i)
{
    const struct report_line *year = &of[MONTHS - 1][i];
    int at[MONTHS], solved = 0;
    struct solver s;

    solver_begin(&s);
    for (int m = 0; m < MONTHS; m++)
        at[m] = solver_hidden(&s, year->denominator);
    for (int m = 0; m < MONTHS; m++) {
        for (int k = 0; k <= m; k++)
            solver_put(&s, at[k], 1);
        if (of[m][i].suppressed)
            solver_row(&s, 0, year->denominator);
        else
            solver_row(&s, of[m][i].numerator, of[m][i].numerator);
    }
    for (int m = 0; m < MONTHS; m++) {
        struct range r = solver_range(&s, at[m]);
        int64_t total = year->suppressed ? year->denominator : year->numerator;
        solved += r.high - r.low < (total < LIMIT_SMALL ? total : LIMIT_SMALL);
    }
    solver_end(&s);
    return solved;
}

static void no_edition_less_an_earlier_one_tells_of_a_month(void **state)
{
    static struct report_line of[MONTHS][REPORT_LINES];
    static const char *const crossed[] = {
        "referrals.need.", "referrals.source.", "services.",       "closed.",
        "cause.",          "barrier.",          "prior-services.", "unmet-need."};
    int printed = 0, solved = 0;

    (void)state;
    for (long seed = 1; seed <= 1 + cities / 10; seed++) {
        struct city *c = city_new((uint64_t)seed);

        editions(c, of);
        for (size_t i = 0; i < c->len; i++)
            for (size_t f = 0; f < COUNT(crossed); f++)
                if (str_starts(c->lines[i].id, crossed[f]) && !c->lines[i].plain &&
                    strcmp(c->lines[i].id, "closed.connected") != 0) {
                    printed += !of[MONTHS - 1][i].suppressed;
                    solved += solved_months(of, i);
                }
        free(c);
    }
    print_message("# %d lines of past years printed, %d months solved\n", printed,
                  solved);
    assert_true(printed > 0);
    assert_int_equal(solved, 0);
}

/* The attack itself: a table without complements gives its one hidden cell away. */
static void what_is_not_protected_is_solved(void **state)
{
    struct city *c = city_new(7);
    int hidden = 0;

    (void)state;
    for (size_t i = 0; i < c->len; i++)
        c->lines[i].suppressed =
            strcmp(c->lines[i].id, "referrals.source.inspector") == 0;
    assert_int_equal(attack(c, true, &hidden), 1);
    assert_int_equal(hidden, 1);
    free(c);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_protected_is_solved),
        cmocka_unit_test(no_hidden_number_is_solved),
        cmocka_unit_test(no_edition_less_an_earlier_one_tells_of_a_month),
    };

    cities = argc > 1 ? atol(argv[1]) : cities;
    return cmocka_run_group_tests_name("suppression", tests, NULL, NULL);
}
