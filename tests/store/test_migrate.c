/* test_migrate.c -- the schema comes forward once, is never guessed at, and is the same
 * on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "store/driver.h"
#include "store/migrate.h"
#include "store/queries_common.h"
#include "store/queries_ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct migration made[] = {
    {1,
     "0001_one",
     "aa",
     {"create table one (n integer)", "create table one (n integer)"}},
    {2,
     "0002_two",
     "bb",
     {"create table two (n integer)", "create table two (n integer)"}},
    {3,
     "0003_bad",
     "cc",
     {"create table three (n integer); create table one (n integer)",
      "create table three (n integer); create table one (n integer)"}},
};

static const struct driver *engine(struct world *w)
{
    return w->engine == DB_SQLITE ? &driver_sqlite : &driver_postgres;
}

static struct conn *connect(struct world *w)
{
    const char *url = w->url[STORE_PHOTOS];
    struct conn *c = NULL;

    url += w->engine == DB_SQLITE ? strlen("sqlite:") : 0;
    assert_ok(engine(w)->open(&c, url, true));
    return c;
}

static struct err bring(struct world *w, struct conn *c, const struct migration *of,
                        size_t len)
{
    struct migrations to = {of, len};

    return migrate(engine(w), c, STORE_PHOTOS, &to);
}

static size_t applied(struct world *w, struct conn *c)
{
    struct db db = {.driver = engine(w), .conn = c, .city = "", .arena = &w->arena};
    struct q_migration_list_out *rows;
    size_t len;

    assert_ok(db_many(&db, &q_migration_list, NULL, &rows, &len, &w->arena));
    engine(w)->rollback(c);
    return len;
}

static void each_is_applied_once(void **state)
{
    struct world *w = *state;
    struct conn *c = connect(w);

    assert_ok(bring(w, c, made, 1));
    assert_ok(bring(w, c, made, 2));
    assert_ok(bring(w, c, made, 2));
    assert_int_equal(applied(w, c), 2);
    engine(w)->close(c);
}

static void one_that_was_altered_is_refused(void **state)
{
    struct world *w = *state;
    struct conn *c = connect(w);
    struct migration altered[] = {made[0], made[1]};

    assert_ok(bring(w, c, made, 2));
    altered[0].sha256 = "ab";
    struct err e = bring(w, c, altered, 2);
    assert_err(e, ERR_BROKEN);
    assert_string_equal(e.msg, "store.migration_differs");
    engine(w)->close(c);
}

static void a_store_of_a_newer_program_is_refused(void **state)
{
    struct world *w = *state;
    struct conn *c = connect(w);

    assert_ok(bring(w, c, made, 2));
    struct err e = bring(w, c, made, 1);
    assert_err(e, ERR_BROKEN);
    assert_string_equal(e.msg, "store.newer_than_program");
    engine(w)->close(c);
}

static void one_that_fails_leaves_nothing_of_itself(void **state)
{
    struct world *w = *state;
    struct conn *c = connect(w);

    struct err e = bring(w, c, made, 3);
    assert_int_not_equal(e.kind, OK);
    assert_int_equal(applied(w, c), 2);
    /* `three`, the first half of the bad one, can be made again */
    assert_ok(engine(w)->script(c, "create table three (n integer)"));
    engine(w)->close(c);
}

struct text {
    char *s;
    size_t len;
};

__attribute__((format(printf, 2, 3))) static void append(struct text *t, const char *fmt,
                                                         ...)
{
    char line[512];
    va_list args;

    va_start(args, fmt);
    int n = vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    require(n >= 0 && (size_t)n < sizeof line);
    t->s = realloc(t->s, t->len + (size_t)n + 1);
    require(t->s != NULL);
    memcpy(t->s + t->len, line, (size_t)n + 1);
    t->len += (size_t)n;
}

static struct err add_column(void *ctx, const void *out)
{
    const struct q_schema_columns_out *c = out;

    append(ctx, "%s.%s %s%s%s\n", c->table_name, c->name, c->type,
           c->required ? " not null" : "", c->key ? " key" : "");
    return ok();
}

static struct err add_index(void *ctx, const void *out)
{
    const struct q_schema_indexes_out *i = out;

    append(ctx, "index %s on %s\n", i->name, i->table_name);
    return ok();
}

static void dump(struct world *w, struct text *t)
{
    for (int i = 0; i < STORES; i++) {
        struct db *db = world_read(w, (enum store_name)i);

        append(t, "-- %s\n", store_names[i]);
        assert_ok(db_each(db, &q_schema_columns, NULL, add_column, t));
        assert_ok(db_each(db, &q_schema_indexes, NULL, add_index, t));
        store_read_end(&db);
    }
}

static void read_golden(struct text *t)
{
    FILE *f = fopen(GOLDEN, "r");
    char line[500];

    require(f != NULL);
    append(t, "%s", "");
    while (fgets(line, sizeof line, f) != NULL)
        append(t, "%s", line);
    fclose(f);
}

/* DOORSTEP_GOLDEN=1 writes it anew; the diff is then read by a person. */
static void all_migrations_make_the_golden_schema(void **state)
{
    struct text is = {0}, golden = {0};

    dump(*state, &is);
    if (getenv("DOORSTEP_GOLDEN") != NULL) {
        FILE *f = fopen(GOLDEN, "w");

        require(f != NULL && fputs(is.s, f) >= 0 && fclose(f) == 0);
    }
    read_golden(&golden);
    if (strcmp(is.s, golden.s) != 0)
        print_error("the schema is not tests/golden/schema.txt: run this test with "
                    "DOORSTEP_GOLDEN=1 and read the diff\n");
    assert_string_equal(is.s, golden.s);
    free(is.s);
    free(golden.s);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_applied_once),
        cmocka_unit_test(one_that_was_altered_is_refused),
        cmocka_unit_test(a_store_of_a_newer_program_is_refused),
        cmocka_unit_test(one_that_fails_leaves_nothing_of_itself),
        cmocka_unit_test(all_migrations_make_the_golden_schema),
    };

    return world_run("migrate", tests, COUNT(tests));
}
