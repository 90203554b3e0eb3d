/* csv.c -- CSV: where the pieces of a file are cut does not matter, and the sound rows
 * written again are read the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "core/build.h"
#include "core/str.h"
#include "wire/csv.h"

#include <string.h>

struct seen {
    struct build all;  /* every row with its line, to compare */
    struct build rows; /* the sound rows, to compare */
    struct build file; /* the sound rows, written */
    int64_t last_line;
    const char *from; /* what is read */
    size_t from_len;
};

/* What a spreadsheet would run comes back behind an apostrophe. */
static bool is_formula(const char *field)
{
    return *field != '\0' &&
           (strchr("=+-@\t\r\n", *field) != NULL || str_starts(field, "\uff1d") ||
            str_starts(field, "\uff0b") || str_starts(field, "\uff0d") ||
            str_starts(field, "\uff20"));
}

static void write_field(struct seen *s, const char *field, bool alone)
{
    char *quoted = arena_alloc(s->file.arena, 2 * strlen(field) + 4);
    size_t len = csv_quote(quoted, field);

    require(len <= 2 * strlen(field) + 4);
    build_bytes(&s->file, quoted, len);
    /* Nothing at all would be a blank line. */
    if (alone && len == 0)
        build_text(&s->file, "\"\"");
    if (is_formula(field))
        build_char(&s->rows, '\'');
    build_text(&s->rows, field);
}

/* Why a row is refused is true at least of the file. */
static void look_at_reason(const struct seen *s, const char *wrong)
{
    if (strstr(wrong, "UTF-8") != NULL)
        require(!utf8_valid(s->from, s->from_len));
    else if (strstr(wrong, "zero byte") != NULL)
        require(memchr(s->from, '\0', s->from_len) != NULL);
    else if (strstr(wrong, "longer") != NULL)
        require(s->from_len > CSV_ROW_BYTES / 2); /* each field has its NUL */
    else if (strstr(wrong, "columns") != NULL)
        require(s->from_len >= CSV_FIELDS - 1);
    else
        require(memchr(s->from, '"', s->from_len) != NULL);
}

static int64_t line_ends(const char *file, size_t len)
{
    int64_t n = 0;

    for (size_t i = 0; i < len; i++)
        n += file[i] == '\r' || (file[i] == '\n' && (i == 0 || file[i - 1] != '\r'));
    return n;
}

static void note(void *ctx, const struct csv_row *row)
{
    struct seen *s = ctx;

    require(row->line > s->last_line);
    s->last_line = row->line;
    build_int(&s->all, row->line);
    build_text(&s->all, row->wrong == NULL ? ":" : row->wrong);
    if (row->wrong != NULL) {
        look_at_reason(s, row->wrong);
        return;
    }
    require(row->len > 0 && row->len < CSV_FIELDS);
    for (size_t i = 0; i < row->len; i++) {
        require(utf8_valid(row->field[i], strlen(row->field[i])));
        build_text(&s->all, row->field[i]);
        build_char(&s->all, '\x01');
        write_field(s, row->field[i], row->len == 1);
        build_char(&s->file, i + 1 < row->len ? ',' : '\n');
        build_char(&s->rows, i + 1 < row->len ? '\x01' : '\x02');
    }
}

/* In pieces of `piece` bytes; what it writes begins with a row of its own, so that the
 * next text is not where a byte order mark stands. */
static struct seen *read_file(struct arena *a, const char *file, size_t len, size_t piece)
{
    struct seen *s = arena_new(a, struct seen);
    static struct csv c;

    s->all.arena = s->rows.arena = s->file.arena = a;
    s->from = file;
    s->from_len = len;
    build_text(&s->file, "first\n");
    csv_begin(&c, note, s);
    for (size_t at = 0; at < len; at += piece)
        csv_feed(&c, file + at, len - at < piece ? len - at : piece);
    csv_end(&c);
    require(c.line == 1 + line_ends(file, len));
    return s;
}

/* The rows of `later` are the first row and then those of `s`. */
static void same_behind_first(const struct seen *s, const struct seen *later)
{
    static const char first[] = "first\x02";

    require(str_starts(build_done(&later->rows), first));
    require(str_same(build_done(&s->rows), build_done(&later->rows) + strlen(first)));
}

static void look_at_place(struct arena *a, const struct seen *s, const char *file,
                          size_t len)
{
    struct build b = {.arena = a};

    if (len > 0 && file[0] == '\xef')
        return; /* perhaps a mark, which is one only at the start */
    build_text(&b, "first\n");
    build_bytes(&b, file, len);
    same_behind_first(s, read_file(a, build_done(&b), b.len, b.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    const char *file = (const char *)data;
    struct seen *whole = read_file(&a, file, size, size + 1);
    struct seen *pieces = read_file(&a, file, size, 1 + size % 7);

    require(str_same(build_done(&whole->all), build_done(&pieces->all)));
    look_at_place(&a, whole, file, size);
    if (whole->file.len > CSV_ROW_BYTES)
        return 0; /* an apostrophe more may be one too many */
    same_behind_first(whole,
                      read_file(&a, build_done(&whole->file), whole->file.len, 4096));
    return 0;
}
