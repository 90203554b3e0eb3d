/* test_full.c -- the disk is full at every single write of a batch, in turn: nothing
 * acknowledged is missing, nothing refused is there, and room makes it well again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/batch.h"
#include "vfs.h"

#include "store/audit.h"
#include "store/queries_ledger.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS = 6, STEPS_MAX = 400 };

static char big[3000]; /* so that a job is more than one page */
static char names[STEPS_MAX][JOBS][24];

static bool is_stored(struct world *w, const char *name)
{
    struct db *db CLEANUP(store_read_end) = world_read(w, STORE_REGISTRY);
    struct q_ledger_get_in in = {.name = name};
    struct q_ledger_get_out out;

    return db_one(db, &q_ledger_get, &in, &out, &w->arena).kind == OK;
}

/* One batch whose n-th write finds no room: how many jobs were answered falsely.
 * *reached is false when it had no n-th write. */
static int false_answers(struct world *w, int n, bool *reached)
{
    struct store *store = world_store(w, STORE_REGISTRY);
    static struct batch b;
    int wrong = 0;

    b = (struct batch){0};
    for (int i = 0; i < JOBS; i++) {
        snprintf(names[n][i], sizeof names[n][i], "%d.%d", n, i);
        batch_add(&b, names[n][i], entry_insert)->value = big;
    }
    vfs_break(VFS_FULL, n);
    batch_run_in(&b, store);
    *reached = vfs_mend() >= n;
    for (int i = 0; i < JOBS; i++) {
        struct err e = b.of[i].job.result;

        assert_int_equal(b.of[i].answers, 1);
        assert_true(e.kind == OK || e.kind == ERR_FULL);
        wrong += is_stored(w, names[n][i]) != (e.kind == OK);
    }
    batch_free(&b);
    return wrong;
}

#ifdef DEAF
static void a_driver_that_does_not_hear_of_a_full_disk_is_caught(void **state)
{
    bool reached = true;
    int wrong = 0;

    for (int n = 1; n < STEPS_MAX && reached && wrong == 0; n++)
        wrong += false_answers(*state, n, &reached);
    assert_int_not_equal(wrong, 0);
}
#else
static void a_full_disk_at_any_write_loses_nothing_acknowledged(void **state)
{
    struct world *w = *state;
    struct audit_check check;
    bool reached = true;
    int n = 0;

    while (reached && ++n < STEPS_MAX)
        assert_int_equal(false_answers(w, n, &reached), 0);
    assert_in_range(n, JOBS, STEPS_MAX - 1);
    assert_int_equal(false_answers(w, STEPS_MAX - 1, &reached), 0);
    assert_false(reached); /* nothing failed: all is well again */
    assert_ok(audit_verify(world_store(w, STORE_REGISTRY), WORLD_CITY, &check));
    assert_int_equal(check.broken, 0);
    world_shut(w, STORE_REGISTRY);
    assert_true(is_stored(w, names[STEPS_MAX - 1][0]));
}

/* In a process of its own, since it ends there. */
static _Noreturn void lose_a_sync(struct world *w)
{
    static struct batch b;
    struct store *store = world_store(w, STORE_REGISTRY);

    batch_add(&b, "a", entry_insert);
    vfs_break(VFS_BROKEN_SYNC, 1);
    batch_run_in(&b, store);
    _exit(1); /* it was answered */
}

static void a_failed_fsync_ends_the_process_without_an_answer(void **state)
{
    int status;
    pid_t pid = fork();

    require(pid >= 0);
    if (pid == 0)
        lose_a_sync(*state);
    require(waitpid(pid, &status, 0) == pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 74);
}
#endif

static int begin(void **state)
{
    static struct world w;

    world_open(&w, DB_SQLITE);
    *state = &w;
    return 0;
}

static int end(void **state)
{
    world_close(*state);
    return 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
#ifdef DEAF
        cmocka_unit_test_setup_teardown(
            a_driver_that_does_not_hear_of_a_full_disk_is_caught, begin, end),
#else
        cmocka_unit_test_setup_teardown(
            a_full_disk_at_any_write_loses_nothing_acknowledged, begin, end),
        cmocka_unit_test_setup_teardown(a_failed_fsync_ends_the_process_without_an_answer,
                                        begin, end),
#endif
    };

    memset(big, 'x', sizeof big - 1);
    vfs_install();
    return cmocka_run_group_tests_name("full", tests, NULL, NULL);
}
