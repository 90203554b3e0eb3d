/* db_sqlite.c -- the driver of SQLite: one connection, its statements kept prepared.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/cell.h"
#include "store/driver.h"
#include "store/id_list.h"
#include "store/queries_common.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef STORE_SYNCHRONOUS
#define STORE_SYNCHRONOUS "FULL"
#endif
#ifndef STORE_WAL_PAGES /* of the log, when they are copied into the database */
#define STORE_WAL_PAGES 4000
#endif

enum {
    OLDEST = 3051003,  /* before it, resetting the WAL could lose a transaction */
    STATEMENTS = 1024, /* slots of the cache; a power of two */
    BUSY_MS = 2000,
};

struct slot {
    const struct query *query;
    sqlite3_stmt *statement;
};

struct conn {
    sqlite3 *handle;
    int wal_pages;
    struct slot slots[STATEMENTS];
};

static struct err fault(struct conn *c, const struct query *q, int rc)
{
    int extended = c->handle ? sqlite3_extended_errcode(c->handle) : rc;

    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return failed(ERR_BUSY, "db.busy");
    case SQLITE_FULL:
        return failed(ERR_FULL, "db.full");
    case SQLITE_CONSTRAINT:
        return failed(ERR_CONFLICT, "db.constraint");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        store_complain("sqlite: %s (%d)", sqlite3_errmsg(c->handle), extended);
        return failed(ERR_BROKEN, "store.damaged");
    default:
        store_complain("sqlite: %s: %s (%d)", q ? q->name : "open",
                       c->handle ? sqlite3_errmsg(c->handle) : "no memory", extended);
        /* The log's index in shared memory could not grow: full by another name. */
        return extended == SQLITE_IOERR_SHMSIZE ? failed(ERR_FULL, "db.full")
                                                : failed(ERR_BROKEN, "db.broken");
    }
}

/* An fsync failed: what was acknowledged may be gone from the page cache.  Nothing that
 * happens after it can be trusted, so the process ends (design.md section 3). */
static void check_fsync(struct conn *c)
{
    int rc = sqlite3_extended_errcode(c->handle);

    if (rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC)
        halt(HALT_DISK, "sqlite: fsync failed");
}

static struct err prepared(struct conn *c, const struct query *q, sqlite3_stmt **out)
{
    size_t i = ((uintptr_t)q / sizeof(void *) * 31) % STATEMENTS;

    require(q->text[DB_SQLITE] != NULL);
    while (c->slots[i].query != NULL && c->slots[i].query != q)
        i = (i + 1) % STATEMENTS;

    struct slot *slot = &c->slots[i];
    if (slot->query == NULL) {
        int rc = sqlite3_prepare_v3(c->handle, q->text[DB_SQLITE], -1,
                                    SQLITE_PREPARE_PERSISTENT, &slot->statement, NULL);
        if (rc != SQLITE_OK)
            return fault(c, q, rc);
        slot->query = q;
    }
    *out = slot->statement;
    return ok();
}

