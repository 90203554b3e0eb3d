/* db_postgres.c -- the driver of PostgreSQL: one connection in libpq's pipeline mode.
 * Writes are queued; a read, a settle or a full queue waits for their answers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/cell.h"
#include "store/driver.h"
#include "store/queries_common.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STATEMENTS = 1024, /* slots of the prepared statements; a power of two */
    QUEUE_MAX = 128,   /* answers outstanding, few enough never to fill a socket */
    PARAMS_MAX = 48,
};

/* Type numbers of pg_type.dat, fixed since PostgreSQL 8.3. */
enum {
    OID_BOOL = 16,
    OID_BYTEA = 17,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_TEXT = 25,
    OID_VARCHAR = 1043,
    OID_NUMERIC = 1700,
    OID_UUID = 2950
};

struct asked {
    const struct query *query;
    bool prepares;
};

struct conn {
    PGconn *pg;
    const struct query *slots[STATEMENTS]; /* prepared on this connection */
    struct asked queue[QUEUE_MAX];
    size_t first, waiting;
    struct err failed; /* the first failure since the last settle */
    bool unsynced;     /* asked something since the last sync */
    bool voided;       /* deadlock or serialization: the whole transaction is lost */
    bool reading;      /* rows are being handed out one by one */
};

/* The class of an SQLSTATE (PostgreSQL 15, appendix A) as a kind of error; the server's
 * own words may hold what a resident said and are never logged. */
static const struct {
    const char *state;
    enum err_kind kind;
    const char *msg;
} states[] = {
    {"40001", ERR_BUSY, "db.busy"},        {"40P01", ERR_BUSY, "db.busy"},
    {"55P03", ERR_BUSY, "db.busy"},        {"57014", ERR_BUSY, "db.busy"},
    {"53100", ERR_FULL, "db.full"},        {"53", ERR_BUSY, "db.busy"},
    {"23", ERR_CONFLICT, "db.constraint"}, {"08", ERR_BUSY, "db.away"},
    {"57", ERR_BUSY, "db.away"},           {"25006", ERR_BUSY, "db.away"},
};

static struct err fault(const struct query *q, const char *state)
{
    for (size_t i = 0; state != NULL && i < COUNT(states); i++)
        if (strncmp(state, states[i].state, strlen(states[i].state)) == 0)
            return failed(states[i].kind, states[i].msg);
    store_complain("postgres: %s: %s", q ? q->name : "-", state ? state : "connection");
    return state ? failed(ERR_BROKEN, "db.broken") : failed(ERR_BUSY, "db.away");
}

static void note(struct conn *c, struct err e)
{
    if (c->failed.kind == OK)
        c->failed = e;
}

static struct err lost(struct conn *c)
{
    note(c, failed(ERR_BUSY, "db.away"));
    return c->failed;
}

static size_t slot_of(const struct conn *c, const struct query *q)
{
    size_t i = ((uintptr_t)q / sizeof(void *) * 31) % STATEMENTS;

    while (c->slots[i] != NULL && c->slots[i] != q)
        i = (i + 1) % STATEMENTS;
    return i;
}

static void name_of(size_t slot, char out[16])
{
    snprintf(out, 16, "q%zu", slot);
}

/* Takes note of what the server said of one statement; `r` is freed by the caller. */
static void judge(struct conn *c, const struct asked *a, const PGresult *r)
{
    switch (PQresultStatus(r)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
        if (!a->prepares && a->query->expect_one &&
            strcmp(PQcmdTuples((PGresult *)r), "0") == 0)
            note(c, failed(ERR_CONFLICT, "db.changed_meanwhile"));
        return;
    case PGRES_PIPELINE_ABORTED:
        note(c, failed(ERR_BUSY, "db.void"));
        break;
    default: {
        const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

        c->voided |= state != NULL && strncmp(state, "40", 2) == 0;
        note(c, fault(a->query, state));
        break;
    }
    }
    if (a->prepares)
        c->slots[slot_of(c, a->query)] = NULL;
}

static struct asked next(struct conn *c)
{
    struct asked a = c->queue[c->first];

    c->first = (c->first + 1) % QUEUE_MAX;
    c->waiting--;
    return a;
}

/* Reads the answers of all but the last `keep` statements. */
static struct err drain(struct conn *c, size_t keep)
{
    while (c->waiting > keep) {
        struct asked a = next(c);
        PGresult *r = PQgetResult(c->pg);

        if (r == NULL || PQstatus(c->pg) == CONNECTION_BAD) {
            PQclear(r);
            c->waiting = 0;
            return lost(c);
        }
        judge(c, &a, r);
        for (; r != NULL; r = PQgetResult(c->pg))
            PQclear(r);
    }
    return ok();
}

