/* id_list.c -- see id_list.h.  A recursive statement could do the same, but it makes and
 * drops a table of its own each time it runs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/id_list.h"

#include "store/queries_common.h"

#include <string.h>

enum { ID_LEN = 16, COLUMN_IDS = 1, FEW = 8 };

struct cursor {
    sqlite3_vtab_cursor base; /* first: SQLite's */
    unsigned char *ids;
    sqlite3_int64 len, at; /* of identifiers */
};

static struct cursor *cursor_of(sqlite3_vtab_cursor *base)
{
    return (struct cursor *)base;
}

/* SQLite's own form. NOLINTNEXTLINE(readability-function-size) */
static int on_connect(sqlite3 *handle, void *aux, int argc, const char *const *argv,
                      sqlite3_vtab **out, char **fault)
{
    (void)aux, (void)argc, (void)argv, (void)fault;
    int rc = sqlite3_declare_vtab(handle, q_id_list.text[DB_SQLITE]);

    *out = rc == SQLITE_OK ? sqlite3_malloc(sizeof **out) : NULL;
    if (*out == NULL)
        return rc == SQLITE_OK ? SQLITE_NOMEM : rc;
    memset(*out, 0, sizeof **out);
    return SQLITE_OK;
}

static int on_disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

/* Only with its argument; and cheap, so that the planner begins here. */
static int on_plan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
    (void)table;
    for (int i = 0; i < plan->nConstraint; i++) {
        if (plan->aConstraint[i].iColumn != COLUMN_IDS || !plan->aConstraint[i].usable ||
            plan->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        plan->aConstraintUsage[i].argvIndex = 1;
        plan->aConstraintUsage[i].omit = 1;
        plan->estimatedCost = FEW;
        plan->estimatedRows = FEW;
        return SQLITE_OK;
    }
    return SQLITE_CONSTRAINT;
}

static int on_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct cursor *c = sqlite3_malloc(sizeof *c);

    (void)table;
    if (c == NULL)
        return SQLITE_NOMEM;
    *c = (struct cursor){0};
    *out = &c->base;
    return SQLITE_OK;
}

static int on_close(sqlite3_vtab_cursor *base)
{
    sqlite3_free(cursor_of(base)->ids);
    sqlite3_free(base);
    return SQLITE_OK;
}

static int on_filter(sqlite3_vtab_cursor *base, int plan, const char *text, int argc,
                     sqlite3_value **argv)
{
    struct cursor *c = cursor_of(base);
    const void *ids = sqlite3_value_blob(argv[0]);
    sqlite3_int64 len = sqlite3_value_bytes(argv[0]) / ID_LEN;

    (void)plan, (void)text, (void)argc;
    sqlite3_free(c->ids);
    *c = (struct cursor){.base = c->base};
    if (len == 0)
        return SQLITE_OK;
    c->ids = sqlite3_malloc64((sqlite3_uint64)len * ID_LEN);
    if (c->ids == NULL)
        return SQLITE_NOMEM;
    memcpy(c->ids, ids, (size_t)len * ID_LEN);
    c->len = len;
    return SQLITE_OK;
}

static int on_next(sqlite3_vtab_cursor *base)
{
    cursor_of(base)->at++;
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *base)
{
    return cursor_of(base)->at >= cursor_of(base)->len;
}

static int on_column(sqlite3_vtab_cursor *base, sqlite3_context *to, int column)
{
    const struct cursor *c = cursor_of(base);

    if (column != COLUMN_IDS)
        sqlite3_result_blob(to, c->ids + c->at * ID_LEN, ID_LEN, SQLITE_TRANSIENT);
    return SQLITE_OK;
}

static int on_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    *out = cursor_of(base)->at;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = on_connect,
    .xBestIndex = on_plan,
    .xDisconnect = on_disconnect,
    .xOpen = on_open,
    .xClose = on_close,
    .xFilter = on_filter,
    .xNext = on_next,
    .xEof = at_end,
    .xColumn = on_column,
    .xRowid = on_rowid,
};

int id_list_add(sqlite3 *handle)
{
    return sqlite3_create_module(handle, "id_list", &module, NULL);
}
