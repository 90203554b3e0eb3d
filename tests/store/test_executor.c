/* test_executor.c -- what a change promises: all of it or nothing, once, in order, and
 * whatever its neighbours in the batch do.
 * SPDX-License-Identifier: Apache-2.0 */
#include "batch.h"

#include "store/audit.h"
#include "store/driver.h"
#include "store/queries_common.h"
#include "store/queries_ledger.h"

#include <sqlite3.h>
#include <string.h>

static struct batch batch;

static int fresh(struct world *w)
{
    batch = (struct batch){0};
    return w->engine;
}

static bool is_stored(struct world *w, const char *name)
{
    struct db *db CLEANUP(store_read_end) = world_read(w, STORE_REGISTRY);
    struct q_ledger_get_in in = {.name = name};
    struct q_ledger_get_out out;

    return db_one(db, &q_ledger_get, &in, &out, &w->arena).kind == OK;
}

static struct audit_check verify(struct world *w)
{
    struct audit_check check;

    assert_ok(audit_verify(world_store(w, STORE_REGISTRY), WORLD_CITY, &check));
    return check;
}

static void run_batch(struct world *w)
{
    batch_run_in(&batch, world_store(w, STORE_REGISTRY));
    for (size_t i = 0; i < batch.len; i++)
        assert_int_equal(batch.of[i].answers, 1);
}

static void jobs_of_one_batch_see_each_other_in_order(void **state)
{
    struct world *w = *state;

    fresh(w);
    batch_add(&batch, "a", entry_insert);
    batch_add(&batch, "b", entry_insert);
    struct entry *third = batch_add(&batch, "c", entry_count);
    run_batch(w);
    assert_ok(third->job.result);
    assert_int_equal(third->seen, 2);
    batch_free(&batch);
}

static void a_refusal_undoes_its_own_job_alone(void **state)
{
    struct world *w = *state;

    fresh(w);
    struct entry *a = batch_add(&batch, "a", entry_insert);
    struct entry *b = batch_add(&batch, "b", entry_insert_and_refuse);
    struct entry *c = batch_add(&batch, "c", entry_insert);
    run_batch(w);
    assert_ok(a->job.result);
    assert_err(b->job.result, ERR_FORBIDDEN);
    assert_ok(c->job.result);
    assert_true(is_stored(w, "a") && !is_stored(w, "b") && is_stored(w, "c"));
    assert_int_equal(verify(w).rows, 2);
    batch_free(&batch);
}

static void a_failed_statement_in_a_shared_batch_costs_its_neighbours_nothing(
    void **state)
{
    struct world *w = *state;

    fresh(w);
    struct entry *a = batch_add(&batch, "a", entry_insert);
    struct entry *b = batch_add(&batch, "b", entry_insert_twice);
    struct entry *c = batch_add(&batch, "c", entry_insert);
    run_batch(w);
    assert_ok(a->job.result);
    assert_err(b->job.result, ERR_CONFLICT);
    assert_ok(c->job.result);
    assert_true(is_stored(w, "a") && !is_stored(w, "b") && is_stored(w, "c"));
    assert_int_equal(verify(w).broken, 0);
    batch_free(&batch);
}

static struct err ignore_the_failure(struct db *db, struct arena *a, struct entry *e)
{
    (void)!entry_insert_twice(db, a, e).kind;
    return ok();
}

static void a_job_that_ignores_a_failed_statement_is_not_kept(void **state)
{
    struct world *w = *state;

    fresh(w);
    struct entry *e = batch_add(&batch, "a", ignore_the_failure);
    run_batch(w);
    assert_err(e->job.result, ERR_CONFLICT);
    assert_false(is_stored(w, "a"));
    batch_free(&batch);
}

static void a_stale_revision_is_told_so(void **state)
{
    struct world *w = *state;

    fresh(w);
    struct entry *a = batch_add(&batch, "a", entry_insert);
    struct entry *b = batch_add(&batch, "a", entry_set_stale);
    struct entry *c = batch_add(&batch, "c", entry_insert);
    run_batch(w);
    assert_ok(a->job.result);
    assert_err(b->job.result, ERR_CONFLICT);
    assert_string_equal(b->job.result.msg, "db.changed_meanwhile");
    assert_ok(c->job.result);
    batch_free(&batch);
}

