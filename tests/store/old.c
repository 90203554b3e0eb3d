/* old.c -- see old.h.  It asks the engines with its own words, so that nothing of the
 * program stands between it and what is stored.
 * SPDX-License-Identifier: Apache-2.0 */
#include "old.h"

#include "core/build.h"
#include "store/driver.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { CELLS = 8, TABLES_MAX = 200 };

/* What is asked of each engine; the migrations' own table is not one of the store's. */
static const char *const schema_of[DB_KINDS] = {
    [DB_SQLITE] = "select type, name, tbl_name, sql from sqlite_schema"
                  " order by type, name",
    [DB_POSTGRES] =
        "select 'column', table_name, ordinal_position, column_name, data_type,"
        " is_nullable, column_default from information_schema.columns"
        " where table_schema = current_schema()"
        " union all select 'constraint', cast(conrelid as regclass)::text, 0, conname,"
        " pg_get_constraintdef(oid), '', '' from pg_constraint"
        " where connamespace = current_schema()::regnamespace"
        " union all select 'index', tablename, 0, indexname,"
        " replace(indexdef, current_schema() || '.', ''), '', '' from pg_indexes"
        " where schemaname = current_schema() order by 1, 2, 3, 4",
};
static const char *const columns_of[DB_KINDS] = {
    [DB_SQLITE] = "select t.name, c.name, lower(c.type) from sqlite_schema t,"
                  " pragma_table_info(t.name) c where t.type = 'table'"
                  " and t.name <> 'migration' order by t.name, c.cid",
    [DB_POSTGRES] = "select table_name, column_name, data_type"
                    " from information_schema.columns"
                    " where table_schema = current_schema()"
                    " and table_name <> 'migration' order by 1, ordinal_position",
};

static const char *path_of(const struct place *p)
{
    return p->url + strlen("sqlite:");
}

struct place place_new(struct world *w, enum store_name store)
{
    static int number;
    struct place p = {.w = w, .store = store};
    char sql[64];

    number++;
    if (w->engine == DB_SQLITE) {
        snprintf(p.url, sizeof p.url, "sqlite:%s/old%d.db", w->dir, number);
        return p;
    }
    snprintf(p.url, sizeof p.url,
             "postgresql:///%s?host=%s&user=postgres&options=-csearch_path%%3Dold%d",
             w->database, world_postgres(), number);
    snprintf(sql, sizeof sql, "create schema old%d", number);
    world_postgres_sql(w->database, sql);
    return p;
}

struct err place_bring(const struct place *p, const struct migration *of, size_t len)
{
    const char *where;
    const struct driver *d = store_driver(p->url, &where);
    struct migrations to = {of, len};
    struct conn *c = NULL;

    TRY(d->open(&c, where, true));
    struct err e = migrate(d, c, p->store, &to);
    d->close(c);
    return e;
}

typedef void row_fn(void *ctx, const char *const *cells, int len);

static void ask_sqlite(const char *path, const char *sql, row_fn *row, void *ctx)
{
    const char *cells[CELLS];
    sqlite3_stmt *st;
    sqlite3 *db;

    require(sqlite3_open(path, &db) == SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(db));
    int rc, len = sqlite3_column_count(st);
    require(len <= CELLS);
    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
        for (int i = 0; i < len; i++)
            cells[i] = (const char *)sqlite3_column_text(st, i);
        row(ctx, cells, len);
    }
    if (rc != SQLITE_DONE)
        die(sqlite3_errmsg(db));
    sqlite3_finalize(st);
    sqlite3_close(db);
}

/* Kept until another place is asked: to connect is slow here. */
static PGconn *connected(const char *url)
{
    static char to[sizeof((struct place *)0)->url];
    static PGconn *c;

    if (c != NULL && strcmp(to, url) == 0)
        return c;
    PQfinish(c);
    snprintf(to, sizeof to, "%s", url);
    c = PQconnectdb(url);
    return c;
}

static void ask_postgres(const char *url, const char *sql, row_fn *row, void *ctx)
{
    const char *cells[CELLS];
    PGconn *c = connected(url);
    PGresult *r = PQexec(c, sql);
    int len = PQnfields(r);

    if (PQresultStatus(r) != PGRES_TUPLES_OK && PQresultStatus(r) != PGRES_COMMAND_OK)
        die(PQerrorMessage(c));
    require(len <= CELLS);
    for (int n = 0; n < PQntuples(r); n++) {
        for (int i = 0; i < len; i++)
            cells[i] = PQgetisnull(r, n, i) ? NULL : PQgetvalue(r, n, i);
        row(ctx, cells, len);
    }
    PQclear(r);
}

static void ask(const struct place *p, const char *sql, row_fn *row, void *ctx)
{
    if (p->w->engine == DB_SQLITE)
        ask_sqlite(path_of(p), sql, row, ctx);
    else
        ask_postgres(p->url, sql, row, ctx);
}

static void write_row(void *ctx, const char *const *cells, int len)
{
    for (int i = 0; i < len; i++) {
        build_text(ctx, i > 0 ? " | " : "");
        build_text(ctx, cells[i] != NULL ? cells[i] : "-");
    }
    build_text(ctx, "\n");
}

static void count_row(void *ctx, const char *const *cells, int len)
{
    (void)len;
    *(int *)ctx = cells[0] != NULL && strcmp(cells[0], "0") != 0;
}

const char *place_schema(const struct place *p)
{
    static const char *const made[DB_KINDS] = {
        "select count(*) from sqlite_schema where name = 'migration'",
        "select count(*) from pg_class where oid = to_regclass('migration')"};
    struct build b = {.arena = &p->w->arena};
    int any = 0;

    ask(p, schema_of[p->w->engine], write_row, &b);
    ask(p, made[p->w->engine], count_row, &any);
    if (any)
        ask(p, "select no, name, sha256 from migration order by no", write_row, &b);
    return build_done(&b);
}

