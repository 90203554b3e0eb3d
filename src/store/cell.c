/* cell.c -- see cell.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/cell.h"

#include "core/id.h"

#include <string.h>

static void load_text(const char *s, struct cell *out)
{
    if (s != NULL)
        *out = (struct cell){.kind = CELL_TEXT, .p = s, .len = strlen(s)};
}

static void load_day(struct day d, struct cell *out)
{
    if (d.n == DAY_NONE.n)
        return;
    day_format(d, out->day);
    out->kind = CELL_TEXT;
    out->p = out->day;
    out->len = DAY_TEXT - 1;
}

static void load_bytes(struct bytes b, bool nullable, struct cell *out)
{
    if (b.p != NULL || !nullable)
        *out = (struct cell){
            .kind = CELL_BYTES, .p = b.p ? b.p : (const void *)"", .len = b.len};
}

static void load_int(int64_t n, int64_t none, bool nullable, struct cell *out)
{
    if (!nullable || n != none)
        *out = (struct cell){.kind = CELL_INT, .n = n};
}

static void load_id(const struct id *id, struct cell *out)
{
    if (id_is_set(*id))
        *out = (struct cell){.kind = CELL_BYTES, .p = id->b, .len = sizeof id->b};
}

void cell_load(const struct column *c, const void *in, struct cell *out)
{
    const void *field = (const char *)in + c->offset;

    out->kind = CELL_NULL;
    switch (c->kind) {
    case COL_INT:
        load_int(*(const int64_t *)field, INT_NONE, c->nullable, out);
        break;
    case COL_INSTANT:
        load_int(*(const int64_t *)field, 0, c->nullable, out);
        break;
    case COL_TEXT:
        load_text(*(const char *const *)field, out);
        break;
    case COL_DAY:
        load_day(*(const struct day *)field, out);
        break;
    case COL_ID:
        load_id(field, out);
        break;
    case COL_BYTES:
        load_bytes(*(const struct bytes *)field, c->nullable, out);
        break;
    }
    require(out->kind != CELL_NULL || c->nullable);
}

static void store_null(enum column_kind kind, void *field)
{
    switch (kind) {
    case COL_INT:
        *(int64_t *)field = INT_NONE;
        break;
    case COL_INSTANT:
        *(int64_t *)field = 0;
        break;
    case COL_TEXT:
        *(const char **)field = NULL;
        break;
    case COL_DAY:
        *(struct day *)field = DAY_NONE;
        break;
    case COL_ID:
        *(struct id *)field = (struct id){0};
        break;
    case COL_BYTES:
        *(struct bytes *)field = (struct bytes){0};
        break;
    }
}

static enum cell_kind cell_of(enum column_kind kind)
{
    if (kind == COL_INT || kind == COL_INSTANT)
        return CELL_INT;
    return kind == COL_TEXT || kind == COL_DAY ? CELL_TEXT : CELL_BYTES;
}

struct err cell_store(const struct column *c, const struct cell *from, void *out,
                      struct arena *a)
{
    void *field = (char *)out + c->offset;

    if (from->kind == CELL_NULL) {
        store_null(c->kind, field);
        return c->nullable ? ok() : failed(ERR_BROKEN, "db.null");
    }
    if (from->kind != cell_of(c->kind))
        return failed(ERR_BROKEN, "db.type");
    switch (c->kind) {
    case COL_INT:
    case COL_INSTANT:
        *(int64_t *)field = from->n;
        break;
    case COL_TEXT:
        *(const char **)field = arena_copy(a, from->p, from->len);
        break;
    case COL_DAY:
        if (!day_parse(from->p, from->len, field))
            return failed(ERR_BROKEN, "db.day");
        break;
    case COL_ID:
        if (from->len != sizeof(struct id))
            return failed(ERR_BROKEN, "db.id");
        memcpy(field, from->p, sizeof(struct id));
        break;
    case COL_BYTES:
        *(struct bytes *)field = (struct bytes){
            .p = (const uint8_t *)arena_copy(a, from->p, from->len), .len = from->len};
        break;
    }
    return ok();
}
