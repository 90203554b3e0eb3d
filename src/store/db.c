/* db.c -- see db.h: what both engines share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/db.h"

#include "store/driver.h"

#include <stdlib.h>
#include <string.h>

/* PostgreSQL undoes a job's transaction at its first failed statement; so that both
 * engines agree, such a job is never kept, whatever its act makes of the failure. */
static struct err note(struct db *db, struct err e)
{
    if (e.kind != OK && db->fault.kind == OK)
        db->fault = e;
    return e;
}

struct err db_exec(struct db *db, const struct query *q, const void *in)
{
    require(q->shape == QUERY_EXEC && db->trail != NULL);
    TRY(db->fault);
    return note(db, db->driver->exec(db->conn, q, in, db->city, NULL));
}

struct err db_exec_count(struct db *db, const struct query *q, const void *in,
                         int64_t *changed)
{
    require(q->shape == QUERY_EXEC && db->trail != NULL);
    TRY(db->fault);
    return note(db, db->driver->exec(db->conn, q, in, db->city, changed));
}

struct one {
    struct sink sink;
    void *out, *spare;
    int rows;
};

static void *one_place(struct sink *s)
{
    struct one *one = (struct one *)s;

    return one->rows++ == 0 ? one->out : one->spare;
}

static struct err one_took(struct sink *s)
{
    /* A `one` with two rows is a statement that does not say what it means. */
    return ((struct one *)s)->rows == 1 ? ok() : failed(ERR_BROKEN, "db.rows");
}

struct err db_one(struct db *db, const struct query *q, const void *in, void *out,
                  struct arena *a)
{
    struct one one = {.sink = {one_place, one_took, a}, .out = out};

    require(q->shape == QUERY_ONE);
    TRY(db->fault);
    one.spare = arena_alloc(a, q->out_size);
    TRY(note(db, db->driver->read(db->conn, q, in, db->city, &one.sink)));
    return one.rows == 1 ? ok() : failed(ERR_NOT_FOUND, "db.no_row");
}

struct many {
    struct sink sink;
    char *rows;
    size_t size, len, cap;
};

static void *many_place(struct sink *s)
{
    struct many *m = (struct many *)s;

    if (m->len == m->cap) {
        size_t cap = m->cap ? m->cap * 2 : 8;
        char *more = arena_alloc(s->arena, cap * m->size);

        if (m->len > 0)
            memcpy(more, m->rows, m->len * m->size);
        m->rows = more;
        m->cap = cap;
    }
    return m->rows + m->len++ * m->size;
}

static struct err many_took(struct sink *s)
{
    (void)s;
    return ok();
}

/* Six parameters, as db_one has five and an array has a length.
 * NOLINTNEXTLINE(readability-function-size) */
struct err db_many(struct db *db, const struct query *q, const void *in, void *out_rows,
                   size_t *out_len, struct arena *a)
{
    struct many m = {.sink = {many_place, many_took, a}, .size = q->out_size};

    require(q->shape == QUERY_MANY);
    TRY(db->fault);
    TRY(note(db, db->driver->read(db->conn, q, in, db->city, &m.sink)));
    *(void **)out_rows = m.rows;
    *out_len = m.len;
    return ok();
}

struct each {
    struct sink sink;
    struct arena arena; /* of one row */
    void *out;
    size_t size;
    struct err (*row)(void *ctx, const void *out);
    void *ctx;
    struct err stopped; /* by the caller: no fault of the statement */
};

static void *each_place(struct sink *s)
{
    struct each *e = (struct each *)s;

    arena_free(&e->arena);
    e->out = arena_alloc(&e->arena, e->size);
    return e->out;
}

static struct err each_took(struct sink *s)
{
    struct each *e = (struct each *)s;

    e->stopped = e->row(e->ctx, e->out);
    return e->stopped;
}

struct err db_each(struct db *db, const struct query *q, const void *in,
                   struct err (*row)(void *ctx, const void *out), void *ctx)
{
    struct each e = {.sink = {each_place, each_took, NULL},
                     .size = q->out_size,
                     .row = row,
                     .ctx = ctx};

    require(q->shape == QUERY_EACH || q->shape == QUERY_MANY);
    TRY(db->fault);
    e.sink.arena = &e.arena;
    struct err result = db->driver->read(db->conn, q, in, db->city, &e.sink);
    arena_free(&e.arena);
    return e.stopped.kind != OK ? e.stopped : note(db, result);
}

const char *db_city(const struct db *db)
{
    return db->city;
}

static const char *keep(struct arena *a, const char *s)
{
    return s ? arena_copy(a, s, strlen(s)) : NULL;
}

void db_audit(struct db *db, const struct audit *entry)
{
    require(db->trail != NULL && entry->actor && entry->act && entry->subject);
    struct audit_entry *e = arena_new(db->arena, struct audit_entry);
    struct trail *t = db->trail;

    e->audit = (struct audit){.actor = keep(db->arena, entry->actor),
                              .act = keep(db->arena, entry->act),
                              .subject = keep(db->arena, entry->subject),
                              .detail = keep(db->arena, entry->detail)};
    *(t->audits ? &t->last_audit->next : &t->audits) = e;
    t->last_audit = e;
}

void db_change(struct db *db, const struct change *entry)
{
    require(db->trail != NULL && entry->kind);
    struct change_entry *e = arena_new(db->arena, struct change_entry);
    struct trail *t = db->trail;

    e->change = *entry;
    e->change.kind = keep(db->arena, entry->kind);
    *(t->changes ? &t->last_change->next : &t->changes) = e;
    t->last_change = e;
}