/* The store's tables with their columns, each table once. */
struct table {
    const char *name;
    struct build columns, values[2]; /* of the two rows */
    const char *made_by;             /* the text of `create table` */
    size_t made_len;
};
struct tables {
    struct arena *arena;
    const char *text; /* of all migrations applied, as PostgreSQL gets them */
    struct table of[TABLES_MAX];
    size_t len;
};

static struct table *table_named(struct tables *all, const char *name)
{
    char head[80];

    if (all->len > 0 && strcmp(all->of[all->len - 1].name, name) == 0)
        return &all->of[all->len - 1];
    require(all->len < TABLES_MAX);
    struct table *t = &all->of[all->len++];
    *t = (struct table){.name = arena_copy(all->arena, name, strlen(name)),
                        .columns = {.arena = all->arena},
                        .values = {{.arena = all->arena}, {.arena = all->arena}},
                        .made_by = ""};
    snprintf(head, sizeof head, "create table %s (", name);
    const char *at = strstr(all->text, head);
    if (at != NULL) {
        t->made_by = at;
        t->made_len = strcspn(at, ";");
    }
    return t;
}

/* The first word that a column's check allows; false when it has none. */
static bool checked(const struct table *t, const char *column, char out[64])
{
    char check[80];

    snprintf(check, sizeof check, "check (%s in (", column);
    const char *at = t->made_len > 0 ? strstr(t->made_by, check) : NULL;
    if (at == NULL || at > t->made_by + t->made_len)
        return false;
    at += strlen(check);
    snprintf(out, 64, "%.*s", (int)strcspn(at, ",)"), at);
    return true;
}

static const char *value_of(const struct table *t, const char *column, const char *type,
                            int row, char out[64])
{
    if (strcmp(column, "city") == 0)
        return row == 0 ? "'one'" : "'two'";
    if (checked(t, column, out))
        return out;
    if (strcmp(type, "uuid") == 0)
        return "'018f0000-0063-7000-8000-000000000001'";
    if (strcmp(type, "bytea") == 0)
        return "'\\x0102'";
    if (strcmp(type, "blob") == 0)
        return "x'018f0000006370008000000000000001'";
    return strstr(type, "int") != NULL ? "1" : "'2024-02-29'";
}

static void add_column(void *ctx, const char *const *cells, int len)
{
    struct table *t = table_named(ctx, cells[0]);
    char value[64];

    (void)len;
    build_text(&t->columns, t->columns.len > 0 ? ", " : "");
    build_text(&t->columns, cells[1]);
    for (int row = 0; row < 2; row++) {
        build_text(&t->values[row], t->values[row].len > 0 ? ", " : "");
        build_text(&t->values[row], value_of(t, cells[1], cells[2], row, value));
    }
}

static struct tables *tables_of(const struct place *p, const char *text)
{
    struct tables *all = arena_new(&p->w->arena, struct tables);

    *all = (struct tables){.arena = &p->w->arena, .text = text};
    ask(p, columns_of[p->w->engine], add_column, all);
    return all;
}

void place_fill(const struct place *p, const struct migration *of, size_t len)
{
    struct build text = {.arena = &p->w->arena}, sql = {.arena = &p->w->arena};

    for (size_t i = 0; i < len; i++)
        build_text(&text, of[i].text[DB_POSTGRES]);
    struct tables *all = tables_of(p, build_done(&text));
    for (size_t i = 0; i < 2 * all->len; i++) {
        const struct table *t = &all->of[i / 2];

        sql.len = 0;
        build_text(&sql, "insert into ");
        build_text(&sql, t->name);
        build_text(&sql, " (");
        build_text(&sql, build_done(&t->columns));
        build_text(&sql, ") values (");
        build_text(&sql, build_done(&t->values[i % 2]));
        build_text(&sql, ")");
        ask(p, build_done(&sql), write_row, &(struct build){.arena = &p->w->arena});
    }
}

/* A row is one text, however many columns: more than CELLS. */
struct kept place_kept(const struct place *p)
{
    struct tables *all = tables_of(p, "");
    const char **queries = arena_array(&p->w->arena, const char *, all->len);

    for (size_t i = 0; i < all->len; i++) {
        struct build sql = {.arena = &p->w->arena};

        build_text(&sql,
                   p->w->engine == DB_SQLITE ? "select json_array(" : "select row(");
        for (const char *c = build_done(&all->of[i].columns); *c != '\0';) {
            size_t n = strcspn(c, ",");

            build_text(&sql, p->w->engine == DB_SQLITE ? "quote(" : "(");
            build_bytes(&sql, c, n);
            build_text(&sql, ")");
            c += n;
            build_text(&sql, *c == ',' ? "," : "");
            c += *c == ',' ? 2 : 0;
        }
        build_text(&sql, p->w->engine == DB_SQLITE ? ") from " : ")::text from ");
        build_text(&sql, all->of[i].name);
        build_text(&sql, " order by 1");
        queries[i] = build_done(&sql);
    }
    return (struct kept){queries, all->len};
}

const char *place_rows(const struct place *p, const struct kept *kept)
{
    struct build b = {.arena = &p->w->arena};

    for (size_t i = 0; i < kept->len; i++) {
        build_text(&b, kept->queries[i]);
        build_text(&b, "\n");
        ask(p, kept->queries[i], write_row, &b);
    }
    return build_done(&b);
}

void place_settle(const struct place *p)
{
    int others = p->w->engine == DB_POSTGRES;

    while (others)
        ask(p,
            "select count(*) from pg_stat_activity where datname = current_database()"
            " and backend_type = 'client backend' and pid <> pg_backend_pid()",
            count_row, &others);
}
