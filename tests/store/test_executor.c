/* test_executor.c -- what a change promises: all of it or nothing, in order, durable.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "store/audit.h"
#include "store/driver.h"
#include "store/queries_common.h"

#include <string.h>

static const uint8_t some_bytes[32] = {1, 2, 3};

static struct err set_head(struct db *db, struct arena *a, void *ctx)
{
    struct q_head_set_in in = {.change_no = *(int64_t *)ctx,
                               .audit_sha = {some_bytes, sizeof some_bytes}};

    (void)a;
    return db_exec(db, &q_head_set, &in);
}

static struct err audit_once(struct db *db, struct arena *a, void *ctx)
{
    struct audit entry = {"system", "test", ctx, NULL};

    (void)a;
    db_audit(db, &entry);
    return ok();
}

static struct err audit_and_refuse(struct db *db, struct arena *a, void *ctx)
{
    TRY(audit_once(db, a, ctx));
    return failed(ERR_FORBIDDEN, "policy.denied");
}

static struct q_head_get_out head_of(struct world *w)
{
    struct db *db CLEANUP(store_read_end) = world_read(w, STORE_PHOTOS);
    struct q_head_get_out head;

    assert_ok(db_one(db, &q_head_get, NULL, &head, &w->arena));
    return head;
}

static void an_expected_row_that_is_missing_is_a_conflict(void **state)
{
    int64_t no = 7;

    assert_err(world_change(*state, STORE_PHOTOS, set_head, &no), ERR_CONFLICT);
}

static void audit_rows_are_numbered_and_chained(void **state)
{
    struct world *w = *state;
    struct audit_check check;

    for (int i = 0; i < 3; i++)
        assert_ok(world_change(w, STORE_PHOTOS, audit_once, "photo:1"));
    assert_int_equal(head_of(w).audit_no, 3);
    assert_ok(audit_verify(world_store(w, STORE_PHOTOS), WORLD_CITY, &check));
    assert_int_equal(check.rows, 3);
    assert_int_equal(check.broken, 0);
}

static void a_refused_job_leaves_no_trace(void **state)
{
    struct world *w = *state;

    assert_ok(world_change(w, STORE_PHOTOS, audit_once, "photo:1"));
    assert_err(world_change(w, STORE_PHOTOS, audit_and_refuse, "photo:2"), ERR_FORBIDDEN);
    assert_int_equal(head_of(w).audit_no, 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expected_row_that_is_missing_is_a_conflict),
        cmocka_unit_test(audit_rows_are_numbered_and_chained),
        cmocka_unit_test(a_refused_job_leaves_no_trace),
    };

    return world_run("executor", tests, COUNT(tests));
}
