/* test_audit.c -- whoever edits the record of who did what is found out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "store/audit.h"
#include "store/driver.h"

#include <string.h>

static struct err view(struct db *db, struct arena *a, void *ctx)
{
    struct audit entry = {"user:1", "case.view", "casefile:1", ctx};

    (void)a;
    db_audit(db, &entry);
    return ok();
}

/* Five rows, then somebody with the database's password. */
static struct audit_check check_after(struct world *w, const char *sql)
{
    const struct driver *d = w->engine == DB_SQLITE ? &driver_sqlite : &driver_postgres;
    const char *url = w->url[STORE_CARE];
    struct audit_check out;
    struct conn *c = NULL;

    for (int i = 0; i < 5; i++)
        assert_ok(world_change(w, STORE_CARE, view, i % 2 ? NULL : "codes"));
    url += w->engine == DB_SQLITE ? strlen("sqlite:") : 0;
    assert_ok(d->open(&c, url, true));
    assert_ok(d->script(c, sql));
    d->close(c);
    assert_ok(audit_verify(world_store(w, STORE_CARE), WORLD_CITY, &out));
    return out;
}

static void an_untouched_chain_is_sound(void **state)
{
    struct audit_check is = check_after(*state, "select 1");

    assert_int_equal(is.rows, 5);
    assert_int_equal(is.broken, 0);
    assert_null(is.what);
}

static void an_edited_row_is_found(void **state)
{
    struct audit_check is =
        check_after(*state, "update audit set subject = 'casefile:2' where no = 3");

    assert_int_equal(is.broken, 3);
    assert_string_equal(is.what, "altered");
}

static void a_moved_instant_is_found(void **state)
{
    assert_int_equal(
        check_after(*state, "update audit set at = at - 1 where no = 2").broken, 2);
}

static void absent_and_empty_are_not_the_same(void **state)
{
    assert_int_equal(
        check_after(*state, "update audit set detail = '' where no = 4").broken, 4);
}

static void a_row_taken_out_is_found(void **state)
{
    struct audit_check is = check_after(*state, "delete from audit where no = 2");

    assert_int_equal(is.broken, 2);
    assert_string_equal(is.what, "missing");
}

static void rows_cut_off_at_the_end_are_found(void **state)
{
    struct audit_check is = check_after(*state, "delete from audit where no >= 4");

    assert_int_equal(is.rows, 3);
    assert_int_equal(is.broken, 4);
    assert_string_equal(is.what, "head");
}

static void a_row_of_another_city_does_not_fit(void **state)
{
    struct audit_check is =
        check_after(*state, "update audit set city = 'elsewhere' where no = 5");

    assert_int_equal(is.broken, 5);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_untouched_chain_is_sound),
        cmocka_unit_test(an_edited_row_is_found),
        cmocka_unit_test(a_moved_instant_is_found),
        cmocka_unit_test(absent_and_empty_are_not_the_same),
        cmocka_unit_test(a_row_taken_out_is_found),
        cmocka_unit_test(rows_cut_off_at_the_end_are_found),
        cmocka_unit_test(a_row_of_another_city_does_not_fit),
    };

    return world_run("audit", tests, COUNT(tests));
}
