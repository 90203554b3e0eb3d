/* The month's letter of what is due by the schedule, over a real mail server, on both
 * engines: to whoever decides it, once a month, with nothing of what is due.
 * SPDX-License-Identifier: Apache-2.0 */
#include "house.h"
#include "post.h"

#include "queries_dump.h"

#include <string.h>

#define YEAR_MS (366 * DAY_MS)

enum { PRIVACY = 5, RECORDS = 6 };

static const struct zone_change eastern = {0, -5 * 3600};
static const struct zone here = {&eastern, 1};

static struct err add_officers(struct db *db, struct arena *a, void *ctx)
{
    struct phone *p = ctx;

    (void)a;
    for (int n = PRIVACY; n <= RECORDS; n++) {
        TRY(db_exec(db, &q_plant_person,
                    &(struct q_plant_person_in){id_named(p, 'u', n),
                                                n == PRIVACY ? "privacy@x" : "records@x",
                                                "en"}));
        TRY(db_exec(db, &q_plant_role,
                    &(struct q_plant_role_in){
                        id_named(p, 'u', n),
                        role_name(n == PRIVACY ? ROLE_PRIVACY : ROLE_RECORDS)}));
    }
    return ok();
}

static void open_post(struct post *o, struct phone *p)
{
    assert_ok(world_change(p->w, STORE_REGISTRY, add_officers, p));
    post_open(o, p, &here);
}

/* The rounds' minute and the mailer's. */
static void pass(struct post *o, int64_t later)
{
    static const struct {
        const char *round;
        enum store_name store;
    } both[] = {{"retention", STORE_CARE}, {"disposal", STORE_REGISTRY}};

    post_wait(o, later);
    for (size_t i = 0; i < COUNT(both); i++) {
        post_round(o, both[i].round);
        (void)post_look(o, both[i].store);
    }
}

/* Of the schedule, and to that officer: others hear of the case itself. */
static size_t letters_to(const struct post *o, const char *whom, const char *path)
{
    size_t n = 0;

    for (size_t i = 0; i < o->sink.len; i++) {
        if (strstr(o->sink.letter[i], path) == NULL)
            continue;
        assert_non_null(strstr(o->sink.to[i], whom));
        n++;
    }
    return n;
}

static const char *last_letter(const struct post *o)
{
    assert_true(o->sink.len > 0);
    return o->sink.letter[o->sink.len - 1];
}

static size_t cases_due(const struct post *o)
{
    return letters_to(o, "privacy@x", "https://d.example/retention");
}

static size_t records_due(const struct post *o)
{
    return letters_to(o, "records@x", "https://d.example/records/schedule");
}

/* A case that was closed, as the privacy officer hears of it eight years later. */
static void the_privacy_officer_hears_once_a_month_that_cases_are_due(void **state)
{
    struct phone *p = with_case(*state);
    struct post o;

    reach(p);
    struct close_in in = {.ref = {.id = the_case(p), .rev = case_of(p)->c.rev},
                          .reason = CLOSE_DECLINED_AFTER_CONTACT};
    assert_ok(DO(p, casefile_close, &in));
    open_post(&o, p);
    pass(&o, DAY_MS);
    assert_int_equal(cases_due(&o), 0); /* its years are not over */
    pass(&o, 8 * YEAR_MS);
    assert_int_equal(cases_due(&o), 1);
    assert_null(strstr(last_letter(&o), "Zenobia"));
    assert_null(strstr(last_letter(&o), "Erie"));
    pass(&o, 60000);
    assert_int_equal(cases_due(&o), 1); /* told */
    pass(&o, 31 * DAY_MS);
    assert_int_equal(cases_due(&o), 2); /* the next month, as long as nobody decided */
    sink_close(&o.sink);
}

static void the_records_officer_hears_once_a_month_that_records_are_due(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct post o;

    open_post(&o, p);
    pass(&o, DAY_MS);
    assert_int_equal(records_due(&o), 0);
    pass(&o, 8 * YEAR_MS);
    assert_int_equal(records_due(&o), 1);
    assert_null(strstr(last_letter(&o), "Erie"));
    pass(&o, 60000);
    assert_int_equal(records_due(&o), 1);
    pass(&o, 31 * DAY_MS);
    assert_int_equal(records_due(&o), 2);
    sink_close(&o.sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_privacy_officer_hears_once_a_month_that_cases_are_due),
        cmocka_unit_test(the_records_officer_hears_once_a_month_that_records_are_due),
    };

    return world_run_ready("schedule mail", tests, COUNT(tests));
}
