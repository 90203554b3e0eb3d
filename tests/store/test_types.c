/* test_types.c -- every type of sql/ comes back as it went, and absent as absent.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "store/queries_ledger.h"

#include <string.h>

static const uint8_t sha[32] = {0, 255, 7};
static const struct user_id author = {{1, 0, 2}};

static struct err add(struct db *db, struct arena *a, void *ctx)
{
    struct q_types_add_in in = {.sha256 = {sha, sizeof sha},
                                .size = 2147483647,
                                .complete_at = *(int64_t *)ctx,
                                .author = author,
                                .created_at = INT64_MAX};

    (void)a;
    return db_exec(db, &q_types_add, &in);
}

static struct q_types_get_out stored(struct world *w, int64_t complete_at)
{
    struct q_types_get_in in = {.sha256 = {sha, sizeof sha}};
    struct q_types_get_out out;

    assert_ok(world_change(w, STORE_PHOTOS, add, &complete_at));
    struct db *db = world_read(w, STORE_PHOTOS);
    assert_ok(db_one(db, &q_types_get, &in, &out, &w->arena));
    store_read_end(&db);
    return out;
}

static void values_come_back_as_they_went(void **state)
{
    struct q_types_get_out out = stored(*state, -1);
    char day[DAY_TEXT];

    day_format(out.day, day);
    assert_int_equal(out.size, 2147483647);
    assert_int_equal(out.have, 0);
    assert_int_equal(out.complete_at, -1);
    assert_int_equal(out.created_at, INT64_MAX);
    assert_memory_equal(&out.author, &author, sizeof author);
    assert_int_equal(out.no_bytes.len, sizeof sha);
    assert_memory_equal(out.no_bytes.p, sha, sizeof sha);
    assert_string_equal(day, "2026-11-24");
}

static void absent_values_are_absent(void **state)
{
    struct q_types_get_out out = stored(*state, 0);

    assert_int_equal(out.complete_at, 0);
    assert_null(out.absent);
    assert_false(day_is_set(out.no_day));
    assert_true(out.no_int == INT_NONE);
}

static void no_row_is_not_found(void **state)
{
    struct world *w = *state;
    struct q_types_get_in in = {.sha256 = {sha, sizeof sha}};
    struct q_types_get_out out;
    struct db *db = world_read(w, STORE_PHOTOS);

    assert_err(db_one(db, &q_types_get, &in, &out, &w->arena), ERR_NOT_FOUND);
    store_read_end(&db);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_as_they_went),
        cmocka_unit_test(absent_values_are_absent),
        cmocka_unit_test(no_row_is_not_found),
    };

    return world_run("types", tests, COUNT(tests));
}
