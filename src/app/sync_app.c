/* sync_app.c -- see sync_app.h: the ledger, what waits, and the order of things.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/sync_batch.h"

#include "core/str.h"

#include <string.h>

/* Rounds of "what waited for this?": each applies at least one op, or it ends. */
#define ROUNDS_MAX 64

static struct taken taken_now(const struct session *s, const struct sync_request *rq,
                              const struct sync_op *op)
{
    return (struct taken){.op = op,
                          .author = s->actor.user,
                          .device = rq->device,
                          .received_at = s->now,
                          .offset_ms = s->now - rq->now};
}

static bool first_missing(const struct batch *b, const struct sync_op *op, struct id *out)
{
    for (size_t i = 0; i < op->after_len; i++)
        if (!batch_satisfied(b, op->after[i])) {
            *out = id_of(op->after[i]);
            return true;
        }
    return false;
}

/* What is settled before anyone looks at the kind of op. */
static struct verdict settle(const struct batch *b, const struct taken *t)
{
    const struct sync_op *op = t->op;
    const struct known *mends = batch_known(b, op->mends);
    struct id missing = {{0}};

    if (op->faults.len > 0)
        return REFUSED("errors.form");
    if (idlist_has(&b->mended, id_of(op->id)))
        return PARKED("op.mended", missing);
    if (b->s->disabled)
        return PARKED("op.author_disabled", missing);
    if (mends != NULL && mends->status == SYNC_APPLIED)
        return REFUSED("op.not_parked");
    if (first_missing(b, op, &missing))
        return PARKED("op.waits", missing);
    return APPLIED;
}

static struct err park(struct batch *b, const struct taken *t, const struct verdict *v)
{
    bool mended = idlist_has(&b->mended, id_of(t->op->id));

    audit_op(b->db, b->s->arena, t, "op.park",
             subject_of(b->s->arena, "op", id_of(t->op->id)));
    return db_exec(b->db, &q_op_park,
                   &(struct q_op_park_in){.id = t->op->id,
                                          .author = t->author,
                                          .device = t->device,
                                          .received_at = t->received_at,
                                          .offset_ms = t->offset_ms,
                                          .reason = v->msg,
                                          .waits_for = v->waits_for,
                                          .body = t->op->body,
                                          .resolved_at = mended ? t->received_at : 0});
}

/* An op that acted: what it mends never will, and others may have waited for it. */
static struct err acted(struct batch *b, const struct taken *t)
{
    struct arena *a = b->s->arena;

    idlist_add(a, &b->satisfied, id_of(t->op->id));
    if (!id_is_set(id_of(t->op->mends)))
        return ok();
    idlist_add(a, &b->satisfied, id_of(t->op->mends));
    idlist_add(a, &b->mended, id_of(t->op->mends));
    TRY(db_exec(b->db, &q_op_mend,
                &(struct q_op_mend_in){.id = t->op->mends, .by_op = t->op->id}));
    return db_exec(
        b->db, &q_op_resolve,
        &(struct q_op_resolve_in){.id = t->op->mends, .resolved_at = b->s->now});
}

/* Parked once, and acted since: its phone need not keep it any longer. */
static struct sync_result once_more(const struct batch *b, const struct known *k,
                                    const struct sync_op *op)
{
    struct sync_result r = repeated(k, op);

    if (r.status == SYNC_PARKED && batch_satisfied(b, op->id) &&
        !idlist_has(&b->mended, id_of(op->id))) {
        r.status = SYNC_APPLIED;
        r.msg = NULL;
    }
    return r;
}

static struct err take(struct batch *b, const struct taken *t, struct sync_result *out)
{
    const struct known *k = batch_known(b, t->op->id);
    struct verdict v = settle(b, t);

    if (k != NULL) {
        *out = once_more(b, k, t->op);
        return ok();
    }
    if (v.status == SYNC_APPLIED)
        TRY(inspection_take(b, t, &v));
    if (v.status == SYNC_PARKED)
        TRY(park(b, t, &v));
    if (v.status == SYNC_APPLIED)
        TRY(acted(b, t));
    if (v.status != SYNC_REFUSED) {
        TRY(ledger_add(b->db, t, &v));
        batch_know(b, t->op, &v);
    }
    *out = (struct sync_result){
        .id = t->op->id,
        .status = v.status,
        .msg = v.msg,
        .faults = v.status == SYNC_REFUSED ? &t->op->faults : NULL,
    };
    return ok();
}

