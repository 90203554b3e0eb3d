/* outbox_store.c -- see outbox_store.h; the SQL is in sql/common/outbox.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/outbox_store.h"

#include "store/queries_common.h"

struct err outbox_add(struct db *db, const struct mail *m)
{
    struct q_outbox_add_in in = {
        .id = m->id,
        .event = m->event,
        .recipient = m->recipient,
        .template = m->template,
        .lang = m->lang,
        .args = m->args,
        .now = m->created_at,
    };

    return db_exec(db, &q_outbox_add, &in);
}

struct err outbox_lease(struct db *db, int64_t now, struct arena *a, struct mail **out,
                        size_t *len)
{
    struct q_outbox_due_in in = {
        .now = now, .beyond = now + OUTBOX_LATER_MAX_MS, .most = OUTBOX_BATCH};
    struct q_outbox_due_out *rows;

    TRY(db_many(db, &q_outbox_due, &in, (void *)&rows, len, a));
    *out = arena_array(a, struct mail, *len + 1);
    for (size_t i = 0; i < *len; i++) {
        struct q_outbox_lease_in lease = {.id = rows[i].id,
                                          .until = now + OUTBOX_LEASE_MS};

        (*out)[i] = (struct mail){
            .id = rows[i].id,
            .event = rows[i].event,
            .recipient = rows[i].recipient,
            .template = rows[i].template,
            .lang = rows[i].lang,
            .args = rows[i].args,
            .created_at = rows[i].created_at,
            .tries = rows[i].tries + 1,
        };
        TRY(db_exec(db, &q_outbox_lease, &lease));
    }
    return ok();
}

struct err outbox_is_due(struct db *db, int64_t now, bool *out)
{
    struct q_outbox_due_count_in in = {.now = now, .beyond = now + OUTBOX_LATER_MAX_MS};
    struct q_outbox_due_count_out row;
    struct arena a = {0};
    struct err e = db_one(db, &q_outbox_due_count, &in, &row, &a);

    arena_free(&a);
    TRY(e);
    *out = row.due > 0;
    return ok();
}

struct err outbox_leases(struct db *db, struct arena *a, struct outbox_lease **out,
                         size_t *len)
{
    struct q_outbox_leased_in in = {.most = OUTBOX_BATCH};
    struct q_outbox_leased_out *rows;

    TRY(db_many(db, &q_outbox_leased, &in, (void *)&rows, len, a));
    *out = arena_array(a, struct outbox_lease, *len + 1);
    for (size_t i = 0; i < *len; i++)
        (*out)[i] = (struct outbox_lease){rows[i].id, rows[i].tries};
    return ok();
}

struct err outbox_free(struct db *db, const struct outbox_lease *lease)
{
    struct q_outbox_free_in in = {.id = lease->id, .tries = lease->tries};

    return db_exec(db, &q_outbox_free, &in);
}

struct err outbox_sent(struct db *db, struct mail_id id, int64_t at)
{
    struct q_outbox_sent_in in = {.id = id, .at = at};

    return db_exec(db, &q_outbox_sent, &in);
}

struct err outbox_later(struct db *db, struct mail_id id, int64_t due_at,
                        const char *fault)
{
    struct q_outbox_later_in in = {.id = id, .due_at = due_at, .fault = fault};

    return db_exec(db, &q_outbox_later, &in);
}

struct err outbox_redate(struct db *db, int64_t now)
{
    struct q_outbox_redate_in in = {.now = now};

    return db_exec(db, &q_outbox_redate, &in);
}

struct err outbox_waiting(struct db *db, struct arena *a, struct outbox_waiting *out)
{
    struct q_outbox_waiting_out row;

    TRY(db_one(db, &q_outbox_waiting, NULL, &row, a));
    *out = (struct outbox_waiting){
        .waiting = row.waiting, .oldest = row.oldest, .fault = row.fault};
    return ok();
}

struct err outbox_last(struct db *db, int64_t *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct q_outbox_last_out row;

    TRY(db_one(db, &q_outbox_last, NULL, &row, &a));
    *out = row.sent_at;
    return ok();
}
