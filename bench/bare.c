/* bare.c -- see bare.h.  The statements are sync's own; the values are bound by hand.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"

#include "base/clock.h"
#include "phones.h"
#include "store/queries_common.h"
#include "store/queries_enforcement.h"

#include <sqlite3.h>
#include <stdio.h>

struct bare {
    sqlite3 *db;
    sqlite3_stmt *op, *visit, *finding, *card, *sign, *count, *audit, *change;
    const char *city;
    int64_t no;
};

static sqlite3_stmt *prepare(sqlite3 *db, const struct query *q)
{
    sqlite3_stmt *s = NULL;

    require(sqlite3_prepare_v3(db, q->text[DB_SQLITE], -1, SQLITE_PREPARE_PERSISTENT, &s,
                               NULL) == SQLITE_OK);
    return s;
}

/* A made-up value of each column's kind; ids are those given, in turn. */
static void run(struct bare *b, sqlite3_stmt *s, const struct query *q,
                const struct id *ids)
{
    int at = 1;

    for (size_t i = 0; i < q->in_len; i++, at++) {
        switch (q->in[i].kind) {
        case COL_ID:
            sqlite3_bind_blob(s, at, ids->b, 16, SQLITE_TRANSIENT);
            ids++;
            break;
        case COL_BYTES:
            sqlite3_bind_blob(s, at, "01234567890123456789012345678901", 32,
                              SQLITE_STATIC);
            break;
        case COL_INT:
            sqlite3_bind_int64(s, at, i == 0 ? ++b->no : 1);
            break;
        case COL_INSTANT:
            sqlite3_bind_int64(s, at, 1795500000000);
            break;
        case COL_DAY:
            sqlite3_bind_text(s, at, "2026-11-24", -1, SQLITE_STATIC);
            break;
        case COL_TEXT:
            sqlite3_bind_text(s, at, "applied", -1, SQLITE_STATIC);
            break;
        }
    }
    sqlite3_bind_text(s, at, b->city, -1, SQLITE_STATIC);
    int rc = sqlite3_step(s);
    if (rc != SQLITE_DONE)
        fprintf(stderr, "%s: %s\n", q->name, sqlite3_errmsg(b->db));
    require(rc == SQLITE_DONE);
    sqlite3_reset(s);
}

static void tell(struct bare *b, struct id visit)
{
    struct id ids[2] = {visit, visit};

    run(b, b->audit, &q_audit_add, ids);
    run(b, b->change, &q_change_add, ids);
}

static void ledger(struct bare *b, int64_t n, struct id visit)
{
    struct id ids[3] = {bench_id('O', n), bench_id('u', 0), bench_id('d', 0)};

    run(b, b->op, &q_op_add, ids);
    tell(b, visit);
}

static void write_visit(struct bare *b, int64_t n)
{
    struct id visit = bench_id('V', n), property = bench_id('p', n % PROPERTIES);
    struct id ids[3] = {visit, property, bench_id('u', 0)};

    sqlite3_bind_text(b->visit, 4, "complaint", -1, SQLITE_STATIC);
    run(b, b->visit, &q_visit_new, ids);
    ledger(b, n * 16, visit);
    for (int i = 0; i < VISIT_OPS - 3; i++) {
        struct id finding[3] = {bench_id('F', n * 16 + i), visit, property};

        run(b, b->finding, &q_visit_finding_new, finding);
        run(b, b->change, &q_change_add, (struct id[]){property, visit});
        ledger(b, n * 16 + 1 + i, visit);
    }
    run(b, b->card, &q_visit_card, &visit);
    ledger(b, n * 16 + 6, visit);
    run(b, b->sign, &q_visit_sign, &visit);
    run(b, b->count, &q_visit_count, &visit);
    ledger(b, n * 16 + 7, visit);
}

static void say(sqlite3 *db, const char *words)
{
    require(sqlite3_exec(db, words, NULL, NULL, NULL) == SQLITE_OK);
}

double bare_run(const char *path, const char *city, int64_t visits, int together)
{
    struct bare b = {.city = city, .no = 1000000000};

    require(sqlite3_open(path, &b.db) == SQLITE_OK);
    say(b.db, "pragma journal_mode = wal; pragma synchronous = full;"
              "pragma cache_size = -65536; pragma ignore_check_constraints = on");
    b.op = prepare(b.db, &q_op_add);
    b.visit = prepare(b.db, &q_visit_new);
    b.finding = prepare(b.db, &q_visit_finding_new);
    b.card = prepare(b.db, &q_visit_card);
    b.sign = prepare(b.db, &q_visit_sign);
    b.count = prepare(b.db, &q_visit_count);
    b.audit = prepare(b.db, &q_audit_add);
    b.change = prepare(b.db, &q_change_add);
    int64_t from = clock_steady_us();
    for (int64_t n = 0; n < visits; n++) {
        if (n % together == 0)
            say(b.db, "begin immediate");
        write_visit(&b, n);
        if (n % together == together - 1 || n == visits - 1)
            say(b.db, "commit");
    }
    double seconds = (double)(clock_steady_us() - from) / 1e6;
    sqlite3_stmt *all[] = {b.op,   b.visit, b.finding, b.card,
                           b.sign, b.count, b.audit,   b.change};
    for (size_t i = 0; i < COUNT(all); i++)
        sqlite3_finalize(all[i]);
    sqlite3_close(b.db);
    return (double)(visits * VISIT_OPS) / seconds;
}