/* A sync ends the skipping that follows an error, and tells what was the matter. */
static struct err postgres_settle(struct conn *c)
{
    if (c->unsynced) {
        if (PQpipelineSync(c->pg) != 1)
            return lost(c);
        TRY(drain(c, 0));
        PGresult *r = PQgetResult(c->pg);
        bool synced = PQresultStatus(r) == PGRES_PIPELINE_SYNC;
        PQclear(r);
        if (!synced)
            return lost(c);
        c->unsynced = false;
    }
    struct err e = c->failed;
    c->failed = ok();
    return e;
}

/* Makes room for one more question, asking for the answers so far when there is none. */
static struct err room(struct conn *c)
{
    require(!c->reading);
    if (c->waiting < QUEUE_MAX - 1)
        return ok();
    if (PQsendFlushRequest(c->pg) != 1 || PQflush(c->pg) < 0)
        return lost(c);
    return drain(c, 0);
}

static void ask(struct conn *c, const struct query *q, bool prepares)
{
    c->queue[(c->first + c->waiting) % QUEUE_MAX] = (struct asked){q, prepares};
    c->waiting++;
    c->unsynced = true;
}

static Oid oid_of(enum column_kind kind)
{
    static const Oid oids[] = {
        [COL_INT] = OID_INT8, [COL_INSTANT] = OID_INT8, [COL_TEXT] = OID_TEXT,
        [COL_DAY] = OID_TEXT, [COL_ID] = OID_UUID,      [COL_BYTES] = OID_BYTEA};

    return oids[kind];
}

static int types_of(const struct query *q, Oid out[PARAMS_MAX])
{
    size_t n = 0;

    require(q->in_len < PARAMS_MAX && q->text[DB_POSTGRES] != NULL);
    for (; n < q->in_len; n++)
        out[n] = oid_of(q->in[n].kind);
    if (q->binds_city)
        out[n++] = OID_TEXT;
    return (int)n;
}

static struct err prepared(struct conn *c, const struct query *q, char name[16])
{
    size_t slot = slot_of(c, q);
    Oid types[PARAMS_MAX];

    name_of(slot, name);
    if (c->slots[slot] == q)
        return ok();
    TRY(room(c));
    /* The slot may hold the remains of a preparation that an error undid. */
    if (PQsendPrepare(c->pg, name, q->text[DB_POSTGRES], types_of(q, types), types) != 1)
        return lost(c);
    c->slots[slot] = q;
    ask(c, q, true);
    return ok();
}

/* One statement's parameters in the form libpq takes them. */
struct params {
    struct cell cells[PARAMS_MAX];
    char ints[PARAMS_MAX][24];
    const char *values[PARAMS_MAX];
    int lengths[PARAMS_MAX], formats[PARAMS_MAX];
    int len;
};

static void param(struct params *p, const struct cell *cell)
{
    int n = p->len++;

    p->lengths[n] = (int)cell->len;
    p->formats[n] = cell->kind == CELL_BYTES || cell->kind == CELL_TEXT;
    p->values[n] = cell->kind == CELL_NULL ? NULL : cell->p;
    if (cell->kind == CELL_INT) {
        snprintf(p->ints[n], sizeof p->ints[n], "%lld", (long long)cell->n);
        p->values[n] = p->ints[n];
    }
}

static void params_of(const struct query *q, const void *in, const char *city,
                      struct params *out)
{
    out->len = 0;
    for (size_t i = 0; i < q->in_len; i++) {
        cell_load(&q->in[i], in, &out->cells[i]);
        param(out, &out->cells[i]);
    }
    if (q->binds_city) {
        struct cell cell = {.kind = CELL_TEXT, .p = city, .len = strlen(city)};

        param(out, &cell);
    }
}

static struct err send_statement(struct conn *c, const struct query *q, const void *in,
                                 const char *city)
{
    struct params p;
    char name[16];

    if (PQstatus(c->pg) == CONNECTION_BAD)
        return lost(c);
    TRY(prepared(c, q, name));
    TRY(room(c));
    params_of(q, in, city, &p);
    if (PQsendQueryPrepared(c->pg, name, p.len, p.values, p.lengths, p.formats, 1) != 1)
        return lost(c);
    ask(c, q, false);
    return ok();
}

static int64_t big_endian(const uint8_t *p, int len)
{
    uint64_t n = len > 0 && (p[0] & 0x80) ? UINT64_MAX : 0;

    for (int i = 0; i < len; i++)
        n = n << 8 | p[i];
    return (int64_t)n;
}

