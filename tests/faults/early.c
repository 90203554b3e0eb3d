/* early.c -- a planted fault: the SQLite driver, acknowledging before it commits when
 * PLANTED is set.  Nine batches of ten stay in an open transaction, which a kill throws
 * away.  Built with -DDEAF it commits each, but does not hear that one failed.
 * SPDX-License-Identifier: Apache-2.0 */
#define driver_sqlite honest
#include "../../src/store/db_sqlite.c"
#undef driver_sqlite

extern const struct driver driver_sqlite;

static struct err exec_early(struct conn *c, const struct query *q, const void *in,
                             const char *city, int64_t *changed)
{
    bool open = q == &q_tx_write && !sqlite3_get_autocommit(c->handle);

    return open ? ok() : honest.exec(c, q, in, city, changed);
}

__attribute__((unused)) static struct err commit_early(struct conn *c, enum outcome *out)
{
    static int commits;

    if (getenv("PLANTED") == NULL || ++commits % 10 == 0)
        return honest.commit(c, out);
    *out = COMMIT_DONE;
    return ok();
}

__attribute__((unused)) static struct err commit_deaf(struct conn *c, enum outcome *out)
{
    struct err e = honest.commit(c, out);

    *out = COMMIT_DONE;
    return e.kind == OK ? e : ok();
}

const struct driver driver_sqlite = {
    .kind = DB_SQLITE,
    .writers = 1,
    .batch_max = 512,
    .readers_max = 64,
    .open = sqlite_open,
    .close = sqlite_close,
    .usable = sqlite_usable,
    .exec = exec_early,
    .read = sqlite_read,
    .settle = sqlite_settle,
    .voided = sqlite_voided,
#ifdef DEAF
    .commit = commit_deaf,
#else
    .commit = commit_early,
#endif
    .rollback = sqlite_rollback,
    .script = sqlite_script,
    .check = sqlite_check,
};
