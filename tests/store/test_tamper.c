/* test_tamper.c -- at random: whoever edits, removes, reorders, adds, cuts off or makes
 * anew what stands in the audit chain is found out by the chain and its anchors.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "app/anchor.h"
#include "app/rounds.h"
#include "core/str.h"
#include "store/driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROWS = 24, QUICK = 400, QUICK_POSTGRES = 60, LONG = 10000 };

static struct err view(struct db *db, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    db_audit(db, &(struct audit){"user:1", "case.view", "casefile:1", "codes"});
    return ok();
}

static void grow(struct world *w, int rows)
{
    for (int i = 0; i < rows; i++)
        assert_ok(world_change(w, STORE_CARE, view, NULL));
}

/* Somebody with the database's password. */
struct intruder {
    struct world *w;
    const struct driver *driver;
    struct conn *conn;
    struct audit_anchor anchor; /* of the chain before it came */
    uint32_t seed;
};

static void sql(struct intruder *t, const char *script)
{
    assert_ok(t->driver->script(t->conn, script));
}

static struct intruder intruder_new(struct world *w)
{
    struct intruder t = {.w = w, .seed = 20261127};
    const char *url;

    grow(w, ROWS);
    url = w->url[STORE_CARE] + (w->engine == DB_SQLITE ? strlen("sqlite:") : 0);
    t.driver = w->engine == DB_SQLITE ? &driver_sqlite : &driver_postgres;
    assert_ok(t.driver->open(&t.conn, url, true));
    assert_ok(audit_head(world_store(w, STORE_CARE), WORLD_CITY, &t.anchor));
    assert_int_equal(t.anchor.no, ROWS);
    sql(&t, "create table audit_kept as select * from audit");
    return t;
}

static void put_back(struct intruder *t)
{
    sql(t, "delete from audit; insert into audit select * from audit_kept;"
           "update head set audit_no = (select max(no) from audit),"
           " audit_sha = (select sha from audit order by no desc limit 1)");
}

/* 1 to n. */
static int any(struct intruder *t, int n)
{
    t->seed = t->seed * 1664525u + 1013904223u;
    return (int)((t->seed >> 8) % (uint32_t)n) + 1;
}

enum wrong { EDITED, REMOVED, SWAPPED, ADDED, HASHED, CUT, FORKED, WRONGS };

static void edit(struct intruder *t, int row)
{
    static const char *const edits[] = {
        "actor = actor || 'x'", "act = act || 'x'",       "subject = subject || 'x'",
        "at = at + 1",          "detail = 'other codes'", "city = city || 'x'",
    };
    char s[200];

    snprintf(s, sizeof s, "update audit set %s where no = %d", edits[any(t, 6) - 1], row);
    sql(t, s);
}

static void swap(struct intruder *t, int row)
{
    char s[300];
    int other = row % ROWS + 1;

    /* alike rows but for their hashes: these go with them */
    snprintf(s, sizeof s,
             "update audit set no = 0 where no = %d; update audit set no = %d where "
             "no = %d; update audit set no = %d where no = 0",
             row, row, other, other);
    sql(t, s);
}

/* With a head that fits: sound in itself. */
static void cut(struct intruder *t, int row)
{
    char s[300];

    row = row < 2 ? 2 : row;
    snprintf(s, sizeof s,
             "delete from audit where no >= %d; update head set audit_no = %d, audit_sha "
             "= (select sha from audit where no = %d)",
             row, row - 1, row - 1);
    sql(t, s);
}

static void tamper(struct intruder *t, enum wrong how)
{
    int row = any(t, ROWS);
    char s[300];

    switch (how) {
    case EDITED:
        edit(t, row);
        break;
    case REMOVED:
        snprintf(s, sizeof s, "delete from audit where no = %d", row);
        sql(t, s);
        break;
    case SWAPPED:
        swap(t, row);
        break;
    case ADDED:
        snprintf(s, sizeof s,
                 "insert into audit (city, no, at, actor, act, subject, detail, sha) "
                 "select city, %d, at, actor, act, subject, detail, sha from audit "
                 "where no = %d",
                 ROWS + 1, row);
        sql(t, s);
        break;
    case HASHED:
        snprintf(s, sizeof s,
                 "update audit set sha = (select sha from audit where no = %d) where "
                 "no = %d",
                 row % ROWS + 1, row);
        sql(t, s);
        break;
    case CUT:
        cut(t, row);
        break;
    default: /* cut off, and written anew by the program itself */
        cut(t, row);
        grow(t->w, any(t, 2 * ROWS));
    }
}

static bool found(struct intruder *t, size_t anchors)
{
    struct audit_check is;

    assert_ok(audit_verify_anchored(world_store(t->w, STORE_CARE), WORLD_CITY, &t->anchor,
                                    anchors, &is));
    return is.broken != 0;
}

static int rounds_of(const struct world *w)
{
    if (getenv("DOORSTEP_LONG") != NULL)
        return LONG;
    return w->engine == DB_SQLITE ? QUICK : QUICK_POSTGRES;
}

