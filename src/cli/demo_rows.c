/* demo_rows.c -- the tables of data/demo, row by row.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo.h"

#include "base/embedded.h"
#include "wire/csv.h"

#include <stdlib.h>
#include <string.h>

const char *demo_get(const struct demo_row *row, const char *column)
{
    for (size_t i = 0; i < row->head->len && i < row->len; i++)
        if (strcmp(row->head->field[i], column) == 0)
            return row->field[i];
    return "";
}

int demo_int(const struct demo_row *row, const char *column)
{
    return atoi(demo_get(row, column));
}

char *demo_word(struct arena *a, const char **rest, char mark)
{
    const char *s = *rest;

    if (*s == '\0')
        return NULL;
    size_t len = (size_t)(strchrnul(s, mark) - s);
    *rest = s + len + (s[len] == mark);
    return arena_copy(a, s, len);
}

struct reading {
    struct arena *arena;
    struct demo_row *head; /* in the arena: rows may be kept */
    struct err (*row)(void *ctx, const struct demo_row *row);
    void *ctx;
    struct err err;
};

static void take(void *ctx, const struct csv_row *csv)
{
    struct reading *r = ctx;
    struct demo_row row = {.head = r->head, .len = csv->len};

    require(csv->wrong == NULL && csv->len <= DEMO_COLUMNS);
    for (size_t i = 0; i < csv->len; i++)
        row.field[i] = arena_copy(r->arena, csv->field[i], strlen(csv->field[i]));
    if (r->head->len == 0)
        *r->head = row;
    else if (r->err.kind == OK)
        r->err = r->row(r->ctx, &row);
}

static const struct embedded *file_named(const char *name)
{
    const struct embedded *f = demo_files;

    while (f->name != NULL && strcmp(f->name, name) != 0)
        f++;
    require(f->name != NULL);
    return f;
}

struct err demo_each(struct arena *a, const char *file, void *ctx,
                     struct err (*row)(void *ctx, const struct demo_row *row))
{
    const struct embedded *f = file_named(file);
    struct reading r = {
        .arena = a, .head = arena_new(a, struct demo_row), .row = row, .ctx = ctx};
    struct csv *csv = arena_new(a, struct csv);

    csv_begin(csv, take, &r);
    csv_feed(csv, (const char *)f->bytes, f->len);
    csv_end(csv);
    return r.err;
}