static int bind_cell(sqlite3_stmt *st, int n, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_NULL:
        return sqlite3_bind_null(st, n);
    case CELL_INT:
        return sqlite3_bind_int64(st, n, cell->n);
    case CELL_TEXT:
        return sqlite3_bind_text64(st, n, cell->p, cell->len, SQLITE_TRANSIENT,
                                   SQLITE_UTF8);
    case CELL_BYTES:
        return sqlite3_bind_blob64(st, n, cell->p, cell->len, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

static int bind(sqlite3_stmt *st, const struct query *q, const void *in, const char *city)
{
    int rc = SQLITE_OK;

    for (size_t i = 0; i < q->in_len && rc == SQLITE_OK; i++) {
        struct cell cell;

        cell_load(&q->in[i], in, &cell);
        rc = bind_cell(st, (int)i + 1, &cell);
    }
    if (q->binds_city && rc == SQLITE_OK)
        rc = sqlite3_bind_text(st, (int)q->in_len + 1, city, -1, SQLITE_STATIC);
    return rc;
}

static struct err started(struct conn *c, const struct query *q, const void *in,
                          const char *city, sqlite3_stmt **out)
{
    TRY(prepared(c, q, out));

    int rc = bind(*out, q, in, city);
    return rc == SQLITE_OK ? ok() : fault(c, q, rc);
}

static void finished(sqlite3_stmt **st)
{
    if (*st != NULL) {
        sqlite3_reset(*st);
        sqlite3_clear_bindings(*st);
    }
}

static struct err sqlite_exec(struct conn *c, const struct query *q, const void *in,
                              const char *city, int64_t *changed)
{
    sqlite3_stmt *st CLEANUP(finished) = NULL;

    TRY(started(c, q, in, city, &st));

    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW)
        continue;
    if (rc != SQLITE_DONE)
        return fault(c, q, rc);
    if (changed != NULL)
        *changed = sqlite3_changes64(c->handle);
    if (q->expect_one && sqlite3_changes64(c->handle) == 0)
        return failed(ERR_CONFLICT, "db.changed_meanwhile");
    return ok();
}

static void load_cell(sqlite3_stmt *st, int i, struct cell *out)
{
    switch (sqlite3_column_type(st, i)) {
    case SQLITE_INTEGER:
        *out = (struct cell){.kind = CELL_INT, .n = sqlite3_column_int64(st, i)};
        break;
    case SQLITE_TEXT:
        *out = (struct cell){.kind = CELL_TEXT, .p = sqlite3_column_text(st, i)};
        break;
    case SQLITE_BLOB:
        *out = (struct cell){.kind = CELL_BYTES, .p = sqlite3_column_blob(st, i)};
        break;
    case SQLITE_FLOAT: /* no type of ours: cell_store says so where a value is needed */
        *out =
            (struct cell){.kind = CELL_INT, .n = (int64_t)sqlite3_column_double(st, i)};
        break;
    default:
        *out = (struct cell){.kind = CELL_NULL};
        return;
    }
    out->len = (size_t)sqlite3_column_bytes(st, i);
}

static struct err take_row(sqlite3_stmt *st, const struct query *q, struct sink *sink)
{
    void *row = sink->place(sink);

    if (sqlite3_column_count(st) != (int)q->out_len) {
        store_complain("sqlite: %s: the row has another number of columns", q->name);
        return failed(ERR_BROKEN, "db.columns");
    }
    for (size_t i = 0; i < q->out_len; i++) {
        struct cell cell;

        load_cell(st, (int)i, &cell);
        struct err e = cell_store(&q->out[i], &cell, row, sink->arena);
        if (e.kind != OK) {
            store_complain("sqlite: %s: column %zu: %s", q->name, i + 1, e.msg);
            return e;
        }
    }
    return sink->took(sink);
}

static struct err sqlite_read(struct conn *c, const struct query *q, const void *in,
                              const char *city, struct sink *sink)
{
    sqlite3_stmt *st CLEANUP(finished) = NULL;

    TRY(started(c, q, in, city, &st));

    int rc;
    while ((rc = sqlite3_step(st)) == SQLITE_ROW)
        TRY(take_row(st, q, sink));
    return rc == SQLITE_DONE ? ok() : fault(c, q, rc);
}

static struct err sqlite_settle(struct conn *c)
{
    (void)c;
    return ok();
}

/* On a full disk or an I/O error SQLite may have rolled back everything; a new
 * savepoint would then silently open another transaction. */
static bool sqlite_voided(struct conn *c)
{
    return sqlite3_get_autocommit(c->handle) != 0;
}

static void sqlite_rollback(struct conn *c)
{
    sqlite3_stmt *st CLEANUP(finished) = NULL;

    if (!sqlite_voided(c) && prepared(c, &q_tx_rollback, &st).kind == OK)
        sqlite3_step(st);
}

static int count_wal(void *c, sqlite3 *handle, const char *name, int pages)
{
    (void)handle, (void)name;
    ((struct conn *)c)->wal_pages = pages;
    return SQLITE_OK;
}

/* By us and not by SQLite's own hook, which would not tell of a failed fsync of the
 * database: the next reset of the log would then lose what it held. */
static void checkpoint(struct conn *c)
{
    if (c->wal_pages < STORE_WAL_PAGES)
        return;
    c->wal_pages = 0;
    if (sqlite3_wal_checkpoint_v2(c->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
                                  NULL) != SQLITE_OK)
        check_fsync(c);
}

static struct err sqlite_commit(struct conn *c, enum outcome *out)
{
    struct err e = sqlite_exec(c, &q_tx_commit, NULL, NULL, NULL);

    if (e.kind == OK) {
        *out = COMMIT_DONE;
        checkpoint(c);
        return e;
    }
    check_fsync(c);
    /* The commit frame is written last: a full disk means that it was not.  After any
     * other failure it may stand in the log, for the next opening to find. */
    bool full = (sqlite3_errcode(c->handle) & 0xff) == SQLITE_FULL;
    *out = !sqlite_voided(c) || full ? COMMIT_NOT : COMMIT_UNKNOWN;
    sqlite_rollback(c);
    return e;
}

static struct err sqlite_script(struct conn *c, const char *sql)
{
    int rc = sqlite3_exec(c->handle, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK ? ok() : fault(c, NULL, rc);
}

static struct err sqlite_check(struct conn *c, const struct query *q)
{
    sqlite3_stmt *st = NULL;

    if (q->text[DB_SQLITE] == NULL)
        return ok();
    TRY(prepared(c, q, &st));
    if (sqlite3_column_count(st) != (int)q->out_len)
        return failed(ERR_BROKEN, "db.columns");
    if (sqlite3_bind_parameter_count(st) != (int)q->in_len + q->binds_city)
        return failed(ERR_BROKEN, "db.parameters");
    return ok();
}

static void sqlite_close(struct conn *c)
{
    for (size_t i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(c->slots[i].statement);
    sqlite3_close(c->handle);
    free(c);
}

/* Asked between two transactions.  One whose rollback failed is still in the last. */
static bool sqlite_usable(struct conn *c)
{
    return sqlite3_get_autocommit(c->handle) != 0;
}

/* Where it cannot open a file for writing, SQLite silently opens it for reading: kept, a
 * moment without descriptors would leave a store that refuses every change until the
 * next start. */
static struct err may_write(struct conn *c, const char *path)
{
    if (sqlite3_db_readonly(c->handle, "main") != 1)
        return ok();
    return access(path, W_OK) != 0 ? failed(ERR_BROKEN, "store.not_ours")
                                   : failed(ERR_BUSY, "db.busy");
}

static struct err set_up(struct conn *c, const char *path, bool writer)
{
    int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
        (writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    int rc = sqlite3_open_v2(path, &c->handle, flags, NULL);

    if ((rc & 0xff) == SQLITE_CANTOPEN)
        return failed(ERR_BROKEN, access(path, R_OK) != 0 && errno == EACCES
                                      ? "store.not_ours"
                                      : "store.missing");
    if (rc != SQLITE_OK)
        return fault(c, NULL, rc);
    rc = id_list_add(c->handle);
    if (rc != SQLITE_OK)
        return fault(c, NULL, rc);
    sqlite3_busy_timeout(c->handle, BUSY_MS);
    TRY(sqlite_script(c, "pragma trusted_schema = off; pragma temp_store = memory;"
                         "pragma cache_size = -16384"));
    if (!writer)
        return sqlite_script(c, "pragma query_only = on");
    TRY(may_write(c, path));
    TRY(sqlite_script(c, "pragma journal_mode = wal; pragma cache_size = -65536;"
                         "pragma secure_delete = on;" /* erased is not only unlinked */
                         "pragma synchronous = " STORE_SYNCHRONOUS));
    sqlite3_wal_hook(c->handle, count_wal, c);
    return ok();
}

static struct err sqlite_open(struct conn **out, const char *path, bool writer)
{
    if (sqlite3_libversion_number() < OLDEST)
        return failed(ERR_BROKEN, "store.sqlite_too_old");

    struct conn *c = memory_new(sizeof *c);
    sqlite3_stmt *kept; /* so that to roll back takes no memory */
    struct err e = set_up(c, path, writer);
    if (e.kind == OK)
        e = prepared(c, &q_tx_rollback, &kept);
    if (e.kind != OK) {
        sqlite_close(c);
        return e;
    }
    *out = c;
    return ok();
}

const struct driver driver_sqlite = {
    .kind = DB_SQLITE,
    .writers = 1,
    .batch_max = 512,
    .readers_max = 64,
    .open = sqlite_open,
    .close = sqlite_close,
    .usable = sqlite_usable,
    .exec = sqlite_exec,
    .read = sqlite_read,
    .settle = sqlite_settle,
    .voided = sqlite_voided,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .script = sqlite_script,
    .check = sqlite_check,
};