static void whatever_is_done_to_the_chain_is_found(void **state)
{
    struct intruder t = intruder_new(*state);
    int missed[WRONGS] = {0};

    assert_false(found(&t, 1));
    for (int i = 0; i < rounds_of(*state); i++) {
        tamper(&t, (enum wrong)(i % WRONGS));
        missed[i % WRONGS] += !found(&t, 1);
        put_back(&t);
        if (i % 50 == 0)
            assert_false(found(&t, 1)); /* it was put back */
    }
    for (int i = 0; i < WRONGS; i++)
        assert_int_equal(missed[i], 0);
    t.driver->close(t.conn);
}

/* Why there are anchors: both are sound in themselves. */
static void without_an_anchor_a_chain_cut_off_or_made_anew_is_not_found(void **state)
{
    struct intruder t = intruder_new(*state);

    tamper(&t, CUT);
    assert_false(found(&t, 0));
    put_back(&t);
    tamper(&t, FORKED);
    assert_false(found(&t, 0));
    t.driver->close(t.conn);
}

/* ---- the file ---- */

struct desk {
    struct keys keys;
    struct arena *arena;
    char folder[64], path[128];
    struct stores stores;
    struct rounds_config config;
};

static struct desk desk_new(struct world *w)
{
    struct desk d = {.arena = &w->arena};

    snprintf(d.folder, sizeof d.folder, "/tmp/doorstep-anchor-XXXXXX");
    assert_non_null(mkdtemp(d.folder));
    snprintf(d.path, sizeof d.path, "%s/heads", d.folder);
    assert_ok(p256_make(&d.keys.receipt));
    for (int i = 0; i < STORES; i++)
        d.stores.of[i] = world_store(w, (enum store_name)i);
    return d;
}

static void desk_end(struct desk *d)
{
    p256_free(&d->keys.receipt);
    unlink(d->path);
    rmdir(d->folder);
}

static void tick(struct desk *d, int64_t now)
{
    struct rounds_config c = {
        .stores = &d->stores, .city = WORLD_CITY, .keys = &d->keys, .anchor = d->path};

    assert_ok(round_run(&c, round_named("anchor"), now));
}

static const char *text_of(struct desk *d)
{
    FILE *f = fopen(d->path, "r");
    char *s = arena_alloc(d->arena, 65536);

    assert_non_null(f);
    s[fread(s, 1, 65535, f)] = '\0';
    fclose(f);
    return s;
}

static int64_t now_ms(const struct desk *d)
{
    struct stat st;

    return stat(d->path, &st) == 0 ? (int64_t)st.st_mtim.tv_sec * 1000 : 0;
}

static void heads_are_signed_every_five_minutes_where_a_chain_grew(void **state)
{
    struct world *w = *state;
    struct desk d = desk_new(w);
    struct anchors read;

    grow(w, 2);
    tick(&d, 0);
    grow(w, 1);
    tick(&d, now_ms(&d) + 4 * 60000); /* too soon */
    tick(&d, now_ms(&d) + 5 * 60000);
    tick(&d, now_ms(&d) + 10 * 60000); /* nothing is new */
    read = anchors_read(d.arena, &d.keys.receipt, WORLD_CITY, text_of(&d));
    assert_int_equal(read.wrong, 0);
    assert_int_equal(read.len[STORE_CARE], 2);
    assert_int_equal(read.of[STORE_CARE][0].no, 2);
    assert_int_equal(read.of[STORE_CARE][1].no, 3);
    desk_end(&d);
}

static void a_line_that_was_not_signed_so_is_named(void **state)
{
    struct desk d = desk_new(*state);
    struct p256 other = {0};
    char *text;

    grow(*state, 1);
    tick(&d, 0);
    text = (char *)text_of(&d);
    assert_ok(p256_make(&other));
    assert_int_equal(anchors_read(d.arena, &other, WORLD_CITY, text).wrong, 1);
    char *no = strstr(text, " care 1 ");
    assert_non_null(no);
    no[6] = '2';
    assert_int_not_equal(anchors_read(d.arena, &d.keys.receipt, WORLD_CITY, text).wrong,
                         0);
    p256_free(&other);
    desk_end(&d);
}

static void another_citys_lines_are_not_ours(void **state)
{
    struct desk d = desk_new(*state);

    grow(*state, 1);
    tick(&d, 0);
    assert_int_equal(
        anchors_read(d.arena, &d.keys.receipt, "elsewhere", text_of(&d)).len[STORE_CARE],
        0);
    desk_end(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_done_to_the_chain_is_found),
        cmocka_unit_test(without_an_anchor_a_chain_cut_off_or_made_anew_is_not_found),
        cmocka_unit_test(heads_are_signed_every_five_minutes_where_a_chain_grew),
        cmocka_unit_test(a_line_that_was_not_signed_so_is_named),
        cmocka_unit_test(another_citys_lines_are_not_ours),
    };

    return world_run("tamper", tests, COUNT(tests));
}
