/* test_plan.c -- which visit follows which, who makes it and when.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "domain/holiday.h"
#include "domain/plan.h"

static struct day days[4 * HOLIDAYS_A_YEAR];
static struct holidays holidays;

static int setup(void **state)
{
    (void)state;
    holidays = (struct holidays){days, holidays_make(2025, 2028, days)};
    return 0;
}

static struct inspection_id visit_id(uint8_t n)
{
    return (struct inspection_id){{[15] = n}};
}

static struct finding_id finding_id(uint8_t n)
{
    return (struct finding_id){{[15] = n}};
}

static struct user_id user(uint8_t n)
{
    return (struct user_id){{[15] = n}};
}

static struct day again(const struct plan_house *h, size_t visit)
{
    struct day out[2];

    plan_again(h, &holidays, out);
    return out[visit];
}

/* Two visits to a house: Monday the 2nd and Monday the 9th of November 2026. */
static struct plan_visit visits[2];
static struct plan_violation violations[2];
static struct plan_sight sights[1];

static struct plan_house house(void)
{
    visits[0] = (struct plan_visit){visit_id(1), 1000, day_of("2026-11-02")};
    visits[1] = (struct plan_visit){visit_id(2), 2000, day_of("2026-11-09")};
    violations[0] = (struct plan_violation){finding_id(1), visit_id(1), DAY_NONE};
    violations[1] = (struct plan_violation){finding_id(2), visit_id(1), DAY_NONE};
    sights[0] = (struct plan_sight){finding_id(1), visit_id(2)};
    return (struct plan_house){visits, violations, sights, 2, 2, 0};
}

static void a_re_inspection_is_at_the_earliest_correct_by_day(void **state)
{
    struct plan_house h = house();

    (void)state;
    violations[0].correct_by = day_of("2026-12-02");
    violations[1].correct_by = day_of("2026-11-17");
    assert_day(again(&h, 0), "2026-11-17");
    assert_day(again(&h, 1), "");
}

static void a_day_that_is_no_business_day_moves_to_the_next(void **state)
{
    struct plan_house h = house();

    (void)state;
    violations[0].correct_by = day_of("2026-11-26"); /* Thanksgiving */
    assert_day(again(&h, 0), "2026-11-27");
    violations[0].correct_by = day_of("2026-11-28"); /* a Saturday */
    assert_day(again(&h, 0), "2026-11-30");
}

static void whoever_looked_last_comes_again(void **state)
{
    struct plan_house h = house();

    (void)state;
    violations[0].correct_by = day_of("2026-11-17");
    h.sights_len = 1;
    assert_day(again(&h, 0), "");
    assert_day(again(&h, 1), "2026-11-17");
    h.visits_len = 1; /* the second is not signed yet */
    assert_day(again(&h, 0), "2026-11-17");
}

static void what_is_late_at_the_visit_waits_for_a_decision(void **state)
{
    struct plan_house h = house();

    (void)state;
    violations[0].correct_by = day_of("2026-11-05");
    h.sights_len = 1;
    assert_day(again(&h, 1), "");
    violations[0].correct_by = day_of("2026-11-16"); /* extended */
    assert_day(again(&h, 1), "2026-11-16");
}

static void the_order_in_which_things_arrived_changes_nothing(void **state)
{
    struct plan_house h = house();

    (void)state;
    violations[0].correct_by = day_of("2026-11-17");
    violations[1].correct_by = day_of("2026-11-19");
    struct plan_visit v[2] = {visits[1], visits[0]};
    struct plan_violation f[2] = {violations[1], violations[0]};
    struct plan_house other = {v, f, sights, 2, 2, 0};
    assert_int_equal(again(&h, 0).n, again(&other, 1).n);
    assert_int_equal(again(&h, 1).n, again(&other, 0).n);
}

static void a_visit_goes_to_who_has_the_fewest_that_day(void **state)
{
    const struct user_id who[] = {user(3), user(1), user(2)};
    const struct day on[] = {day_of("2026-11-30"), day_of("2026-12-01")};
    const struct plan_load loads[] = {{user(1), on[0], 4},
                                      {user(2), on[0], 2},
                                      {user(3), on[0], 2},
                                      {user(2), on[1], 0}};
    struct plan_slot s = plan_assign(on, 2, &(struct plan_staff){who, 3, loads, 4});

    (void)state;
    assert_int_equal(s.day.n, on[0].n);
    assert_int_equal(s.inspector.b[15], 2); /* of equals the lower */
}

