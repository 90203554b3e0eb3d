/* test_outcome.c -- an engine that fails where we say: nothing acknowledged is missing,
 * nothing of unknown outcome runs twice.
 * SPDX-License-Identifier: Apache-2.0 */
#include "batch.h"

#include "store/driver.h"
#include "store/queries_common.h"
#include "store/queries_ledger.h"

#include <string.h>

/* The engine, with faults.  The executor's one connection is used by one thread, and the
 * test reads these only when that thread is done. */
static struct {
    const struct driver *engine;
    int commits;               /* asked for */
    int lie_from;              /* from this COMMIT on: stored, but nobody knows */
    int refuse_at;             /* this COMMIT is refused and known not to be stored */
    const struct query *voids; /* the transaction is lost once after this statement */
    bool lost;
} faulty;

static struct driver wrapped;

static struct err faulty_commit(struct conn *c, enum outcome *out)
{
    faulty.commits++;
    if (faulty.commits == faulty.refuse_at) {
        faulty.engine->rollback(c);
        *out = COMMIT_NOT;
        return failed(ERR_FULL, "db.full");
    }
    struct err e = faulty.engine->commit(c, out);
    if (faulty.lie_from == 0 || faulty.commits < faulty.lie_from)
        return e;
    *out = COMMIT_UNKNOWN;
    return failed(ERR_BROKEN, "db.broken");
}

static struct err faulty_exec(struct conn *c, const struct query *q, const void *in,
                              const char *city, int64_t *changed)
{
    if (q == faulty.voids) {
        faulty.voids = NULL;
        faulty.lost = true;
        faulty.engine->rollback(c);
        return failed(ERR_BUSY, "db.busy");
    }
    return faulty.engine->exec(c, q, in, city, changed);
}

static bool faulty_voided(struct conn *c)
{
    return faulty.lost || faulty.engine->voided(c);
}

static void faulty_rollback(struct conn *c)
{
    faulty.lost = false;
    faulty.engine->rollback(c);
}

static struct executor *start(struct world *w)
{
    const char *url = w->url[STORE_REGISTRY];
    struct executor *x = NULL;

    memset(&faulty, 0, sizeof faulty);
    faulty.engine = w->engine == DB_SQLITE ? &driver_sqlite : &driver_postgres;
    wrapped = *faulty.engine;
    wrapped.commit = faulty_commit;
    wrapped.exec = faulty_exec;
    wrapped.voided = faulty_voided;
    wrapped.rollback = faulty_rollback;
    wrapped.writers = 1;
    world_store(w, STORE_REGISTRY); /* for its migrations */
    url += w->engine == DB_SQLITE ? strlen("sqlite:") : 0;
    assert_ok(executor_start(&x, &wrapped, url, STORE_REGISTRY));
    return x;
}

static int64_t stored(struct world *w)
{
    struct q_ledger_count_out out;
    struct db *db = world_read(w, STORE_REGISTRY);

    assert_ok(db_one(db, &q_ledger_count, NULL, &out, &w->arena));
    store_read_end(&db);
    return out.rows;
}

static struct batch b;

static void run_three(struct executor *x)
{
    b = (struct batch){0};
    batch_add(&b, "a", entry_insert);
    batch_add(&b, "b", entry_insert);
    batch_add(&b, "c", entry_insert);
    batch_run(&b, x);
    for (size_t i = 0; i < b.len; i++)
        assert_int_equal(b.of[i].answers, 1);
}

static void a_commit_of_unknown_outcome_is_never_run_again(void **state)
{
    struct executor *x = start(*state);

    faulty.lie_from = 2; /* the first is the gate's */
    run_three(x);
    for (size_t i = 0; i < b.len; i++) {
        assert_err(b.of[i].job.result, ERR_BUSY);
        assert_int_equal(b.of[i].runs, 1);
    }
    assert_int_equal(stored(*state), 3); /* it was stored; a retry finds it by its id */
    executor_stop(&x);
    batch_free(&b);
}

static void a_refused_commit_runs_its_jobs_again_one_by_one(void **state)
{
    struct executor *x = start(*state);

    faulty.refuse_at = 2;
    run_three(x);
    for (size_t i = 0; i < b.len; i++) {
        assert_ok(b.of[i].job.result);
        assert_int_equal(b.of[i].runs, 2);
    }
    assert_int_equal(stored(*state), 3);
    assert_int_equal(faulty.commits, 5);
    executor_stop(&x);
    batch_free(&b);
}

static void a_job_refused_alone_is_full(void **state)
{
    struct executor *x = start(*state);

    faulty.refuse_at = 2;
    b = (struct batch){0};
    batch_add(&b, "a", entry_insert);
    batch_run(&b, x);
    assert_err(b.of[0].job.result, ERR_FULL);
    assert_int_equal(stored(*state), 0);
    executor_stop(&x);
    batch_free(&b);
}

static void a_lost_transaction_voids_the_whole_batch(void **state)
{
    struct executor *x = start(*state);

    faulty.voids = &q_ledger_add; /* of the batch's first job: all of it is void */
    run_three(x);
    for (size_t i = 0; i < b.len; i++)
        assert_ok(b.of[i].job.result);
    assert_int_equal(b.of[0].runs, 2);
    assert_int_equal(stored(*state), 3);
    executor_stop(&x);
    batch_free(&b);
}

static void a_transaction_lost_while_numbering_is_run_again(void **state)
{
    struct executor *x = start(*state);

    faulty.voids = &q_audit_add;
    run_three(x);
    for (size_t i = 0; i < b.len; i++)
        assert_ok(b.of[i].job.result);
    assert_int_equal(stored(*state), 3);
    executor_stop(&x);
    batch_free(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_commit_of_unknown_outcome_is_never_run_again),
        cmocka_unit_test(a_refused_commit_runs_its_jobs_again_one_by_one),
        cmocka_unit_test(a_job_refused_alone_is_full),
        cmocka_unit_test(a_lost_transaction_voids_the_whole_batch),
        cmocka_unit_test(a_transaction_lost_while_numbering_is_run_again),
    };

    return world_run("outcome", tests, COUNT(tests));
}