/* A parked op's next try.  Refused now, it stays parked with the newest reason, for a
 * person to mend. */
static struct err try_again(struct batch *b, const struct q_op_waiting_out *row)
{
    struct sync_op *op = arena_new(b->s->arena, struct sync_op);
    struct verdict v;

    TRY(sync_read_body(b->s->arena, row->body, op));
    op->id = row->id;
    TRY(batch_load(b, op, 1));
    struct taken t = {.op = op,
                      .author = row->author,
                      .device = row->device,
                      .received_at = row->received_at,
                      .offset_ms = row->offset_ms};
    if (idlist_has(&b->mended, id_of(op->id)))
        return ok();
    v = settle(b, &t);
    if (v.status == SYNC_APPLIED)
        TRY(inspection_take(b, &t, &v));
    if (v.status != SYNC_APPLIED)
        return db_exec(b->db, &q_op_wait_again,
                       &(struct q_op_wait_again_in){row->id, v.msg, v.waits_for});
    TRY(acted(b, &t));
    return db_exec(b->db, &q_op_resolve, &(struct q_op_resolve_in){row->id, b->s->now});
}

/* What waited for what this request brought, and what waited for that. */
static struct err release(struct batch *b)
{
    size_t from = 0;

    for (int round = 0; from < b->satisfied.len && round < ROUNDS_MAX; round++) {
        struct q_op_waiting_in in = {{(const uint8_t *)(b->satisfied.of + from),
                                      (b->satisfied.len - from) * sizeof(struct id)}};
        struct q_op_waiting_out *rows;
        size_t len;

        from = b->satisfied.len;
        TRY(db_many(b->db, &q_op_waiting, &in, &rows, &len, b->s->arena));
        for (size_t i = 0; i < len; i++)
            TRY(try_again(b, &rows[i]));
    }
    return ok();
}

static struct err say_reason(struct batch *b, const struct q_op_reasons_out *row,
                             struct sync_result *r)
{
    struct sync_op *op = arena_new(b->s->arena, struct sync_op);

    r->msg = row->reason;
    if (!str_same(row->reason, "errors.form"))
        return ok();
    TRY(sync_read_body(b->s->arena, row->body, op));
    r->faults = &op->faults;
    return ok();
}

/* A parked op that is asked about again: the ledger has its first reason, and what a
 * person is to mend is the newest. */
static struct err newest_reasons(struct batch *b, struct sync_done *done)
{
    struct idlist ids = {0};
    struct q_op_reasons_out *rows;
    size_t len;

    for (size_t i = 0; i < done->len; i++)
        if (done->results[i].status == SYNC_PARKED && done->results[i].replayed)
            idlist_add(b->s->arena, &ids, id_of(done->results[i].id));
    if (ids.len == 0)
        return ok();
    struct q_op_reasons_in in = {idlist_bytes(&ids)};
    TRY(db_many(b->db, &q_op_reasons, &in, &rows, &len, b->s->arena));
    for (size_t i = 0; i < len; i++)
        for (size_t k = 0; k < done->len; k++)
            if (id_same(id_of(done->results[k].id), id_of(rows[i].id)))
                TRY(say_reason(b, &rows[i], &done->results[k]));
    return ok();
}

bool sync_any(const struct sync_request *rq, bool sealed)
{
    for (size_t i = 0; i < rq->ops_len; i++)
        if ((rq->ops[i].envelope.p != NULL) == sealed)
            return true;
    return false;
}

struct err sync_enforcement(struct session *s, const struct sync_request *rq,
                            struct sync_done *out)
{
    struct batch b = {.s = s};

    out->len = rq->ops_len;
    if (!sync_any(rq, false))
        return ok();
    TRY(session_db(s, STORE_ENFORCEMENT, &b.db));
    TRY(batch_load(&b, rq->ops, rq->ops_len));
    for (size_t i = 0; i < rq->ops_len; i++) {
        struct taken t = taken_now(s, rq, &rq->ops[i]);

        if (rq->ops[i].envelope.p == NULL)
            TRY(take(&b, &t, &out->results[i]));
    }
    TRY(release(&b));
    TRY(newest_reasons(&b, out));
    TRY(again_plan(s, b.db, &b.again));
    return batch_tell_all(&b);
}
