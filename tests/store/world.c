/* world.c -- see world.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

size_t times(const char *in, const char *what)
{
    size_t n = 0;

    for (const char *at = in; (at = strstr(at, what)) != NULL; at += strlen(what))
        n++;
    return n;
}

void world_expect(struct err e, enum err_kind kind, const char *file, int line)
{
    if (e.kind == kind)
        return;
    print_error("%s:%d: expected kind %d, got %d %s (%s)\n", file, line, kind, e.kind,
                e.msg ? e.msg : "", e.where ? e.where : "");
    _fail(file, line);
}

static char files[32];

static void remove_files(void)
{
    char command[64];

    snprintf(command, sizeof command, "rm -rf '%s'", files);
    if (system(command) != 0)
        fprintf(stderr, "%s is left behind\n", files);
}

const char *world_file(struct arena *a, const char *name)
{
    char path[160];

    if (files[0] == '\0') {
        snprintf(files, sizeof files, "/tmp/doorstep-files-XXXXXX");
        require(mkdtemp(files) != NULL && atexit(remove_files) == 0);
    }
    snprintf(path, sizeof path, "%s/%s", files, name);
    return arena_copy(a, path, strlen(path));
}

static void open_sqlite(struct world *w)
{
    snprintf(w->dir, sizeof w->dir, "/dev/shm/doorstep-test-XXXXXX");
    require(mkdtemp(w->dir) != NULL);
    for (int i = 0; i < STORES; i++)
        snprintf(w->url[i], sizeof w->url[i], "sqlite:%s/%s.db", w->dir, store_names[i]);
}

/* One database a test, one schema a store: the stores' tables share names. */
static void name_postgres(struct world *w, const char *database)
{
    snprintf(w->database, sizeof w->database, "%s", database);
    for (int i = 0; i < STORES; i++)
        snprintf(w->url[i], sizeof w->url[i],
                 "postgresql:///%s?host=%s&user=postgres&options=-csearch_path%%3D%s",
                 w->database, world_postgres(), store_names[i]);
}

static void make_database(struct world *w, const char *name, const char *like)
{
    char sql[128];

    snprintf(sql, sizeof sql, "create database %s template %s", name, like);
    world_postgres_sql("postgres", sql);
    name_postgres(w, name);
}

static void make_schemas(const struct world *w)
{
    char sql[256];
    int n = 0;

    for (int i = 0; i < STORES; i++)
        n += snprintf(sql + n, sizeof sql - (size_t)n, "create schema %s;",
                      store_names[i]);
    world_postgres_sql(w->database, sql);
}

static const char *next_name(void)
{
    static char name[32];
    static int number;

    snprintf(name, sizeof name, "t%d", ++number);
    return name;
}

static void open_postgres(struct world *w)
{
    make_database(w, next_name(), "template1");
    make_schemas(w);
}

/* Migrations are slow here: they are applied once, and the rest are copies. */
static void open_postgres_ready(struct world *w)
{
    static bool ready;

    if (!ready) {
        struct world first = {.engine = DB_POSTGRES};

        make_database(&first, "ready", "template1");
        make_schemas(&first);
        for (int i = 0; i < STORES; i++)
            world_store(&first, (enum store_name)i);
        for (int i = 0; i < STORES; i++)
            world_shut(&first, (enum store_name)i);
        ready = true;
    }
    make_database(w, next_name(), "ready");
}

void world_open(struct world *w, enum db_kind engine)
{
    *w = (struct world){.engine = engine};
    if (engine == DB_SQLITE)
        open_sqlite(w);
    else
        open_postgres(w);
}

void world_open_ready(struct world *w, enum db_kind engine)
{
    *w = (struct world){.engine = engine};
    if (engine == DB_SQLITE)
        open_sqlite(w);
    else
        open_postgres_ready(w);
}

void world_close(struct world *w)
{
    char command[128];

    if (w->closing != NULL)
        w->closing(w, w->closing_ctx);
    for (int i = 0; i < STORES; i++)
        store_close(&w->store[i]);
    arena_free(&w->arena);
    if (w->engine != DB_SQLITE)
        return; /* dropping would wait for a checkpoint; it goes with its server */
    snprintf(command, sizeof command, "rm -rf '%s'", w->dir);
    require(system(command) == 0);
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

static int begin_postgres_ready(void **state)
{
    struct world *w = calloc(1, sizeof *w);

    require(w != NULL);
    world_open_ready(w, DB_POSTGRES);
    *state = w;
    return 0;
}

static int end(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

static int run_on(const char *engine, CMFixtureFunction begins, const char *what,
                  const struct CMUnitTest *tests, size_t len)
{
    const char *only = getenv("DOORSTEP_TEST_ENGINE"); /* while working on one */
    struct CMUnitTest own[64];
    char name[128];

    if (only != NULL && strcmp(only, engine) != 0)
        return 0;
    require(len <= COUNT(own));
    for (size_t i = 0; i < len; i++) {
        own[i] = tests[i];
        own[i].setup_func = begins;
        own[i].teardown_func = end;
    }
    snprintf(name, sizeof name, "%s on %s", what, engine);
    return _cmocka_run_group_tests(name, own, len, NULL, NULL);
}

int world_run(const char *what, const struct CMUnitTest *tests, size_t len)
{
    return run_on("sqlite", begin_sqlite, what, tests, len) +
           run_on("postgresql", begin_postgres, what, tests, len);
}

int world_run_ready(const char *what, const struct CMUnitTest *tests, size_t len)
{
    return run_on("sqlite", begin_sqlite, what, tests, len) +
           run_on("postgresql", begin_postgres_ready, what, tests, len);
}

int world_run_once(const char *what, const struct CMUnitTest *tests, size_t len)
{
    return run_on("sqlite", begin_sqlite, what, tests, len);
}
