/* world.h -- a fresh city's stores for one test, on one engine.  Every test of
 * tests/store runs twice: SQLite in memory-backed files, then a PostgreSQL of our own.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_WORLD_H
#define TESTS_STORE_WORLD_H

/* cmocka.h wants these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/store.h"

#define WORLD_CITY "testville"

struct world {
    enum db_kind engine;
    char dir[64];      /* SQLite's files */
    char database[32]; /* PostgreSQL's */
    char url[STORES][256];
    struct store *store[STORES];
    struct arena arena; /* freed after the test */
    /* What stands upon the stores is stopped before them; or NULL. */
    void (*closing)(struct world *w, void *ctx);
    void *closing_ctx;
};

/* Opened, with its migrations applied, at first use. */
struct store *world_store(struct world *w, enum store_name name);
/* Closes it, as the end of the process would; world_store opens it again. */
void world_shut(struct world *w, enum store_name name);
/* Runs `act` as a job of WORLD_CITY and waits until it is durable, or refused. */
struct err world_change(struct world *w, enum store_name name,
                        struct err (*act)(struct db *db, struct arena *a, void *ctx),
                        void *ctx);
/* A reader of WORLD_CITY; end it with store_read_end. */
struct db *world_read(struct world *w, enum store_name name);

/* For tests that do not live in world_run: */
void world_open(struct world *w, enum db_kind engine);
/* The same with all migrations applied. */
void world_open_ready(struct world *w, enum db_kind engine);
void world_close(struct world *w);

/* Runs the tests on both engines, each in a fresh world that is its *state. */
int world_run(const char *what, const struct CMUnitTest *tests, size_t len);
/* The same in worlds whose stores were migrated before, which is quicker. */
int world_run_ready(const char *what, const struct CMUnitTest *tests, size_t len);
/* On SQLite alone: tests to which the engine makes no difference. */
int world_run_once(const char *what, const struct CMUnitTest *tests, size_t len);

/* The private PostgreSQL of this process, started at first use and gone with it. */
const char *world_postgres(void); /* the directory of its socket */
/* Where a test may keep a file of this name: a folder of this run, gone when it ends. */
const char *world_file(struct arena *a, const char *name);
void world_postgres_sql(const char *database, const char *sql);

/* How often a text is in another. */
size_t times(const char *in, const char *what);

#define assert_ok(expr) world_expect((expr), OK, __FILE__, __LINE__)
#define assert_err(expr, kind) world_expect((expr), (kind), __FILE__, __LINE__)
void world_expect(struct err e, enum err_kind kind, const char *file, int line);

#endif