static struct err note_changes(struct db *db, struct arena *a, struct entry *e)
{
    struct change change = {.kind = "finding", .id = {{1}}};

    TRY(entry_insert(db, a, e));
    db_change(db, &change);
    change.person = (struct id){{9}};
    db_change(db, &change);
    return ok();
}

static void changes_are_numbered_without_a_gap(void **state)
{
    struct world *w = *state;
    struct q_change_list_in in = {.after = 1, .person = {{9}}, .rows = 10};
    struct q_change_list_out *rows;
    size_t len;

    fresh(w);
    batch_add(&batch, "a", note_changes);
    batch_add(&batch, "a", note_changes); /* refused: the name is taken */
    batch_add(&batch, "b", note_changes);
    run_batch(w);
    struct db *db = world_read(w, STORE_REGISTRY);
    assert_ok(db_many(db, &q_change_list, &in, &rows, &len, &w->arena));
    store_read_end(&db);
    assert_int_equal(len, 3);
    assert_int_equal(rows[0].no, 2);
    assert_int_equal(rows[2].no, 4);
    assert_false(id_is_set(rows[1].person));
    batch_free(&batch);
}

static void a_reader_sees_one_moment(void **state)
{
    struct world *w = *state;
    struct q_ledger_count_out before, after;

    fresh(w);
    struct db *db = world_read(w, STORE_REGISTRY);
    assert_ok(db_one(db, &q_ledger_count, NULL, &before, &w->arena));
    batch_add(&batch, "a", entry_insert);
    run_batch(w);
    assert_ok(db_one(db, &q_ledger_count, NULL, &after, &w->arena));
    store_read_end(&db);
    assert_int_equal(before.rows, after.rows);
    assert_true(is_stored(w, "a"));
    batch_free(&batch);
}

static void other_cities_do_not_exist(void **state)
{
    struct world *w = *state;
    struct q_ledger_count_out out;
    struct db *db = NULL;

    fresh(w);
    batch_add(&batch, "a", entry_insert);
    run_batch(w);
    assert_ok(store_read_begin(world_store(w, STORE_REGISTRY), "elsewhere", &db));
    assert_ok(db_one(db, &q_ledger_count, NULL, &out, &w->arena));
    store_read_end(&db);
    assert_int_equal(out.rows, 0);
    batch_free(&batch);
}

/* A reader of its own, which has not ended a moment yet, and no memory to do it. */
static void a_reader_that_could_not_end_its_moment_is_not_lent_again(void **state)
{
    struct store *store = world_store(*state, STORE_REGISTRY);
    struct db *other = NULL, *db = NULL, *after = NULL;
    struct q_ledger_count_out out;

    assert_ok(store_read_begin(store, WORLD_CITY, &other));
    assert_ok(store_read_begin(store, WORLD_CITY, &db));
    sqlite3_hard_heap_limit64(1);
    store_read_end(&db);
    sqlite3_hard_heap_limit64(0);
    assert_ok(store_read_begin(store, WORLD_CITY, &after));
    assert_ok(
        db_one(after, &q_ledger_count, NULL, &out, &((struct world *)*state)->arena));
    store_read_end(&after);
    store_read_end(&other);
}

static void what_was_acknowledged_is_there_after_a_restart(void **state)
{
    struct world *w = *state;

    fresh(w);
    batch_add(&batch, "a", entry_insert);
    run_batch(w);
    world_shut(w, STORE_REGISTRY);
    assert_true(is_stored(w, "a"));
    batch_free(&batch);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_of_one_batch_see_each_other_in_order),
        cmocka_unit_test(a_refusal_undoes_its_own_job_alone),
        cmocka_unit_test(
            a_failed_statement_in_a_shared_batch_costs_its_neighbours_nothing),
        cmocka_unit_test(a_job_that_ignores_a_failed_statement_is_not_kept),
        cmocka_unit_test(a_stale_revision_is_told_so),
        cmocka_unit_test(changes_are_numbered_without_a_gap),
        cmocka_unit_test(a_reader_sees_one_moment),
        cmocka_unit_test(a_reader_that_could_not_end_its_moment_is_not_lent_again),
        cmocka_unit_test(other_cities_do_not_exist),
        cmocka_unit_test(what_was_acknowledged_is_there_after_a_restart),
    };

    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 1); /* so that its memory has a limit */
    return world_run("executor", tests, COUNT(tests));
}
