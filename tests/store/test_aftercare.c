/* test_aftercare.c -- what is measured of a household, how a case ends, and what is asked
 * a month later. SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/better_app.h"
#include "app/measure_app.h"
#include "app/need_app.h"

static struct measure_in hunger(struct phone *p, int n, enum measure_stage stage,
                                const char *answers)
{
    const struct instrument *of = instrument_named("hunger-vital-sign");

    return (struct measure_in){.casefile = the_case(p),
                               .id = id_named(p, 'm', n),
                               .instrument = of,
                               .stage = stage,
                               .answers = measure_read(of, answers)};
}

static struct err look_at_measures(struct session *s, void *ctx)
{
    struct doing *d = ctx;

    be(d->p, s, d->user);
    s->arena = d->p->arena;
    return measure_view(s, &(struct case_ref){.id = the_case(d->p)}, &d->out);
}

static const struct measures *measures_of(struct phone *p)
{
    struct doing d = {.p = p, .user = MANAGER};

    assert_ok(phone_run(p, STORE_CARE, look_at_measures, &d));
    return &((struct measure_page *)d.out)->measures;
}

static void a_measure_is_kept_with_its_score_and_shows_the_change(void **state)
{
    struct phone *p = with_case(*state);
    struct measure_in first = hunger(p, 1, STAGE_BASELINE, "worried=often;ran-out=never"),
                      then = hunger(p, 2, STAGE_FOLLOW_UP, "worried=never;ran-out=never");

    reach(p);
    assert_ok(DO(p, measure_take, &first));
    assert_ok(DO(p, measure_take, &first)); /* the second click of two */
    p->now += 1000;
    assert_ok(DO(p, measure_take, &then));
    const struct measures *all = measures_of(p);
    struct measure_span span = measure_span(all, first.instrument);
    assert_int_equal(all->len, 2);
    assert_int_equal(span.start->score, 1);
    assert_int_equal(span.now->score, 0);
    assert_int_equal(span.start->answers.of[0], 0);
}

static void a_change_needs_a_beginning_and_a_beginning_a_contact(void **state)
{
    struct phone *p = with_case(*state);
    struct measure_in in = hunger(p, 1, STAGE_DISCHARGE, "worried=never");
    struct doing d = {.act = measure_take, .in = &in};

    struct err e = as(p, MANAGER, &d);
    assert_err(e, ERR_CONFLICT);
    assert_string_equal(e.msg, "measure.after_contact");
    reach(p);
    assert_err(as(p, MANAGER, &d), ERR_INVALID);
    assert_string_equal(d.fault, "measure.baseline_first");
    in = hunger(p, 1, STAGE_BASELINE, "");
    assert_err(as(p, MANAGER, &d), ERR_INVALID);
    assert_string_equal(d.fault, "measure.nothing");
    assert_int_equal(measures_of(p)->len, 0);
}

static struct err count_measures(struct session *s, void *ctx)
{
    struct evaluation *e = ctx;
    struct report_period all = {day_make(2000, 1, 1), day_make(2100, 1, 1), s->now};
    struct db *care;

    TRY(session_db(s, STORE_CARE, &care));
    return report_measures(care, &all, e);
}

static void the_evaluation_counts_a_household_once(void **state)
{
    static struct evaluation e;
    struct phone *p = with_case(*state);
    struct measure_in in[] = {
        hunger(p, 1, STAGE_BASELINE, "worried=often;ran-out=never"),
        hunger(p, 2, STAGE_FOLLOW_UP, "worried=often;ran-out=often"),
        hunger(p, 3, STAGE_DISCHARGE, "worried=never;ran-out=never"),
    };

    reach(p);
    for (size_t i = 0; i < COUNT(in); i++) {
        p->now += 1000;
        assert_ok(DO(p, measure_take, &in[i]));
    }
    e = (struct evaluation){0};
    assert_ok(phone_run(p, STORE_CARE, count_measures, &e));
    size_t at = (size_t)(in[0].instrument - instruments);
    assert_int_equal(e.measure[at].started, 1);
    assert_int_equal(e.measure[at].change[CHANGE_LESS], 1);
    assert_int_equal(e.measure[at].known, 1);
}
/* ---- closing, and after ---- */

static void start_food(struct phone *p)
{
    struct need_in need = {the_case(p), id_to(need, id_named(p, 'e', 1)), "food",
                           KNOWN_BY_TOLD};
    struct need_started_in started = {the_case(p), need.id};

    reach(p);
    assert_ok(DO(p, need_found, &need));
    assert_ok(DO(p, need_started, &started));
}

static struct err close_it(struct phone *p, enum close_reason reason)
{
    struct close_in in = {.ref = {the_case(p), case_of(p)->c.rev},
                          .note_id = id_named(p, 'f', 9),
                          .reason = reason};

    return DO(p, casefile_close, &in);
}

static void who_died_sends_no_thank_you(void **state)
{
    struct phone *p = with_case(*state);

    reach(p);
    struct close_in in = {.ref = {the_case(p), case_of(p)->c.rev},
                          .note_id = id_named(p, 'f', 9),
                          .reason = CLOSE_DECEASED,
                          .thanks = true};
    struct doing d = {.act = casefile_close, .in = &in};

    assert_int_equal(as(p, MANAGER, &d).kind, ERR_INVALID);
    assert_string_equal(d.fault, "case.thanks_died");
    assert_int_not_equal(case_of(p)->c.state, CASE_CLOSED);
    assert_ok(close_it(p, CLOSE_DECEASED));
}

