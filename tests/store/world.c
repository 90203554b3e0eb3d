/* world.c -- see world.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void world_expect(struct err e, enum err_kind kind, const char *file, int line)
{
    if (e.kind == kind)
        return;
    print_error("%s:%d: expected kind %d, got %d %s (%s)\n", file, line, kind, e.kind,
                e.msg ? e.msg : "", e.where ? e.where : "");
    _fail(file, line);
}

static void open_sqlite(struct world *w)
{
    snprintf(w->dir, sizeof w->dir, "/dev/shm/doorstep-test-XXXXXX");
    require(mkdtemp(w->dir) != NULL);
    for (int i = 0; i < STORES; i++)
        snprintf(w->url[i], sizeof w->url[i], "sqlite:%s/%s.db", w->dir, store_names[i]);
}

/* One database a test, one schema a store: the stores' tables share names. */
static void open_postgres(struct world *w)
{
    static int number;
    char sql[128];

    snprintf(w->database, sizeof w->database, "t%d", ++number);
    snprintf(sql, sizeof sql, "create database %s", w->database);
    world_postgres_sql("postgres", sql);
    for (int i = 0; i < STORES; i++) {
        snprintf(sql, sizeof sql, "create schema %s", store_names[i]);
        world_postgres_sql(w->database, sql);
        snprintf(w->url[i], sizeof w->url[i],
                 "postgresql:///%s?host=%s&user=postgres&options=-csearch_path%%3D%s",
                 w->database, world_postgres(), store_names[i]);
    }
}

void world_open(struct world *w, enum db_kind engine)
{
    *w = (struct world){.engine = engine};
    if (engine == DB_SQLITE)
        open_sqlite(w);
    else
        open_postgres(w);
}

void world_close(struct world *w)
{
    char command[128];

    if (w->closing != NULL)
        w->closing(w, w->closing_ctx);
    for (int i = 0; i < STORES; i++)
        store_close(&w->store[i]);
    arena_free(&w->arena);
    if (w->engine == DB_SQLITE)
        snprintf(command, sizeof command, "rm -rf '%s'", w->dir);
    else
        snprintf(command, sizeof command, "drop database %s", w->database);
    if (w->engine == DB_SQLITE)
        require(system(command) == 0);
    else
        world_postgres_sql("postgres", command);
}

struct store *world_store(struct world *w, enum store_name name)
{
    if (w->store[name] == NULL)
        assert_ok(store_make(&w->store[name], name, w->url[name]));
    return w->store[name];
}

void world_shut(struct world *w, enum store_name name)
{
    store_close(&w->store[name]);
}

struct err world_change(struct world *w, enum store_name name,
                        struct err (*act)(struct db *db, struct arena *a, void *ctx),
                        void *ctx)
{
    struct job job = {.city = WORLD_CITY, .act = act, .ctx = ctx};
    struct err e = store_run(world_store(w, name), &job);

    arena_free(&job.arena);
    return e;
}

struct db *world_read(struct world *w, enum store_name name)
{
    struct db *db = NULL;

    assert_ok(store_read_begin(world_store(w, name), WORLD_CITY, &db));
    return db;
}

static int begin(void **state, enum db_kind engine)
{
    struct world *w = calloc(1, sizeof *w);

    require(w != NULL);
    world_open(w, engine);
    *state = w;
    return 0;
}

static int begin_sqlite(void **state)
{
    return begin(state, DB_SQLITE);
}

static int begin_postgres(void **state)
{
    return begin(state, DB_POSTGRES);
}

static int end(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

static int run_on(enum db_kind engine, const char *what, const struct CMUnitTest *tests,
                  size_t len)
{
    static const struct {
        const char *name;
        CMFixtureFunction begin;
    } engines[] = {[DB_SQLITE] = {"sqlite", begin_sqlite},
                   [DB_POSTGRES] = {"postgresql", begin_postgres}};
    const char *only = getenv("DOORSTEP_TEST_ENGINE"); /* while working on one */
    struct CMUnitTest own[64];
    char name[128];

    if (only != NULL && strcmp(only, engines[engine].name) != 0)
        return 0;
    require(len <= COUNT(own));
    for (size_t i = 0; i < len; i++) {
        own[i] = tests[i];
        own[i].setup_func = engines[engine].begin;
        own[i].teardown_func = end;
    }
    snprintf(name, sizeof name, "%s on %s", what, engines[engine].name);
    return _cmocka_run_group_tests(name, own, len, NULL, NULL);
}

int world_run(const char *what, const struct CMUnitTest *tests, size_t len)
{
    return run_on(DB_SQLITE, what, tests, len) + run_on(DB_POSTGRES, what, tests, len);
}

int world_run_once(const char *what, const struct CMUnitTest *tests, size_t len)
{
    return run_on(DB_SQLITE, what, tests, len);
}
