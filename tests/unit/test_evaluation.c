/* test_evaluation.c -- what each line counts, what it cannot know, what is public.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "core/str.h"
#include "domain/evaluation.h"
#include "domain/limits.h"
#include "domain/period.h"

#define BIT(need) (1u << NEED_##need)

static struct evaluation ev;
static struct report_line lines[REPORT_LINES];
static size_t lines_len;

/* A case of our own: open, nothing done. */
static struct eval_case open_case(void)
{
    return (struct eval_case){
        .source_known = true,
        .urgency_known = true,
        .reasons = BIT(FOOD),
        .received = {20000},
        .acknowledged = {20000},
        .contacted = DAY_NONE,
    };
}

static struct eval_case closed_case(enum close_reason reason)
{
    struct eval_case c = open_case();

    c.end = EVAL_CLOSED;
    c.reason_known = true;
    c.reason = reason;
    return c;
}

static void count(const struct eval_case *cases, size_t len, enum edition_kind kind)
{
    struct eval_visits visits = ev.visits;

    ev = (struct evaluation){.visits = visits, .whole = true};
    for (size_t i = 0; i < len; i++)
        evaluation_add(&ev, &cases[i]);
    lines_len = evaluation_lines(&ev, kind, LIMIT_SMALL, lines);
}

static const struct report_line *line(const char *id)
{
    for (size_t i = 0; i < lines_len; i++)
        if (str_same(lines[i].id, id))
            return &lines[i];
    print_message("no line %s\n", id);
    fail();
    return NULL;
}

static void assert_line(const char *id, int64_t numerator, int64_t denominator,
                        int64_t unknown)
{
    const struct report_line *l = line(id);

    if (l->numerator != numerator || l->denominator != denominator ||
        l->unknown != unknown)
        print_message("%s: %d / %d / %d\n", id, (int)l->numerator, (int)l->denominator,
                      (int)l->unknown);
    assert_int_equal(l->numerator, numerator);
    assert_int_equal(l->denominator, denominator);
    assert_int_equal(l->unknown, unknown);
}

static void a_small_programme_is_counted(void **state)
{
    struct eval_case c[6] = {
        closed_case(CLOSE_CONNECTED_ALL),
        closed_case(CLOSE_CONNECTED_SOME),
        closed_case(CLOSE_UNABLE_TO_REACH),
        closed_case(CLOSE_DECLINED_AFTER_CONTACT),
        open_case(),
        open_case(),
    };

    (void)state;
    c[0].services = BIT(FOOD) | BIT(RENT);
    c[0].prior = PRIOR_NO;
    c[0].contacted = (struct day){20002};
    c[1].services = BIT(FOOD);
    c[1].prior = PRIOR_YES;
    c[1].contacted = (struct day){20001};
    c[1].causes = 1u << CAUSE_ARREARS;
    c[2].prior = PRIOR_NO;
    c[3].contacted = (struct day){20007};
    c[4].services = BIT(HOARDING);
    c[4].prior = PRIOR_NO;
    c[4].urgency = URGENCY_CRISIS;
    c[4].contacted = (struct day){20000};
    c[5].source = SOURCE_311;
    c[5].reasons = 0;
    c[5].acknowledged = DAY_NONE;
    ev.visits = (struct eval_visits){200, 120, 190, 171};
    count(c, 6, EDITION_INTERNAL);

    assert_true(line("referrals")->plain);
    assert_int_equal(line("referrals")->numerator, 6);
    assert_line("referrals.source.inspector", 5, 6, 0);
    assert_line("referrals.source.311", 1, 6, 0);
    assert_line("referrals.urgency.crisis", 1, 6, 0);
    assert_line("referrals.need.food", 5, 5, 1);
    assert_line("referrals.need.rent", 0, 5, 1);
    assert_line("cases.with-service", 3, 6, 0);
    assert_line("closed.connected", 2, 4, 0);
    assert_line("closed.connected-all", 1, 4, 0);
    assert_line("closed.unable-to-reach", 1, 4, 0);
    assert_line("open", 2, 6, 0);
    assert_line("prior-services.none", 3, 4, 2);
    assert_line("first-time-connected", 2, 4, 2);
    assert_line("first-time-connected.closed", 1, 3, 1);
    assert_line("additional-services", 2, 5, 1);
    assert_int_equal(line("services.total")->numerator, 4);
    assert_line("services.rent", 1, 6, 0);
    assert_line("days-to-acknowledge.median", 0, 5, 1);
    assert_line("days-to-contact.median", 1, 4, 2);
    assert_true(line("days-to-contact.median")->half); /* 0 1 2 7 */
    assert_line("days-to-contact.max", 7, 4, 2);
    assert_line("uptake.per-100-inspections", 5, 200, 0);
    assert_line("uptake.per-100-occupant-met", 5, 120, 0);
    assert_line("cards.coverage", 171, 190, 10);
    assert_line("cause.arrears", 1, 4, 0);
    assert_line("unmet-need.food", 0, 0, 6);
}

