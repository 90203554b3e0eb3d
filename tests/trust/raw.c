/* raw.c -- every row of every table of a store, past the program: what somebody would
 * read who has the file or its copy.
 * SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

#include "store/copy.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* "sqlite:/dev/shm/x/care.db" */
static sqlite3 *open_sqlite(struct world *w, enum store_name store)
{
    sqlite3 *db;

    require(sqlite3_open(strchr(w->url[store], ':') + 1, &db) == SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    return db;
}

static void put_cell(sqlite3_stmt *q, int i, FILE *to)
{
    const uint8_t *p = sqlite3_column_blob(q, i);
    int len = sqlite3_column_bytes(q, i);

    if (sqlite3_column_type(q, i) != SQLITE_BLOB) {
        const unsigned char *text = sqlite3_column_text(q, i);
        fprintf(to, " %s", text != NULL ? (const char *)text : "-");
        return;
    }
    fprintf(to, " ");
    for (int k = 0; k < len; k++)
        fprintf(to, "%02x", p[k]);
}

/* In the order in which they lie there. */
static void rows_sqlite(sqlite3 *db, const char *table, FILE *to)
{
    char sql[200];
    sqlite3_stmt *q;

    snprintf(sql, sizeof sql, "select * from \"%s\"", table);
    require(sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK);
    while (sqlite3_step(q) == SQLITE_ROW) {
        fprintf(to, "%s", table);
        for (int i = 0; i < sqlite3_column_count(q); i++)
            put_cell(q, i, to);
        fprintf(to, "\n");
    }
    sqlite3_finalize(q);
}

static void all_sqlite(struct world *w, enum store_name store, const char *without,
                       FILE *to)
{
    sqlite3 *db = open_sqlite(w, store);
    sqlite3_stmt *q;

    require(sqlite3_prepare_v2(db,
                               "select name from sqlite_schema where type = 'table' "
                               "and sql not like 'create virtual%' order by name",
                               -1, &q, NULL) == SQLITE_OK);
    while (sqlite3_step(q) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(q, 0);

        if (strcmp(table, without) != 0)
            rows_sqlite(db, table, to);
    }
    sqlite3_finalize(q);
    sqlite3_close(db);
}

static PGresult *ask(PGconn *c, const char *sql)
{
    PGresult *r = PQexec(c, sql);

    require(PQresultStatus(r) == PGRES_TUPLES_OK ||
            PQresultStatus(r) == PGRES_COMMAND_OK);
    return r;
}

/* Sorted: where a row lies there is chosen by the connection that wrote it. */
static void rows_postgres(PGconn *c, const char *schema, const char *table, FILE *to)
{
    char sql[300];

    snprintf(sql, sizeof sql, "select t::text from %s.\"%s\" t order by 1", schema,
             table);
    PGresult *r = ask(c, sql);
    for (int i = 0; i < PQntuples(r); i++)
        fprintf(to, "%s %s\n", table, PQgetvalue(r, i, 0));
    PQclear(r);
}

static void all_postgres(struct world *w, enum store_name store, const char *without,
                         FILE *to)
{
    PGconn *c = PQconnectdb(w->url[store]);
    char sql[300];

    snprintf(sql, sizeof sql,
             "select tablename from pg_tables where schemaname = '%s' order by 1",
             store_names[store]);
    PGresult *r = ask(c, sql);
    for (int i = 0; i < PQntuples(r); i++)
        if (strcmp(PQgetvalue(r, i, 0), without) != 0)
            rows_postgres(c, store_names[store], PQgetvalue(r, i, 0), to);
    PQclear(r);
    PQfinish(c);
}

/* The very bytes of a backup of it. */
static void copy_of(struct world *w, enum store_name store, FILE *to)
{
    char path[100], page[4096];
    size_t n;

    snprintf(path, sizeof path, "%s/copy.db", w->dir);
    assert_ok(store_copy(w->url[store], path));
    FILE *f = fopen(path, "r");
    require(f != NULL);
    fprintf(to, "== backup of %s\n", store_names[store]);
    while ((n = fread(page, 1, sizeof page, f)) > 0)
        fwrite(page, 1, n, to);
    fclose(f);
    remove(path);
}

void raw_rows(struct world *w, enum store_name store, const char *without, FILE *to)
{
    if (w->engine == DB_SQLITE && without[0] == '\0')
        copy_of(w, store, to);
    fprintf(to, "== rows of %s\n", store_names[store]);
    if (w->engine == DB_SQLITE)
        all_sqlite(w, store, without, to);
    else
        all_postgres(w, store, without, to);
}

void raw_run(struct world *w, enum store_name store, const char *sql)
{
    if (w->engine == DB_SQLITE) {
        sqlite3 *db = open_sqlite(w, store);

        require(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
        sqlite3_close(db);
        return;
    }
    PGconn *c = PQconnectdb(w->url[store]);
    PQclear(ask(c, sql));
    PQfinish(c);
}
