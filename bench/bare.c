/* bare.c -- see bare.h.  The statements are sync's own; the values are bound by hand.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"

#include "base/clock.h"
#include "phones.h"
#include "store/queries_common.h"
#include "store/queries_enforcement.h"

#include <sqlite3.h>
#include <stdio.h>
#include <sys/resource.h>

struct bare {
    sqlite3 *db;
    sqlite3_stmt *op, *visit, *finding, *card, *sign, *count, *audit, *change;
    const char *city;
    int together; /* visits a COMMIT, and inspectors */
    int64_t no;
};

static sqlite3_stmt *prepare(sqlite3 *db, const struct query *q)
{
    sqlite3_stmt *s = NULL;

    require(sqlite3_prepare_v3(db, q->text[DB_SQLITE], -1, SQLITE_PREPARE_PERSISTENT, &s,
                               NULL) == SQLITE_OK);
    return s;
}

/* What a statement is given; other columns have a value of their kind. */
struct given {
    const struct id *ids;
    const char *const *texts; /* NULL in it: no value */
};

static void bind(struct bare *b, sqlite3_stmt *s, int at, struct given *g,
                 enum column_kind kind)
{
    switch (kind) {
    case COL_ID:
        sqlite3_bind_blob(s, at, g->ids++->b, 16, SQLITE_TRANSIENT);
        break;
    case COL_BYTES:
        sqlite3_bind_blob(s, at, "01234567890123456789012345678901", 32, SQLITE_STATIC);
        break;
    case COL_INT:
        sqlite3_bind_int64(s, at, at == 1 ? ++b->no : 1);
        break;
    case COL_INSTANT:
        sqlite3_bind_int64(s, at, 1795500000000);
        break;
    case COL_DAY:
        sqlite3_bind_text(s, at, "2026-11-24", -1, SQLITE_STATIC);
        break;
    case COL_TEXT:
        sqlite3_bind_text(s, at, *g->texts++, -1, SQLITE_STATIC);
        break;
    }
}

static void run(struct bare *b, sqlite3_stmt *s, const struct query *q, struct given g)
{
    for (size_t i = 0; i < q->in_len; i++)
        bind(b, s, (int)i + 1, &g, q->in[i].kind);
    sqlite3_bind_text(s, (int)q->in_len + 1, b->city, -1, SQLITE_STATIC);
    int rc = sqlite3_step(s);
    if (rc != SQLITE_DONE)
        fprintf(stderr, "%s: %s\n", q->name, sqlite3_errmsg(b->db));
    require(rc == SQLITE_DONE);
    sqlite3_reset(s);
}
#define IDS(...) ((const struct id[]){__VA_ARGS__})
#define TEXTS(...) ((const char *const[]){__VA_ARGS__})

static void ledger(struct bare *b, int64_t n, const char *act)
{
    const struct id *ids = IDS(bench_id('O', n), bench_id('u', 0), bench_id('d', 0));

    run(b, b->op, &q_op_add, (struct given){ids, TEXTS("applied", NULL)});
    run(b, b->audit, &q_audit_add,
        (struct given){NULL,
                       TEXTS("user:018f0000-0000-7075-8000-000000000001", act,
                             "inspection:018f0000-0000-7076-8000-000000000001", NULL)});
}

static void write_finding(struct bare *b, int64_t n, struct id visit, struct id property)
{
    static const char *const texts[] = {
        "2",
        "410.180",
        "105-cmr-410:2023-05-12",
        "kitchen",
        "The tap at the kitchen sink gives no hot water at all.",
        "owner"};

    run(b, b->finding, &q_visit_finding_new,
        (struct given){IDS(bench_id('F', n), visit, property), texts});
    ledger(b, n, "finding.add");
}

static void write_visit(struct bare *b, int64_t n)
{
    struct id visit = bench_id('V', n), property = bench_id('p', n % PROPERTIES);
    const struct id *own = IDS(visit);

    run(b, b->visit, &q_visit_new,
        (struct given){IDS(visit, property, bench_id('u', n % b->together)),
                       TEXTS("2", "complaint", "occupied", "occupant")});
    ledger(b, n * 16, "inspection.start");
    for (int i = 0; i < VISIT_OPS - 3; i++)
        write_finding(b, n * 16 + 1 + i, visit, property);
    run(b, b->card, &q_visit_card, (struct given){own, TEXTS("yes", NULL)});
    ledger(b, n * 16 + 6, "card.set");
    run(b, b->sign, &q_visit_sign,
        (struct given){own,
                       TEXTS("A Person", "The owner must repair what is named below.")});
    run(b, b->count, &q_visit_count, (struct given){own, TEXTS("2026-11")});
    ledger(b, n * 16 + 7, "inspection.sign");
    run(b, b->change, &q_change_add,
        (struct given){IDS(visit, bench_id('u', n % b->together)), TEXTS("inspection")});
}

static void say(sqlite3 *db, const char *words)
{
    require(sqlite3_exec(db, words, NULL, NULL, NULL) == SQLITE_OK);
}

struct bare_outcome bare_run(const char *path, const char *city, int64_t visits,
                             int together)
{
    struct bare b = {.city = city, .together = together, .no = 1000000000};

    require(sqlite3_open(path, &b.db) == SQLITE_OK);
    say(b.db, "pragma journal_mode = wal; pragma synchronous = full;"
              "pragma cache_size = -65536");
    b.op = prepare(b.db, &q_op_add);
    b.visit = prepare(b.db, &q_visit_new);
    b.finding = prepare(b.db, &q_visit_finding_new);
    b.card = prepare(b.db, &q_visit_card);
    b.sign = prepare(b.db, &q_visit_sign);
    b.count = prepare(b.db, &q_visit_count);
    b.audit = prepare(b.db, &q_audit_add);
    b.change = prepare(b.db, &q_change_add);
    double cpu = cpu_us(RUSAGE_THREAD);
    int64_t from = clock_steady_us();
    for (int64_t n = 0; n < visits; n++) {
        if (n % together == 0)
            say(b.db, "begin immediate");
        write_visit(&b, n);
        if (n % together == together - 1 || n == visits - 1)
            say(b.db, "commit");
    }
    double seconds = (double)(clock_steady_us() - from) / 1e6;
    cpu = (cpu_us(RUSAGE_THREAD) - cpu) / (double)visits;
    sqlite3_stmt *all[] = {b.op,   b.visit, b.finding, b.card,
                           b.sign, b.count, b.audit,   b.change};
    for (size_t i = 0; i < COUNT(all); i++)
        sqlite3_finalize(all[i]);
    sqlite3_close(b.db);
    return (struct bare_outcome){(double)(visits * VISIT_OPS) / seconds, cpu};
}
