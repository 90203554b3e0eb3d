/* sync_batch.c -- see sync_batch.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/sync_batch.h"

#include <string.h>

void *batch_grow(struct arena *a, void *of, size_t size, size_t len, size_t *cap)
{
    if (len < *cap)
        return of;
    *cap = *cap == 0 ? 16 : 2 * *cap;

    void *more = arena_alloc(a, *cap * size);
    if (len > 0)
        memcpy(more, of, len * size);
    return more;
}

void idlist_add(struct arena *a, struct idlist *l, struct id id)
{
    GROW(a, l->of, l->len, l->cap);
    l->of[l->len++] = id;
}

bool idlist_has(const struct idlist *l, struct id id)
{
    for (size_t i = 0; i < l->len; i++)
        if (id_same(l->of[i], id))
            return true;
    return false;
}

struct bytes idlist_bytes(const struct idlist *l)
{
    return (struct bytes){(const uint8_t *)l->of, l->len * sizeof *l->of};
}

const struct known *batch_known(const struct batch *b, struct op_id id)
{
    for (size_t i = 0; i < b->known_len; i++)
        if (id_same(id_of(b->known[i].id), id_of(id)))
            return &b->known[i];
    return NULL;
}

static void know(struct batch *b, struct known k)
{
    GROW(b->s->arena, b->known, b->known_len, b->known_cap);
    b->known[b->known_len++] = k;
}

void batch_know(struct batch *b, const struct sync_op *op, const struct verdict *v)
{
    know(b, (struct known){op->id, op->sha, v->status, v->msg});
}

struct visit *batch_visit(struct batch *b, struct id id)
{
    for (size_t i = 0; i < b->visits_len; i++)
        if (id_same(id_of(b->visits[i].id), id))
            return &b->visits[i];
    return NULL;
}

struct visit *batch_visit_add(struct batch *b)
{
    GROW(b->s->arena, b->visits, b->visits_len, b->visits_cap);
    b->visits[b->visits_len] = (struct visit){0};
    return &b->visits[b->visits_len++];
}

const struct q_visit_finding_by_ids_out *batch_finding(const struct batch *b,
                                                       struct id id)
{
    for (size_t i = 0; i < b->findings_len; i++)
        if (id_same(id_of(b->findings[i].id), id))
            return &b->findings[i];
    return NULL;
}

void batch_finding_add(struct batch *b, struct q_visit_finding_by_ids_out finding)
{
    GROW(b->s->arena, b->findings, b->findings_len, b->findings_cap);
    b->findings[b->findings_len++] = finding;
}

void batch_finding_drop(struct batch *b, struct id id)
{
    for (size_t i = 0; i < b->findings_len; i++)
        if (id_same(id_of(b->findings[i].id), id))
            b->findings[i--] = b->findings[--b->findings_len];
}

bool batch_satisfied(const struct batch *b, struct op_id id)
{
    const struct known *k = batch_known(b, id);

    return (k != NULL && k->status == SYNC_APPLIED) ||
           idlist_has(&b->satisfied, id_of(id));
}

/* What the ops name, by kind of noun and without repeats. */
struct named {
    struct idlist ops, visits, findings, properties;
};

static void name_one(struct arena *a, struct idlist *l, struct id id)
{
    if (id_is_set(id) && !idlist_has(l, id))
        idlist_add(a, l, id);
}

static void name_all(struct batch *b, const struct sync_op *op, struct named *n)
{
    struct arena *a = b->s->arena;
    struct id visit = op_id_field(op, "inspection");

    if (op->envelope.p != NULL)
        return;
    if (batch_known(b, op->id) == NULL)
        name_one(a, &n->ops, id_of(op->id));
    name_one(a, &n->ops, id_of(op->mends));
    for (size_t i = 0; i < op->after_len; i++)
        if (batch_known(b, op->after[i]) == NULL)
            name_one(a, &n->ops, id_of(op->after[i]));
    if (batch_visit(b, visit) == NULL)
        name_one(a, &n->visits, visit);
    if (batch_finding(b, op_id_field(op, "finding")) == NULL)
        name_one(a, &n->findings, op_id_field(op, "finding"));
    if (!idlist_has(&b->properties, op_id_field(op, "property")))
        name_one(a, &n->properties, op_id_field(op, "property"));
}

