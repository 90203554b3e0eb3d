/* Of many old visits exactly those go whose years are over, that ended and that nothing
 * keeps: counted here by another way than the statements do.  On both engines; the first
 * argument says how many (100,000 in the long form).
 * SPDX-License-Identifier: Apache-2.0 */
#include "house.h"

#include "app/disposal_app.h"
#include "queries_dump.h"

#include <stdlib.h>

enum { YEARS = 20, KEPT_YEARS = 10 };
static int many = YEARS * 365; /* one of each day, more than are destroyed at once */

/* Each number is a visit of its own age, state and home. */
struct old_visit {
    struct day day;
    bool ended, held;
};

static struct old_visit visit_of(struct phone *p, int n)
{
    struct day today = zone_day(&(struct zone){&(struct zone_change){0}, 1}, p->now);

    return (struct old_visit){.day = {today.n - n * 37 % (YEARS * 365)},
                              .ended = n % 7 != 0,
                              .held = n % 5 == 0};
}

static struct err plant(struct db *db, struct arena *a, void *ctx)
{
    struct phone *p = ctx;

    (void)a;
    for (int n = 1; n <= many; n++) {
        const struct old_visit v = visit_of(p, n);
        const int home = v.held ? HOUSE_NEXT_DOOR : HOUSE_HOME;

        TRY(db_exec(
            db, &q_plant_old_visit,
            &(struct q_plant_old_visit_in){.id = id_named(p, 'y', n),
                                           .property = id_named(p, 'p', home),
                                           .day = v.day,
                                           .state = v.ended ? "closed" : "planned"}));
    }
    return ok();
}

static void hold_next_door(struct phone *p)
{
    const struct record_hold_in hold = {
        .id = id_named(p, 'h', 1),
        .property = id_to(property, id_named(p, 'p', HOUSE_NEXT_DOOR)),
        .reason = "A case at court"};

    assert_ok(as_records(p, &(struct doing){.act = record_hold_set, .in = &hold}));
}

/* Once yes to what is seen; false when nothing is due. */
static bool yes(struct phone *p, int n)
{
    struct doing look = {.act = disposal_view};

    assert_ok(as_records(p, &look));
    const struct disposal_page *page = look.out;
    const struct disposal_due *due = &page->of[RETENTION_VISIT - RETENTION_PUBLIC];
    if (due->due == 0)
        return false;
    const struct disposal_in in = {.id = id_named(p, 'z', n),
                                   .class = due->class,
                                   .before = due->before,
                                   .due = (int64_t)due->due,
                                   .permission = "The Supervisor of Records, No. 14",
                                   .sure = true};
    assert_ok(as_records(p, &(struct doing){.act = disposal_approve, .in = &in}));
    return true;
}

static struct day ten_years_before(struct day today)
{
    int year, month, dom;

    day_split(today, &year, &month, &dom);
    return day_make(year - KEPT_YEARS, month, dom);
}

static void of_many_visits_exactly_those_go_whose_years_are_over(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct q_old_visits_out *left;
    size_t len, at = 0;
    int rounds = 0, stays = 0;

    assert_ok(world_change(p->w, STORE_ENFORCEMENT, plant, p));
    hold_next_door(p);
    struct day last = ten_years_before(visit_of(p, 0).day);
    while (yes(p, rounds + 1))
        rounds++;
    struct db *db = world_read(p->w, STORE_ENFORCEMENT);
    assert_ok(db_many(db, &q_old_visits, NULL, (void *)&left, &len, p->arena));
    store_read_end(&db);
    for (int n = 1; n <= many; n++) {
        const struct old_visit v = visit_of(p, n);

        if (v.ended && !v.held && v.day.n <= last.n)
            continue;
        stays++;
        assert_true(at < len && id_same(left[at].id, id_named(p, 'y', n)));
        at++;
    }
    assert_int_equal(at, len);
    print_message("# %d old visits, %d stay, %d times yes\n", many, stays, rounds);
    assert_true(stays < many && rounds > 0);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_many_visits_exactly_those_go_whose_years_are_over),
    };

    many = argc > 1 ? atoi(argv[1]) : many;
    return world_run_ready("disposal_many", tests, COUNT(tests));
}
