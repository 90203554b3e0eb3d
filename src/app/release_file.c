/* release_file.c -- see release_file.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/release_file.h"

#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "wire/csv.h"

#include <string.h>

static void put_cell(struct build *b, const char *s, const char *after)
{
    char *cell = arena_alloc(b->arena, 2 * strlen(s) + 4);

    build_bytes(b, cell, csv_quote(cell, s));
    build_text(b, after);
}

static void put_row(struct build *b, const char *const *cells, size_t len)
{
    for (size_t i = 0; i < len; i++)
        put_cell(b, cells[i], i + 1 < len ? "," : "\r\n");
}

struct sheets {
    struct build of[RELEASE_FILES];
};

static struct err add_line(void *ctx, const struct release_line *l)
{
    struct sheets *s = ctx;

    for (size_t i = 0; i < release_sheets_len; i++)
        if (str_same(release_sheets[i].name, l->sheet))
            put_row(&s->of[i], l->cells, l->len);
    return ok();
}

static void add_part(struct release_bundle *to, const char *name, const struct build *b)
{
    const char *text = build_done(b);

    to->part[to->len++] =
        (struct release_part){name, {(const uint8_t *)text, strlen(text)}};
}

static const char *withheld_csv(struct arena *a, const struct release_counts *c,
                                const char *lang)
{
    struct build b = {.arena = a};

    build_text(&b, "exemption,title,withheld\r\n");
    for (size_t i = 0; i < exemptions_len; i++) {
        char letter[2] = {exemptions[i].letter, '\0'};

        if (c->cut.withheld[letter[0] - 'a'] == 0)
            continue;
        put_cell(&b, letter, ",");
        put_cell(&b, text(lang, exemptions[i].msgid), ",");
        build_int(&b, c->cut.withheld[letter[0] - 'a']);
        build_text(&b, "\r\n");
    }
    put_cell(&b, text(lang, "release.masked"), ",,");
    build_int(&b, c->cut.masked);
    build_text(&b, "\r\n");
    put_cell(&b, text(lang, "release.ahead"), ",,");
    build_int(&b, c->ahead);
    build_text(&b, "\r\n");
    return build_done(&b);
}

/* As sha256sum reads them. */
static void add_sums(struct release_bundle *to, struct arena *a)
{
    struct build b = {.arena = a};
    const char *s;

    for (size_t i = 0; i < to->len; i++) {
        struct sha256 sha = sha256_of(to->part[i].bytes.p, to->part[i].bytes.len);

        for (size_t n = 0; n < sizeof sha.b; n++) {
            build_char(&b, "0123456789abcdef"[sha.b[n] >> 4]);
            build_char(&b, "0123456789abcdef"[sha.b[n] & 15]);
        }
        build_text(&b, "  ");
        build_text(&b, to->part[i].name);
        build_char(&b, '\n');
    }
    s = build_done(&b);
    to->sha = sha256_of(s, strlen(s));
    add_part(to, "SHA256SUMS", &b);
}

static const char *csv_name(struct arena *a, const char *sheet)
{
    struct build b = {.arena = a};

    build_text(&b, sheet);
    build_text(&b, ".csv");
    return build_done(&b);
}

struct err release_bundle_make(struct db *db, const struct release_scope *scope,
                               const char *lang, struct arena *a,
                               struct release_bundle *out)
{
    struct sheets sheets = {0};
    struct build withheld = {.arena = a};

    *out = (struct release_bundle){0};
    require(release_sheets_len + 2 <= RELEASE_FILES);
    for (size_t i = 0; i < release_sheets_len; i++) {
        const char *const *columns;
        size_t len = release_columns(&release_sheets[i], a, &columns);

        sheets.of[i].arena = a;
        put_row(&sheets.of[i], columns, len);
    }
    TRY(release_walk(db, scope, add_line, &sheets, &out->counts));
    for (size_t i = 0; i < release_sheets_len; i++)
        add_part(out, csv_name(a, release_sheets[i].name), &sheets.of[i]);
    build_text(&withheld, withheld_csv(a, &out->counts, lang));
    add_part(out, "withheld.csv", &withheld);
    add_sums(out, a);
    return ok();
}

static const char *const *copies(struct arena *a, const char *const *of, size_t len)
{
    const char **to = arena_array(a, const char *, len + 1);

    for (size_t i = 0; i < len; i++)
        to[i] = arena_copy(a, of[i], strlen(of[i]));
    return to;
}

static struct err keep_line(void *ctx, const struct release_line *l)
{
    struct release_text *t = ctx;

    if (t->len == t->cap) {
        size_t cap = t->cap ? 2 * t->cap : 64;
        struct release_line *more = arena_array(t->arena, struct release_line, cap);

        if (t->len > 0)
            memcpy(more, t->lines, t->len * sizeof *more);
        t->lines = more;
        t->cap = cap;
    }
    t->lines[t->len++] = (struct release_line){
        .sheet = l->sheet,
        .columns = copies(t->arena, l->columns, l->len),
        .cells = copies(t->arena, l->cells, l->len),
        .len = l->len,
    };
    return ok();
}

struct err release_text_make(struct db *db, const struct release_scope *scope,
                             struct arena *a, struct release_text *out)
{
    *out = (struct release_text){.arena = a};
    return release_walk(db, scope, keep_line, out, &out->counts);
}

const char *release_heading(const struct release_line *l, size_t i)
{
    const struct redaction *r = redaction_find(l->sheet, l->columns[i]);

    return r != NULL && r->label != NULL ? r->label : l->columns[i];
}

const char *release_text_csv(const struct release_text *t)
{
    struct build b = {.arena = t->arena};

    build_text(&b, "sheet,line,column,value\r\n");
    for (size_t i = 0; i < t->len; i++)
        for (size_t n = 0; n < t->lines[i].len; n++) {
            put_cell(&b, t->lines[i].sheet, ",");
            build_int(&b, (int64_t)i + 1);
            build_char(&b, ',');
            put_cell(&b, release_heading(&t->lines[i], n), ",");
            put_cell(&b, t->lines[i].cells[n], "\r\n");
        }
    return build_done(&b);
}