struct err batch_load_known(struct batch *b, const struct idlist *ids)
{
    struct q_op_known_in in = {idlist_bytes(ids)};
    struct q_op_known_out *rows;
    size_t len;

    TRY(db_many(b->db, &q_op_known, &in, &rows, &len, b->s->arena));
    for (size_t i = 0; i < len; i++) {
        struct known k = {.id = rows[i].id, .msg = rows[i].problem};

        k.status = strcmp(rows[i].status, "applied") == 0 ? SYNC_APPLIED : SYNC_PARKED;
        if (rows[i].sha256.len == SHA256_LEN)
            memcpy(k.sha.b, rows[i].sha256.p, SHA256_LEN);
        know(b, k);
    }
    return ok();
}

/* Parked ops that were resolved count as done; mended ones too, even before they came. */
static struct err load_standing(struct batch *b, const struct idlist *ids)
{
    struct q_op_standing_in in = {idlist_bytes(ids)};
    struct q_op_standing_out *rows;
    size_t len;

    TRY(db_many(b->db, &q_op_standing, &in, &rows, &len, b->s->arena));
    for (size_t i = 0; i < len; i++) {
        if (rows[i].mended != 0)
            idlist_add(b->s->arena, &b->mended, id_of(rows[i].id));
        if (rows[i].resolved != 0)
            idlist_add(b->s->arena, &b->satisfied, id_of(rows[i].id));
    }
    return ok();
}

static struct visit visit_of(const struct q_visit_by_ids_out *row)
{
    struct visit v = {.id = row->id,
                      .property = row->property,
                      .inspector = row->inspector,
                      .unit = row->unit,
                      .started_at = row->started_at};

    require(inspection_state_parse(row->state, &v.state));
    return v;
}

static struct err load_visits(struct batch *b, const struct idlist *ids)
{
    struct q_visit_by_ids_in in = {idlist_bytes(ids)};
    struct q_visit_by_ids_out *rows;
    size_t len;

    if (ids->len == 0)
        return ok();
    TRY(db_many(b->db, &q_visit_by_ids, &in, &rows, &len, b->s->arena));
    for (size_t i = 0; i < len; i++)
        *batch_visit_add(b) = visit_of(&rows[i]);
    return ok();
}

static struct err load_findings(struct batch *b, const struct idlist *ids)
{
    struct q_visit_finding_by_ids_in in = {idlist_bytes(ids)};
    struct q_visit_finding_by_ids_out *rows;
    size_t len;

    if (ids->len == 0)
        return ok();
    TRY(db_many(b->db, &q_visit_finding_by_ids, &in, &rows, &len, b->s->arena));
    for (size_t i = 0; i < len; i++)
        batch_finding_add(b, rows[i]);
    return ok();
}

static struct err load_properties(struct batch *b, const struct idlist *ids)
{
    struct q_visit_property_by_ids_in in = {idlist_bytes(ids)};
    struct q_visit_property_by_ids_out *rows;
    size_t len;

    if (ids->len == 0)
        return ok();
    TRY(db_many(b->db, &q_visit_property_by_ids, &in, &rows, &len, b->s->arena));
    for (size_t i = 0; i < len; i++)
        idlist_add(b->s->arena, &b->properties, id_of(rows[i].id));
    return ok();
}

struct err batch_load(struct batch *b, const struct sync_op *ops, size_t len)
{
    struct named n = {0};

    for (size_t i = 0; i < len; i++)
        name_all(b, &ops[i], &n);
    if (n.ops.len > 0) {
        TRY(batch_load_known(b, &n.ops));
        TRY(load_standing(b, &n.ops));
    }
    TRY(load_visits(b, &n.visits));
    TRY(load_findings(b, &n.findings));
    return load_properties(b, &n.properties);
}