static void imported_history_is_unknown_where_it_says_nothing(void **state)
{
    struct eval_case c[4] = {
        closed_case(CLOSE_CONNECTED_ALL),
        closed_case(CLOSE_MOVED),
        open_case(),
        {.imported = true,
         .received = {20000},
         .acknowledged = DAY_NONE,
         .contacted = DAY_NONE,
         .end = EVAL_END_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        c[i].imported = true;
        c[i].acknowledged = DAY_NONE;
    }
    ev.visits = (struct eval_visits){0};
    count(c, 4, EDITION_INTERNAL);

    assert_line("cases.with-service", 0, 1,
                3); /* only "moved" says that there was none */
    assert_line("closed.connected", 1, 2, 1);
    assert_line("open", 1, 3, 1);
    assert_line("referrals.source.inspector", 3, 3, 1);
    assert_line("days-to-acknowledge.median", 0, 0, 4);
    assert_true(line("days-to-acknowledge.median")->none);
    assert_line("uptake.per-100-inspections", 0, 0, 4);
    assert_line("uptake.per-100-occupant-met", 0, 0, 4);
    assert_line("cards.coverage", 0, 0, 0);
    assert_line("cause.arrears", 0, 0, 2);
    assert_line("barrier.waitlist", 0, 0, 2);
    assert_line("unmet-need.food", 0, 0, 4);
    assert_line("prior-services.none", 0, 0, 4);
}

/* Only the lines that depend on a fact change with it. */
static void one_record_changes_its_own_lines_only(void **state)
{
    struct eval_case c[3] = {open_case(), open_case(), closed_case(CLOSE_MOVED)};
    static struct report_line before[REPORT_LINES];

    (void)state;
    ev.visits = (struct eval_visits){100, 50, 100, 100};
    count(c, 3, EDITION_INTERNAL);
    memcpy(before, lines, sizeof before);
    c[0].urgency = URGENCY_CRISIS;
    c[1].contacted = (struct day){20003};
    count(c, 3, EDITION_INTERNAL);
    for (size_t i = 0; i < lines_len; i++) {
        bool expected = str_same(lines[i].id, "referrals.urgency.crisis") ||
                        str_same(lines[i].id, "referrals.urgency.routine") ||
                        str_starts(lines[i].id, "days-to-contact.");
        assert_int_equal(memcmp(&lines[i], &before[i], sizeof *lines) != 0, expected);
    }
}

static void sealed_needs_are_one_line(void **state)
{
    struct eval_case c = open_case();

    (void)state;
    c.reasons = need_bit("substance-use") | need_bit("food");
    count(&c, 1, EDITION_INTERNAL);
    assert_line("referrals.need.sealed", 1, 1, 0);
    assert_false(line("referrals.need.sealed")->suppressed);
    assert_true(line("referrals.need.substance-use")->suppressed);
    assert_true(line("services.domestic-violence")->suppressed);
    assert_int_equal(need_bit("sealed"), need_bit("minors"));
    assert_int_equal(need_bit("gold"), 0);
}

static void the_public_edition_hides_small_parts(void **state)
{
    static struct eval_case c[60];

    (void)state;
    for (size_t i = 0; i < COUNT(c); i++) {
        c[i] = i < 20 ? open_case() : closed_case(CLOSE_CONNECTED_ALL);
        c[i].source = i < 3 ? SOURCE_SELF : SOURCE_INSPECTOR;
        c[i].prior = i < 45 ? PRIOR_NO : PRIOR_YES;
        c[i].contacted = (struct day){20001};
    }
    c[59].reason = CLOSE_MOVED;
    c[58].reasons |= BIT(RENT);
    ev.visits = (struct eval_visits){900, 500, 900, 800};
    count(c, 60, EDITION_PUBLIC);

    assert_false(line("referrals")->suppressed);
    assert_false(line("closed.connected")->suppressed);
    assert_true(line("referrals.source.self")->suppressed);
    assert_true(line("referrals.source.inspector")->suppressed); /* else 60 - 57 = 3 */
    assert_true(line("referrals.need.rent")->suppressed);
    assert_false(line("referrals.need.food")->suppressed);
    assert_true(line("closed.moved")->suppressed);
    assert_false(line("closed.connected-all")->suppressed);
    assert_false(line("prior-services.none")->suppressed); /* 45 and 15 */
    assert_false(line("days-to-contact.median")->suppressed);
    for (size_t i = 0; i < lines_len; i++)
        assert_null(strstr(lines[i].id, ".max"));
}

/* The sum of services is printed: one hidden kind would follow from it. */
static void a_hidden_kind_of_service_does_not_follow_from_their_sum(void **state)
{
    static struct eval_case c[40];
    int64_t hidden = 0, left;

    (void)state;
    for (size_t i = 0; i < COUNT(c); i++) {
        c[i] = closed_case(CLOSE_CONNECTED_ALL);
        c[i].services = i < 25 ? BIT(FOOD) : BIT(FUEL);
        c[i].services |= i < 3 ? BIT(RENT) : 0;
    }
    count(c, COUNT(c), EDITION_PUBLIC);

    left = line("services.total")->numerator;
    for (size_t i = 0; i < lines_len; i++)
        if (str_starts(lines[i].id, "services.") && !lines[i].plain) {
            bool counted_as_sealed = str_same(lines[i].id, "services.substance-use") ||
                                     str_same(lines[i].id, "services.domestic-violence");
            hidden += lines[i].suppressed && !counted_as_sealed;
            left -= lines[i].suppressed ? 0 : lines[i].numerator;
        }
    assert_int_equal(hidden, 2);
    assert_int_equal(left, 3 + 15);
    assert_true(line("services.rent")->suppressed);
    assert_false(line("services.food")->suppressed);
    assert_true(line("services.substance-use")->suppressed);
}

/* One line counts some of another's cases: their difference is a number too. */
static void what_one_line_leaves_of_another_is_not_small(void **state)
{
    static struct eval_case c[60];

    (void)state;
    for (size_t i = 0; i < COUNT(c); i++) {
        c[i] = i < 30 ? closed_case(CLOSE_CONNECTED_ALL) : open_case();
        c[i].prior = i < 33 ? PRIOR_NO : PRIOR_YES;
        c[i].services = i < 32 ? BIT(FOOD) : 0;
    }
    count(c, COUNT(c), EDITION_PUBLIC);

    assert_false(line("prior-services.none")->suppressed); /* 33 of 60 */
    assert_true(line("first-time-connected")->suppressed); /* 33 - 32 = 1 household */
    count(c, 32, EDITION_PUBLIC);
    assert_true(line("first-time-connected.closed")->suppressed); /* 32 - 30 = 2 */
    count(c, 32, EDITION_INTERNAL);
    assert_false(line("first-time-connected.closed")->suppressed);
}

/* Its editions follow one another: what one printed more than the last is a household. */
static void of_a_year_that_runs_no_crossed_cell_is_public(void **state)
{
    static struct eval_case c[60];

    (void)state;
    for (size_t i = 0; i < COUNT(c); i++)
        c[i] = closed_case(CLOSE_CONNECTED_ALL);
    count(c, 60, EDITION_PUBLIC);
    assert_false(line("referrals.need.food")->suppressed);
    ev.whole = false;
    lines_len = evaluation_lines(&ev, EDITION_PUBLIC, LIMIT_SMALL, lines);
    assert_true(line("referrals.need.food")->suppressed);
    assert_true(line("closed.moved")->suppressed);
    assert_true(line("prior-services.none")->suppressed);
    assert_false(line("referrals")->suppressed);
    assert_false(line("closed.connected")->suppressed);
    assert_false(line("days-to-contact.median")->suppressed);
}

static void every_line_has_its_words_and_its_own_id(void **state)
{
    (void)state;
    count(NULL, 0, EDITION_INTERNAL);
    assert_true(lines_len > 90);
    for (size_t i = 0; i < lines_len; i++) {
        assert_non_null(lines[i].label);
        assert_non_null(lines[i].definition);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(lines[i].id, lines[j].id);
    }
}

static void a_spread_knows_its_middle(void **state)
{
    static struct evaluation e;
    static const int days[] = {3, 0, 3, 90, 1};

    (void)state;
    e = (struct evaluation){0};
    for (size_t i = 0; i < COUNT(days); i++) {
        struct eval_case c = open_case();
        c.contacted = (struct day){20000 + days[i]};
        evaluation_add(&e, &c);
    }
    assert_int_equal(spread_median2(&e.contact), 6);
    assert_int_equal(spread_min(&e.contact), 0);
    assert_int_equal(spread_max(&e.contact), 90);
    struct eval_case back = open_case();
    back.contacted = (struct day){19999}; /* contacted before received: not known */
    evaluation_add(&e, &back);
    assert_int_equal(e.contact.unknown, 1);
}

static void the_last_whole_week_ended_on_a_sunday_before_today(void **state)
{
    (void)state;
    for (struct day today = {20000}; today.n < 20014; today.n++) {
        struct day end = period_week_end(today);

        assert_int_equal(day_weekday(end), 6);
        assert_true(end.n < today.n && end.n >= today.n - 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_programme_is_counted),
        cmocka_unit_test(imported_history_is_unknown_where_it_says_nothing),
        cmocka_unit_test(one_record_changes_its_own_lines_only),
        cmocka_unit_test(sealed_needs_are_one_line),
        cmocka_unit_test(the_public_edition_hides_small_parts),
        cmocka_unit_test(of_a_year_that_runs_no_crossed_cell_is_public),
        cmocka_unit_test(a_hidden_kind_of_service_does_not_follow_from_their_sum),
        cmocka_unit_test(what_one_line_leaves_of_another_is_not_small),
        cmocka_unit_test(every_line_has_its_words_and_its_own_id),
        cmocka_unit_test(a_spread_knows_its_middle),
        cmocka_unit_test(the_last_whole_week_ended_on_a_sunday_before_today),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