/* A sum of bigints comes as numeric: base-10000 digits, the weight of the first, a sign
 * (src/backend/utils/adt/numeric.c).  Ours are whole and fit. */
static int64_t numeric(const uint8_t *p, int len)
{
    int64_t digits = big_endian(p, 2), weight = big_endian(p + 2, 2), n = 0;

    for (int64_t i = 0; i <= weight; i++)
        n = n * 10000 +
            (i < digits && 8 + 2 * i < len ? big_endian(p + 8 + 2 * i, 2) : 0);
    return big_endian(p + 4, 2) == 0 ? n : -n;
}

static struct cell cell_from(const PGresult *r, int row, int col)
{
    const void *p = PQgetvalue(r, row, col);
    int len = PQgetlength(r, row, col);

    if (PQgetisnull(r, row, col))
        return (struct cell){.kind = CELL_NULL};
    switch (PQftype(r, col)) {
    case OID_BOOL:
    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
        return (struct cell){.kind = CELL_INT, .n = big_endian(p, len)};
    case OID_NUMERIC:
        return (struct cell){.kind = CELL_INT, .n = numeric(p, len)};
    case OID_TEXT:
    case OID_VARCHAR:
        return (struct cell){.kind = CELL_TEXT, .p = p, .len = (size_t)len};
    default:
        return (struct cell){.kind = CELL_BYTES, .p = p, .len = (size_t)len};
    }
}

static struct err take_row(const struct query *q, const PGresult *r, int row,
                           struct sink *sink)
{
    void *out = sink->place(sink);

    if (PQnfields(r) != (int)q->out_len)
        return failed(ERR_BROKEN, "db.columns");
    for (size_t i = 0; i < q->out_len; i++) {
        struct cell cell = cell_from(r, row, (int)i);
        struct err e = cell_store(&q->out[i], &cell, out, sink->arena);

        if (e.kind != OK) {
            store_complain("postgres: %s: column %zu: %s", q->name, i + 1, e.msg);
            return e;
        }
    }
    return sink->took(sink);
}

static struct err take_rows(const struct query *q, const PGresult *r, struct sink *sink)
{
    for (int row = 0; row < PQntuples(r); row++)
        TRY(take_row(q, r, row, sink));
    return ok();
}

static struct err rows(struct conn *c, const struct query *q, struct sink *sink)
{
    struct asked a = next(c);
    struct err e = ok();
    PGresult *r;

    if (q->shape == QUERY_EACH)
        PQsetSingleRowMode(c->pg);
    c->reading = true;
    while ((r = PQgetResult(c->pg)) != NULL) {
        if (PQresultStatus(r) != PGRES_SINGLE_TUPLE)
            judge(c, &a, r);
        if (e.kind == OK && c->failed.kind == OK)
            e = take_rows(q, r, sink);
        PQclear(r);
    }
    c->reading = false;
    return c->failed.kind != OK ? c->failed : e;
}

static struct err postgres_read(struct conn *c, const struct query *q, const void *in,
                                const char *city, struct sink *sink)
{
    TRY(send_statement(c, q, in, city));
    if (PQsendFlushRequest(c->pg) != 1 || PQflush(c->pg) < 0)
        return lost(c);
    TRY(drain(c, 1));
    return rows(c, q, sink);
}

static struct err postgres_exec(struct conn *c, const struct query *q, const void *in,
                                const char *city, int64_t *changed)
{
    TRY(send_statement(c, q, in, city));
    if (changed == NULL)
        return ok();
    if (PQsendFlushRequest(c->pg) != 1 || PQflush(c->pg) < 0)
        return lost(c);
    TRY(drain(c, 1));

    struct asked a = next(c);
    PGresult *r = PQgetResult(c->pg);
    if (r == NULL)
        return lost(c);
    judge(c, &a, r);
    *changed = strtoll(PQcmdTuples(r), NULL, 10);
    for (; r != NULL; r = PQgetResult(c->pg))
        PQclear(r);
    return c->failed;
}

static bool postgres_voided(struct conn *c)
{
    return c->voided || PQstatus(c->pg) == CONNECTION_BAD ||
           PQtransactionStatus(c->pg) == PQTRANS_IDLE;
}

static void postgres_rollback(struct conn *c)
{
    (void)!postgres_settle(c).kind;
    if (PQstatus(c->pg) != CONNECTION_BAD && PQtransactionStatus(c->pg) != PQTRANS_IDLE &&
        postgres_exec(c, &q_tx_rollback, NULL, "", NULL).kind == OK)
        (void)!postgres_settle(c).kind;
    c->voided = false;
    c->failed = ok();
}