static void a_month_after_help_began_its_manager_is_to_ask(void **state)
{
    struct phone *p = with_case(*state);

    start_food(p);
    assert_ok(close_it(p, CLOSE_CONNECTED_ALL));
    assert_int_equal(due_of(p, MANAGER).len, 0);
    p->now += 30 * (int64_t)24 * 60 * 60 * 1000;
    struct tasks_due due = due_of(p, MANAGER);
    assert_int_equal(due.len, 1); /* though the case is closed */
    assert_int_equal(due.of[0].kind, TASK_BETTER);
    assert_int_equal(due.of[0].due_day.n, today_of(p).n);

    struct better_in later = {
        the_case(p), id_named(p, 'i', 1), FEELING_NO_ANSWER, {today_of(p).n + 3}};
    assert_ok(DO(p, better_record, &later));
    assert_int_equal(due_of(p, MANAGER).of[0].due_day.n, today_of(p).n + 3);
    assert_int_equal(case_of(p)->feelings.len, 0);
    struct better_in better = {the_case(p), id_named(p, 'i', 2), FEELING_BETTER,
                               DAY_NONE};
    assert_ok(DO(p, better_record, &better));
    assert_ok(DO(p, better_record, &better)); /* the second click of two */
    assert_int_equal(due_of(p, MANAGER).len, 0);
    assert_int_equal(case_of(p)->feelings.len, 1);
}

static void nobody_asks_who_took_their_yes_back(void **state)
{
    struct phone *p = with_case(*state);

    start_food(p);
    assert_ok(close_it(p, CLOSE_CONSENT_WITHDRAWN));
    p->now += 30 * (int64_t)24 * 60 * 60 * 1000;
    assert_int_equal(due_of(p, MANAGER).len, 0);
}

static void before_help_began_there_is_nothing_to_ask(void **state)
{
    struct phone *p = with_case(*state);
    struct better_in in = {the_case(p), id_named(p, 'i', 1), FEELING_BETTER, DAY_NONE};

    struct err e = DO(p, better_record, &in);
    assert_err(e, ERR_CONFLICT);
    assert_string_equal(e.msg, "better.not_connected");
}

static struct err count_feelings(struct session *s, void *ctx)
{
    struct evaluation *e = ctx;
    struct report_period all = {day_make(2000, 1, 1), day_make(2100, 1, 1), s->now};
    struct db *care;

    TRY(session_db(s, STORE_CARE, &care));
    return report_feelings(care, &all, e);
}

static void the_last_answer_of_a_household_counts(void **state)
{
    static struct evaluation e;
    struct phone *p = with_case(*state);
    struct better_in worse = {the_case(p), id_named(p, 'i', 1), FEELING_WORSE, DAY_NONE},
                     better = {the_case(p), id_named(p, 'i', 2), FEELING_BETTER,
                               DAY_NONE};

    start_food(p);
    e = (struct evaluation){0};
    assert_ok(phone_run(p, STORE_CARE, count_feelings, &e));
    assert_int_equal(e.connected_here, 1);
    assert_int_equal(e.feeling_known, 0);
    assert_ok(DO(p, better_record, &worse));
    p->now += 1000;
    assert_ok(DO(p, better_record, &better));
    e = (struct evaluation){0};
    assert_ok(phone_run(p, STORE_CARE, count_feelings, &e));
    assert_int_equal(e.feeling[FEELING_BETTER], 1);
    assert_int_equal(e.feeling[FEELING_WORSE], 0);
}

static void a_closed_case_is_opened_again_with_a_note(void **state)
{
    struct phone *p = with_case(*state);

    start_food(p);
    assert_ok(close_it(p, CLOSE_CONNECTED_ALL));
    struct reopen_in in = {{the_case(p), 1}, id_named(p, 'f', 5), "The food ran out."};
    struct doing d = {.act = casefile_reopen, .in = &in};
    assert_err(as(p, MANAGER, &d), ERR_CONFLICT); /* a stale screen */
    in.ref.rev = case_of(p)->c.rev;
    assert_ok(as(p, MANAGER, &d));
    assert_ok(as(p, MANAGER, &d)); /* the second click of two */
    const struct case_page *page = case_of(p);
    assert_int_equal(page->c.state, CASE_ACKNOWLEDGED);
    assert_int_equal(page->c.closed_at, 0);
    assert_null(page->c.close_reason);
    assert_int_equal(page->notes.len, 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_measure_is_kept_with_its_score_and_shows_the_change),
        cmocka_unit_test(a_change_needs_a_beginning_and_a_beginning_a_contact),
        cmocka_unit_test(the_evaluation_counts_a_household_once),
        cmocka_unit_test(a_month_after_help_began_its_manager_is_to_ask),
        cmocka_unit_test(nobody_asks_who_took_their_yes_back),
        cmocka_unit_test(before_help_began_there_is_nothing_to_ask),
        cmocka_unit_test(the_last_answer_of_a_household_counts),
        cmocka_unit_test(a_closed_case_is_opened_again_with_a_note),
        cmocka_unit_test(who_died_sends_no_thank_you),
    };

    return world_run_ready("aftercare", tests, COUNT(tests));
}
