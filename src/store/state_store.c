/* state_store.c -- see state_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/state_store.h"

#include "store/migrate.h"
#include "store/queries_common.h"

static struct err newest_audit(struct db *db, struct arena *a, struct store_state *out)
{
    struct q_audit_newest_out row;
    struct err e = db_one(db, &q_audit_newest, NULL, &row, a);

    out->audited_at = e.kind == OK ? row.at : 0;
    out->audited_latest = e.kind == OK ? row.latest : 0;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

struct err store_state(struct db *db, enum store_name name, struct arena *a,
                       struct store_state *out)
{
    const struct migrations *ours = &migrations[name];
    struct q_engine_version_out engine;
    struct q_migration_list_out *theirs;
    size_t len;

    TRY(db_one(db, &q_engine_version, NULL, &engine, a));
    TRY(db_many(db, &q_migration_list, NULL, &theirs, &len, a));
    TRY(newest_audit(db, a, out));
    out->engine = engine.version;
    out->schema = len > 0 ? theirs[len - 1].no : 0;
    out->expected = ours->of[ours->len - 1].no;
    return ok();
}
