/* Each row that hangs from a record of the schedule goes with that record, and those of
 * another stay; on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "house.h"

#include "queries_dump.h"

#define YEAR_MS (366 * DAY_MS)

/* What a row hangs from, as name_id has it. */
enum { VISIT = 'v', FINDING = 'f', REQUEST = 'e' };

static const struct {
    const struct query *plant;
    enum retention class;
    char of;
} rows[] = {
    {&q_hang_complaint, RETENTION_COMPLAINT, VISIT},
    {&q_hang_seen_photo, RETENTION_PHOTOGRAPH, FINDING},
    {&q_hang_delivery, RETENTION_NOTICE, VISIT},
    {&q_hang_extension, RETENTION_VIOLATION, FINDING},
    {&q_hang_more_time, RETENTION_VIOLATION, FINDING},
    {&q_hang_finding_seen, RETENTION_VIOLATION, FINDING},
    {&q_hang_finding_withdrawn, RETENTION_VIOLATION, VISIT},
    {&q_hang_no_entry, RETENTION_VISIT, VISIT},
    {&q_hang_visit_said, RETENTION_VISIT, VISIT},
    {&q_hang_visit_settled, RETENTION_VISIT, VISIT},
    {&q_hang_paper_entry, RETENTION_VISIT, VISIT},
    {&q_hang_addendum, RETENTION_VISIT, VISIT},
    {&q_hang_release_file, RETENTION_REQUEST, REQUEST},
    {&q_hang_release_step, RETENTION_REQUEST, REQUEST},
};

/* The records themselves: number 1 of each goes, that of next door stays. */
static const struct {
    char kind;
    enum retention class;
} records[] = {
    {FINDING, RETENTION_VIOLATION},
    {VISIT, RETENTION_VISIT},
    {REQUEST, RETENTION_REQUEST},
};

static struct id goes(struct phone *p, size_t row)
{
    return id_named(p, 'g', (int)row);
}

static struct id stays(struct phone *p, size_t row)
{
    return id_named(p, 's', (int)row);
}

static struct err plant_all(struct db *db, struct arena *a, void *ctx)
{
    struct phone *p = ctx;

    (void)a;
    for (size_t i = 0; i < COUNT(rows); i++) {
        /* Each takes these two. */
        struct q_hang_complaint_in in = {goes(p, i),
                                         id_named(p, rows[i].of, HOUSE_VISIT)};

        TRY(db_exec(db, rows[i].plant, &in));
        in = (struct q_hang_complaint_in){stays(p, i),
                                          id_named(p, rows[i].of, HOUSE_NEXT_DOOR)};
        TRY(db_exec(db, rows[i].plant, &in));
    }
    return ok();
}

static void ask_for_the_record(struct phone *p, int home)
{
    const struct release_form form = {.id = id_to(release, id_named(p, REQUEST, home)),
                                      .property = id_to(property, id_named(p, 'p', home)),
                                      .asker = ASKER_OWNER,
                                      .reply = "owner@example.org",
                                      .first = DAY_NONE,
                                      .last = DAY_NONE,
                                      .received = DAY_NONE};
    const struct release_end end = {.id = form.id, .rev = 1, .withdrawn = true};

    assert_ok(as_records(p, &(struct doing){.act = release_take, .in = &form}));
    assert_ok(as_records(p, &(struct doing){.act = release_finish, .in = &end}));
}

/* All years are over; next door is held. */
static struct phone *old_house(struct world *w)
{
    struct phone *p = house_new(w, &house_full);
    const struct record_hold_in hold = {
        id_named(p, 'h', 1), id_to(property, id_named(p, 'p', HOUSE_NEXT_DOOR)), "x"};

    ask_for_the_record(p, HOUSE_HOME);
    ask_for_the_record(p, HOUSE_NEXT_DOOR);
    assert_ok(world_change(w, STORE_ENFORCEMENT, plant_all, p));
    assert_ok(as_records(p, &(struct doing){.act = record_hold_set, .in = &hold}));
    p->now += 15 * YEAR_MS;
    return p;
}

static int64_t count(struct phone *p, const struct query *q, struct id id)
{
    const struct q_hang_count_in in = {id};
    struct q_hang_count_out row;
    struct db *db = world_read(p->w, STORE_ENFORCEMENT);

    assert_ok(db_one(db, q, &in, &row, p->arena));
    store_read_end(&db);
    return row.n;
}

/* Whose class is among those that were said yes to. */
static void check_all(struct phone *p, unsigned gone)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(count(p, &q_hang_count, goes(p, i)),
                         !(gone >> rows[i].class & 1));
        assert_int_equal(count(p, &q_hang_count, stays(p, i)), 1);
    }
    for (size_t i = 0; i < COUNT(records); i++) {
        struct id first = id_named(p, records[i].kind, HOUSE_VISIT),
                  other = id_named(p, records[i].kind, HOUSE_NEXT_DOOR);

        assert_int_equal(count(p, &q_record_count, first),
                         !(gone >> records[i].class & 1));
        assert_int_equal(count(p, &q_record_count, other), 1);
    }
    assert_int_equal(count(p, &q_order_count, id_named(p, VISIT, HOUSE_VISIT)),
                     !(gone >> RETENTION_VIOLATION & 1));
    assert_int_equal(count(p, &q_order_count, id_named(p, VISIT, HOUSE_NEXT_DOOR)), 1);
}

static void each_row_goes_with_its_own_record_and_never_with_another(void **state)
{
    static const enum retention order[] = {RETENTION_COMPLAINT, RETENTION_PHOTOGRAPH,
                                           RETENTION_NOTICE,    RETENTION_VIOLATION,
                                           RETENTION_VISIT,     RETENTION_REQUEST};
    struct phone *p = old_house(*state);
    unsigned gone = 0;

    check_all(p, gone);
    for (size_t i = 0; i < COUNT(order); i++) {
        house_yes(p, order[i]);
        gone |= 1u << order[i];
        check_all(p, gone);
    }
}

static struct err park(struct db *db, struct arena *a, void *ctx)
{
    struct phone *p = ctx;
    const struct q_hang_parked_in parked[] = {
        {.id = id_named(p, 'g', 1), .resolved_at = 1},
        {.id = id_named(p, 's', 1), .resolved_at = p->now},
        {.id = id_named(p, 's', 2)}, /* waits yet */
    };

    (void)a;
    for (size_t i = 0; i < COUNT(parked); i++)
        TRY(db_exec(db, &q_hang_parked, &parked[i]));
    return ok();
}

static void what_waited_goes_with_the_visits_of_its_years_once_it_was_settled(
    void **state)
{
    struct phone *p = house_new(*state, &house_full);

    p->now += 15 * YEAR_MS;
    assert_ok(world_change(p->w, STORE_ENFORCEMENT, park, p));
    house_yes(p, RETENTION_VISIT);
    assert_int_equal(count(p, &q_hang_count, id_named(p, 'g', 1)), 0);
    assert_int_equal(count(p, &q_hang_count, id_named(p, 's', 1)), 1);
    assert_int_equal(count(p, &q_hang_count, id_named(p, 's', 2)), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_goes_with_its_own_record_and_never_with_another),
        cmocka_unit_test(
            what_waited_goes_with_the_visits_of_its_years_once_it_was_settled),
    };

    return world_run_ready("dispose", tests, COUNT(tests));
}