static void a_full_day_gives_way_to_the_next_but_never_past_the_last(void **state)
{
    const struct user_id who[] = {user(1), user(2)};
    const struct day on[] = {day_of("2026-11-30"), day_of("2026-12-01")};
    struct plan_load loads[] = {{user(1), on[0], PLAN_DAY_FULL},
                                {user(2), on[0], PLAN_DAY_FULL},
                                {user(1), on[1], PLAN_DAY_FULL},
                                {user(2), on[1], PLAN_DAY_FULL - 1}};
    struct plan_slot s = plan_assign(on, 2, &(struct plan_staff){who, 2, loads, 4});

    (void)state;
    assert_int_equal(s.day.n, on[1].n);
    assert_int_equal(s.inspector.b[15], 2);
    loads[3].visits = PLAN_DAY_FULL + 3;
    s = plan_assign(on, 2, &(struct plan_staff){who, 2, loads, 4});
    assert_int_equal(s.day.n, on[1].n);
    assert_int_equal(s.inspector.b[15], 1);
}

static void without_anybody_a_visit_is_nobodys_on_its_last_day(void **state)
{
    const struct day on[] = {day_of("2026-11-30"), day_of("2026-12-01")};
    struct plan_slot s = plan_assign(on, 2, &(struct plan_staff){0});

    (void)state;
    assert_int_equal(s.day.n, on[1].n);
    assert_false(id_is_set(id_of(s.inspector)));
}

static void the_latest_doors_are_handed_over_and_re_inspections_last(void **state)
{
    const struct plan_door doors[] = {
        {visit_id(1), "09:00", VISIT_ROUTINE},
        {visit_id(2), "15:00", VISIT_REINSPECTION},
        {visit_id(3), NULL, VISIT_COMPLAINT},
        {visit_id(4), "13:00", VISIT_ROUTINE},
    };
    struct inspection_id out[4];

    (void)state;
    assert_int_equal(plan_hand_over(doors, 4, 1, out), 1);
    assert_int_equal(out[0].b[15], 3);
    assert_int_equal(plan_hand_over(doors, 4, 2, out), 2);
    assert_int_equal(out[1].b[15], 4);
    assert_int_equal(plan_hand_over(doors, 4, 3, out), 3);
    assert_int_equal(out[0].b[15], 1);
    assert_int_equal(plan_hand_over(doors, 4, 9, out), 4);
}

static void a_clock_is_late_only_when_its_day_is_over(void **state)
{
    struct day d = day_of("2026-11-30");

    (void)state;
    assert_int_equal(plan_clock_of(d, d), PLAN_TODAY);
    assert_int_equal(plan_clock_of(d, (struct day){d.n + 1}), PLAN_LATE);
    assert_int_equal(plan_clock_of(d, (struct day){d.n - 1}), PLAN_AHEAD);
}

static void only_who_must_do_the_work_asks_for_more_time(void **state)
{
    (void)state;
    assert_true(plan_may_ask_time(RESPONSIBLE_OWNER, RESPONSIBLE_OWNER));
    assert_true(plan_may_ask_time(RESPONSIBLE_OCCUPANT, RESPONSIBLE_OCCUPANT));
    assert_false(plan_may_ask_time(RESPONSIBLE_OCCUPANT, RESPONSIBLE_OWNER));
    assert_false(plan_may_ask_time(RESPONSIBLE_OWNER, RESPONSIBLE_OCCUPANT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_re_inspection_is_at_the_earliest_correct_by_day),
        cmocka_unit_test(a_day_that_is_no_business_day_moves_to_the_next),
        cmocka_unit_test(whoever_looked_last_comes_again),
        cmocka_unit_test(what_is_late_at_the_visit_waits_for_a_decision),
        cmocka_unit_test(the_order_in_which_things_arrived_changes_nothing),
        cmocka_unit_test(a_visit_goes_to_who_has_the_fewest_that_day),
        cmocka_unit_test(a_full_day_gives_way_to_the_next_but_never_past_the_last),
        cmocka_unit_test(without_anybody_a_visit_is_nobodys_on_its_last_day),
        cmocka_unit_test(the_latest_doors_are_handed_over_and_re_inspections_last),
        cmocka_unit_test(a_clock_is_late_only_when_its_day_is_over),
        cmocka_unit_test(only_who_must_do_the_work_asks_for_more_time),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}
