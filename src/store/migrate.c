/* migrate.c -- see migrate.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

#include "store/driver.h"
#include "store/queries_common.h"

#include <string.h>

const char *const store_names[STORES] = {"registry", "enforcement", "care", "photos"};

/* What the store has must be what we would have given it, from the first on. */
static struct err compare(const struct q_migration_list_out *have, size_t len,
                          const struct migrations *to)
{
    if (len > to->len)
        return failed(ERR_BROKEN, "store.newer_than_program");
    for (size_t i = 0; i < len; i++) {
        if (have[i].no == to->of[i].no && strcmp(have[i].sha256, to->of[i].sha256) == 0)
            continue;
        store_complain("migration %s is not the one this store was made with",
                       to->of[i].name);
        return failed(ERR_BROKEN, "store.migration_differs");
    }
    return ok();
}

struct err migrate_look(struct db *db, const struct migrations *to)
{
    struct q_migration_made_out out = {0};
    struct q_migration_list_out *have;
    size_t len;

    TRY(db_one(db, &q_migration_made, NULL, &out, db->arena));
    if (out.made == 0)
        return failed(ERR_BROKEN, "store.missing");
    TRY(db_many(db, &q_migration_list, NULL, &have, &len, db->arena));
    return compare(have, len, to);
}

static struct err apply(struct db *db, const struct migration *m)
{
    struct q_migration_add_in in = {.no = m->no, .name = m->name, .sha256 = m->sha256};

    TRY(db->driver->script(db->conn, m->text[db->driver->kind]));
    return db_exec(db, &q_migration_add, &in);
}

/* One step in its own transaction: *more says whether there may be another. */
static struct err step(struct db *db, enum store_name store, const struct migrations *to,
                       bool *more)
{
    struct q_migration_list_out *have;
    size_t len;

    if (db->driver->city_batches) {
        struct q_migration_lock_in in = {.store = (int64_t)store};
        struct q_migration_lock_out out;

        TRY(db_one(db, &q_migration_lock, &in, &out, db->arena));
    }
    TRY(db_exec(db, &q_migration_table, NULL));
    TRY(db_many(db, &q_migration_list, NULL, &have, &len, db->arena));
    TRY(compare(have, len, to));
    *more = len < to->len;
    return *more ? apply(db, &to->of[len]) : ok();
}

struct err migrate(const struct driver *driver, struct conn *conn, enum store_name store,
                   const struct migrations *to)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct trail trail = {0};
    bool more = true;

    while (more) {
        struct db db = {
            .driver = driver, .conn = conn, .city = "", .trail = &trail, .arena = &arena};
        enum outcome outcome;

        TRY(driver->exec(conn, &q_tx_write, NULL, "", NULL));
        struct err e = step(&db, store, to, &more);
        if (e.kind == OK)
            e = driver->commit(conn, &outcome);
        else
            driver->rollback(conn);
        TRY(e);
    }
    return ok();
}
