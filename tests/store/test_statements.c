/* test_statements.c -- every statement of sql/ is one that both engines understand, with
 * the parameters and columns that its file declares.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "store/driver.h"
#include "store/id_list.h"
#include "store/queries_care.h"
#include "store/queries_common.h"
#include "store/queries_enforcement.h"
#include "store/queries_photos.h"
#include "store/queries_registry.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static const struct query *const *statements[STORES] = {
    [STORE_REGISTRY] = queries_registry,
    [STORE_ENFORCEMENT] = queries_enforcement,
    [STORE_CARE] = queries_care,
    [STORE_PHOTOS] = queries_photos,
};

static int check_all(const struct driver *d, struct conn *c, const struct query *const *q)
{
    int bad = 0;

    for (; *q != NULL; q++) {
        struct err e = d->check(c, *q);

        if (e.kind == OK)
            continue;
        print_error("%s: %s\n", (*q)->name, e.msg);
        bad++;
    }
    return bad;
}

static void every_statement_is_understood(void **state)
{
    struct world *w = *state;
    const struct driver *d = w->engine == DB_SQLITE ? &driver_sqlite : &driver_postgres;
    int bad = 0;

    for (int i = 0; i < STORES; i++) {
        const char *url = w->url[i];
        struct conn *c = NULL;

        world_store(w, (enum store_name)i);
        url += w->engine == DB_SQLITE ? strlen("sqlite:") : 0;
        assert_ok(d->open(&c, url, true));
        bad += check_all(d, c, queries_common) + check_all(d, c, statements[i]);
        d->close(c);
    }
    assert_int_equal(bad, 0);
}

/* A table of which only the city is looked up: all its rows are read. */
static bool reads_a_whole_city(sqlite3 *db, const struct query *q)
{
    char *explain = sqlite3_mprintf("explain query plan %s", q->text[DB_SQLITE]);
    sqlite3_stmt *plan = NULL;
    bool found = false;

    assert_int_equal(sqlite3_prepare_v2(db, explain, -1, &plan, NULL), SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW)
        found |= strstr((const char *)sqlite3_column_text(plan, 3), "(city=?)") != NULL;
    sqlite3_finalize(plan);
    sqlite3_free(explain);
    return found;
}

static int check_lists(sqlite3 *db, const struct query *const *q)
{
    int bad = 0;

    for (; *q != NULL; q++) {
        const char *text = (*q)->text[DB_SQLITE];

        if (text == NULL || strstr(text, "id_list(") == NULL ||
            !reads_a_whole_city(db, *q))
            continue;
        print_error("%s reads a whole city\n", (*q)->name);
        bad++;
    }
    return bad;
}

/* SQLite's planner may take the list for long and begin with the table. */
static void a_list_of_ids_is_looked_up_by_an_index(void **state)
{
    struct world *w = *state;
    int bad = 0;

    if (w->engine != DB_SQLITE)
        return;
    for (int i = 0; i < STORES; i++) {
        sqlite3 *db = NULL;

        world_store(w, (enum store_name)i);
        assert_int_equal(sqlite3_open(w->url[i] + strlen("sqlite:"), &db), SQLITE_OK);
        assert_int_equal(id_list_add(db), SQLITE_OK);
        bad += check_lists(db, queries_common) + check_lists(db, statements[i]);
        sqlite3_close(db);
    }
    assert_int_equal(bad, 0);
}

/* A page begins behind the last one that was shown, and is read in its order. */
static void late_violations_are_read_a_page_at_a_time(void **state)
{
    struct world *w = *state;
    sqlite3_stmt *plan = NULL;
    sqlite3 *db = NULL;
    bool found = false, sorted = false;

    if (w->engine != DB_SQLITE)
        return;
    world_store(w, STORE_ENFORCEMENT);
    assert_int_equal(sqlite3_open(w->url[STORE_ENFORCEMENT] + strlen("sqlite:"), &db),
                     SQLITE_OK);
    char *explain =
        sqlite3_mprintf("explain query plan %s", q_violation_late.text[DB_SQLITE]);
    assert_int_equal(sqlite3_prepare_v2(db, explain, -1, &plan, NULL), SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(plan, 3);

        found |= strstr(line, "finding_late (city=? AND state=? AND correct_by>") != NULL;
        sorted |= strstr(line, "TEMP B-TREE") != NULL;
    }
    sqlite3_finalize(plan);
    sqlite3_free(explain);
    sqlite3_close(db);
    assert_true(found);
    assert_false(sorted);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_statement_is_understood),
        cmocka_unit_test(a_list_of_ids_is_looked_up_by_an_index),
        cmocka_unit_test(late_violations_are_read_a_page_at_a_time),
    };

    return world_run("statements", tests, COUNT(tests));
}