/* What was queued is waited for first: an `expect 1` that found no row is no error of
 * the server's, and must be known before COMMIT. */
static struct err postgres_commit(struct conn *c, enum outcome *out)
{
    *out = COMMIT_NOT;
    struct err e = postgres_settle(c);
    if (e.kind == OK && PQtransactionStatus(c->pg) != PQTRANS_INTRANS)
        e = failed(ERR_BUSY, "db.void");
    if (e.kind != OK) {
        postgres_rollback(c);
        return e;
    }
    e = postgres_exec(c, &q_tx_commit, NULL, "", NULL);
    if (e.kind == OK)
        e = postgres_settle(c);
    if (PQstatus(c->pg) == CONNECTION_BAD)
        *out = COMMIT_UNKNOWN;
    else if (e.kind == OK)
        *out = COMMIT_DONE;
    else
        postgres_rollback(c);
    return e;
}

static struct err one_result(struct conn *c, const struct query *q, PGresult *r)
{
    bool good =
        PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
    struct err e = good ? ok() : fault(q, PQresultErrorField(r, PG_DIAG_SQLSTATE));

    if (!good && q == NULL)
        store_complain("postgres: %s", PQerrorMessage(c->pg));
    PQclear(r);
    return e;
}

static struct err postgres_script(struct conn *c, const char *sql)
{
    TRY(postgres_settle(c));
    if (PQexitPipelineMode(c->pg) != 1)
        return lost(c);
    struct err e = one_result(c, NULL, PQexec(c->pg, sql));
    return PQenterPipelineMode(c->pg) == 1 ? e : lost(c);
}

static struct err described(struct conn *c, const struct query *q)
{
    Oid types[PARAMS_MAX];
    int len = types_of(q, types);

    TRY(one_result(c, q, PQprepare(c->pg, "", q->text[DB_POSTGRES], len, types)));
    PGresult *r = PQdescribePrepared(c->pg, "");
    bool same = PQnparams(r) == len && PQnfields(r) == (int)q->out_len;
    TRY(one_result(c, q, r));
    return same ? ok() : failed(ERR_BROKEN, "db.columns");
}

static struct err postgres_check(struct conn *c, const struct query *q)
{
    if (q->text[DB_POSTGRES] == NULL)
        return ok();
    TRY(postgres_settle(c));
    if (PQexitPipelineMode(c->pg) != 1)
        return lost(c);
    struct err e = described(c, q);
    return PQenterPipelineMode(c->pg) == 1 ? e : lost(c);
}

static void postgres_close(struct conn *c)
{
    PQfinish(c->pg);
    free(c);
}

static bool postgres_usable(struct conn *c)
{
    return PQstatus(c->pg) == CONNECTION_OK;
}

static void silent(void *arg, const PGresult *r)
{
    (void)arg, (void)r;
}

static struct err set_up(struct conn *c, const char *url, bool writer)
{
    static const char common[] = "set client_min_messages = warning;"
                                 "set lock_timeout = '2s'; set statement_timeout = '60s'";

    c->pg = PQconnectdb(url);
    if (PQstatus(c->pg) != CONNECTION_OK) {
        store_complain("postgres: cannot connect");
        return failed(ERR_BUSY, "db.away");
    }
    PQsetNoticeReceiver(c->pg, silent, NULL);
    PQsetErrorVerbosity(c->pg, PQERRORS_TERSE); /* the detail would quote rows */
    TRY(one_result(c, NULL, PQexec(c->pg, common)));
    /* An acknowledged change is on disk, and on a synchronous standby where there is one.
     */
    if (writer)
        TRY(one_result(c, NULL, PQexec(c->pg, "set synchronous_commit = on")));
    return PQenterPipelineMode(c->pg) == 1 ? ok() : lost(c);
}

static struct err postgres_open(struct conn **out, const char *url, bool writer)
{
    struct conn *c = memory_new(sizeof *c);
    struct err e = set_up(c, url, writer);
    if (e.kind != OK) {
        postgres_close(c);
        return e;
    }
    *out = c;
    return ok();
}

const struct driver driver_postgres = {
    .kind = DB_POSTGRES,
    .writers = 4,
    .batch_max = 60,
    .city_batches = true,
    .readers_max = 8,
    .open = postgres_open,
    .close = postgres_close,
    .usable = postgres_usable,
    .exec = postgres_exec,
    .read = postgres_read,
    .settle = postgres_settle,
    .voided = postgres_voided,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .script = postgres_script,
    .check = postgres_check,
};
