/* copy.c -- see copy.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/copy.h"

#include "base/clock.h"
#include "base/crypto.h"
#include "store/driver.h"
#include "store/queries_care.h"
#include "store/queries_common.h"
#include "store/queries_enforcement.h"
#include "store/queries_photos.h"
#include "store/queries_registry.h"

#include <string.h>

struct err store_copy(const char *url, const char *path)
{
    const char *where;
    const struct driver *driver = store_driver(url, &where);
    struct q_store_copy_in in = {.path = path};
    struct conn *conn = NULL;

    if (driver == NULL || q_store_copy.text[driver->kind] == NULL)
        return failed(ERR_INVALID, "store.copy_elsewhere");
    TRY(driver->open(&conn, where, true));
    struct err e = driver->exec(conn, &q_store_copy, &in, "", NULL);
    driver->close(conn);
    return e;
}

/* All four have one shape. */
static const struct query *const counts[STORES] = {
    [STORE_REGISTRY] = &q_registry_counts,
    [STORE_ENFORCEMENT] = &q_enforcement_counts,
    [STORE_CARE] = &q_care_counts,
    [STORE_PHOTOS] = &q_photos_counts,
};

static struct err count(struct db *db, enum store_name name, struct arena *a,
                        struct store_proof *out)
{
    struct q_photos_counts_out *rows;

    TRY(db_many(db, counts[name], NULL, (void *)&rows, &out->counts_len, a));
    require(out->counts_len <= STORE_COUNTS);
    for (size_t i = 0; i < out->counts_len; i++)
        out->counts[i] = (struct store_count){rows[i].name, rows[i].n};
    return ok();
}

static struct err look(struct db *db, enum store_name name, struct arena *a,
                       struct store_proof *out)
{
    struct q_store_sound_out *rows;
    size_t len;

    TRY(db_many(db, &q_store_sound, NULL, (void *)&rows, &len, a));
    if (len == 0 || strcmp(rows[0].verdict, "ok") != 0)
        out->unsound = len == 0 ? "" : rows[0].verdict;
    return count(db, name, a, out);
}

struct err store_prove(struct store *store, enum store_name name, const char *city,
                       struct arena *a, struct store_proof *out)
{
    struct db *db CLEANUP(store_read_end) = NULL;

    *out = (struct store_proof){0};
    TRY(store_read_begin(store, city, &db));
    TRY(look(db, name, a, out));
    return audit_verify(store, city, &out->audit);
}

static struct err set_epoch(struct db *db, struct arena *a, void *ctx)
{
    struct q_head_epoch_set_in in = {.epoch = id_mint(clock_ms())};
    struct q_head_get_out head;
    struct err e = db_one(db, &q_head_get, NULL, &head, a);

    (void)ctx;
    if (e.kind == ERR_NOT_FOUND) /* nothing was ever written: no phone knows of it */
        return ok();
    TRY(e);
    return db_exec(db, &q_head_epoch_set, &in);
}

struct err store_new_epoch(struct store *store, const char *city)
{
    struct job job = {.city = city, .act = set_epoch};
    struct err e = store_run(store, &job);

    arena_free(&job.arena);
    return e;
}
