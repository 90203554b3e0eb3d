/* import.c -- see import.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/import.h"

#include "base/json.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define READ_BYTES (64u * 1024)

struct batch_row {
    int64_t line;
    struct verdict verdict;
    void *row;
};

/* One file being read. */
struct import_file {
    const char *path;
    bool applying; /* pass 2 */
    bool header_seen;
    size_t header_len;
    int at[IMPORT_COLUMNS]; /* the file's column for ours, or -1 */
    int status;             /* of the whole file */
    struct arena rows;      /* of the batch; in pass 1, of one row */
    struct batch_row batch[IMPORT_BATCH];
    size_t batch_len;
    struct csv csv;
};

static FILE *told(const struct import *im)
{
    return im->report != NULL ? im->report : stdout;
}

static int stop(const struct import *im, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The file is refused, or goes no further. */
static int stop(const struct import *im, const char *fmt, ...)
{
    char words[600];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(words, sizeof words, fmt, ap);
    va_end(ap);
    if (im->report == NULL)
        return cli_refuse("%s", words);
    fprintf(im->report, "%s\n", words);
    return CLI_REFUSED;
}

void import_refused(struct import *im, const char *path, int64_t line, const char *why)
{
    struct arena a = {0};
    struct json_out o = {.arena = &a};

    if (!im->cli->json) {
        fprintf(told(im), "%s line %" PRId64 ": refused: %s\n", path, line, why);
    } else {
        json_map(&o, NULL);
        json_put_text(&o, "file", path);
        json_put_int(&o, "line", line);
        json_put_text(&o, "reason", why);
        json_end_map(&o);
        fprintf(told(im), "%s%s", im->counts[ROW_REFUSED] > 0 ? ",\n" : "\n",
                json_done(&o));
    }
    im->counts[ROW_REFUSED]++;
    arena_free(&a);
}

static const char *header_name(const struct import *im, size_t i)
{
    const char *renamed = im->map != NULL ? im->map->column[i] : NULL;

    return renamed != NULL ? renamed : im->kind->columns[i].name;
}

static const char *constant(const struct import *im, size_t i)
{
    return im->map != NULL ? im->map->constant[i] : NULL;
}

static void take_header(struct import *im, const struct csv_row *row)
{
    struct import_file *f = im->file;

    f->header_seen = true;
    f->header_len = row->len;
    for (size_t i = 0; i < im->kind->columns_len && f->status == CLI_DONE; i++) {
        f->at[i] = -1;
        if (constant(im, i) != NULL)
            continue;
        for (size_t k = 0; k < row->len; k++)
            if (strcasecmp(row->field[k], header_name(im, i)) == 0)
                f->at[i] = (int)k;
        if (f->at[i] < 0 && im->kind->columns[i].needed)
            f->status = stop(im,
                             "%s line 1: the column \"%s\" is missing; nothing was "
                             "taken from this file",
                             f->path, header_name(im, i));
    }
}

static const char *trimmed(struct arena *a, const char *s)
{
    size_t len;

    while (isspace((unsigned char)*s))
        s++;
    len = strlen(s);
    while (len > 0 && isspace((unsigned char)s[len - 1]))
        len--;
    return arena_copy(a, s, len);
}

/* NULL, or why the row is refused. */
static const char *read_row(struct import *im, const struct csv_row *row, void *out)
{
    struct import_file *f = im->file;
    const char *value[IMPORT_COLUMNS];

    if (row->wrong != NULL)
        return row->wrong;
    if (row->len != f->header_len)
        return cli_words(&f->rows, "the row has %zu columns, the header %zu", row->len,
                         f->header_len);
    for (size_t i = 0; i < im->kind->columns_len; i++)
        value[i] = f->at[i] >= 0     ? trimmed(&f->rows, row->field[f->at[i]])
                   : constant(im, i) ? constant(im, i)
                                     : "";
    return im->kind->read(im, &f->rows, value, out);
}

/* Nothing may be kept of a dry run: the job says so, and its savepoint is undone. */
static const char dry_run[] = "import.dry_run";

static struct err apply_batch(struct db *db, struct arena *a, void *ctx)
{
    struct import *im = ctx;
    struct import_file *f = im->file;
    char act[64];

    for (size_t i = 0; i < f->batch_len; i++) {
        struct batch_row *r = &f->batch[i];
        TRY(im->kind->apply(im, db, a, r->row, &r->verdict));
    }
    if (im->dry_run)
        return failed(ERR_CONFLICT, dry_run);
    snprintf(act, sizeof act, "import.%s", im->kind->name);
    db_audit(db, &(struct audit){im->cli->actor, arena_copy(a, act, strlen(act)),
                                 "import", NULL});
    return ok();
}

static void flush_batch(struct import *im)
{
    struct import_file *f = im->file;
    struct job job = {.city = im->city->code, .act = apply_batch, .ctx = im};

    if (f->batch_len == 0 || f->status != CLI_DONE)
        return;
    struct err e = store_run(im->city->stores.of[im->kind->store], &job);
    im->away |= e.kind != OK && e.msg != dry_run;
    if (e.kind != OK && e.msg != dry_run)
        f->status =
            stop(im,
                 "%s: stopped before line %" PRId64 ": %s What came before is in; "
                 "run the same command again to go on",
                 f->path, f->batch[0].line, text("en", e.msg));
    for (size_t i = 0; i < f->batch_len && f->status == CLI_DONE; i++) {
        if (f->batch[i].verdict.result == ROW_REFUSED)
            import_refused(im, f->path, f->batch[i].line, f->batch[i].verdict.why);
        else
            im->counts[f->batch[i].verdict.result]++;
    }
    arena_free(&job.arena);
    arena_free(&f->rows);
    f->batch_len = 0;
}

static void check_row(struct import *im, const struct csv_row *row)
{
    struct import_file *f = im->file;
    const char *why = read_row(im, row, arena_alloc(&f->rows, im->kind->row_bytes));

    if (why != NULL)
        import_refused(im, f->path, row->line, why);
    arena_free(&f->rows);
}

static void queue_row(struct import *im, const struct csv_row *row)
{
    struct import_file *f = im->file;
    void *out = arena_alloc(&f->rows, im->kind->row_bytes);

    if (read_row(im, row, out) != NULL)
        return; /* pass 1 has said why */
    f->batch[f->batch_len++] = (struct batch_row){.line = row->line, .row = out};
    if (f->batch_len == IMPORT_BATCH)
        flush_batch(im);
}

static void take_row(void *ctx, const struct csv_row *row)
{
    struct import *im = ctx;
    struct import_file *f = im->file;

    if (f->status != CLI_DONE)
        return;
    if (!f->header_seen && row->wrong != NULL)
        f->status = stop(im, "%s line %" PRId64 ": %s", f->path, row->line, row->wrong);
    else if (!f->header_seen)
        take_header(im, row);
    else if (f->applying)
        queue_row(im, row);
    else
        check_row(im, row);
}

static void close_file(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

static void pass(struct import *im, FILE *in, bool applying)
{
    struct import_file *f = im->file;
    static const char header_missing[] = "%s is empty: the first line must name columns";
    char *buf = arena_alloc(&im->cli->arena, READ_BYTES);
    size_t got;

    f->applying = applying;
    f->header_seen = false;
    if (im->kind->begin != NULL)
        im->kind->begin(im);
    rewind(in);
    csv_begin(&f->csv, take_row, im);
    while (f->status == CLI_DONE && (got = fread(buf, 1, READ_BYTES, in)) > 0)
        csv_feed(&f->csv, buf, got);
    if (ferror(in))
        f->status = stop(im, "cannot read %s: %s", f->path, strerror(errno));
    if (f->status == CLI_DONE)
        csv_end(&f->csv);
    if (f->status == CLI_DONE && !f->header_seen)
        f->status = stop(im, header_missing, f->path);
    flush_batch(im);
}

int import_one(struct import *im, const char *path)
{
    FILE *in CLEANUP(close_file) = fopen(path, "re");

    if (in == NULL)
        return stop(im, "cannot read %s: %s", path, strerror(errno));
    if (fseek(in, 0, SEEK_SET) != 0)
        return stop(im, "%s cannot be read twice; give a file, not a pipe", path);
    im->file = arena_new(&im->cli->arena, struct import_file);
    im->file->path = path;
    pass(im, in, false);
    if (im->file->status == CLI_DONE)
        pass(im, in, true);
    arena_free(&im->file->rows);
    return im->file->status;
}

int import_begin(struct import *im)
{
    if (im->cli->json)
        fputs("{\"refusals\":[", told(im));
    return CLI_DONE;
}

int import_end(struct import *im)
{
    const int64_t *n = im->counts;
    int64_t all = n[ROW_ACCEPTED] + n[ROW_UNCHANGED] + n[ROW_REFUSED];

    if (im->cli->json)
        fprintf(told(im),
                "],\n\"rows\":%" PRId64 ",\"accepted\":%" PRId64 ",\"unchanged\":%" PRId64
                ",\"refused\":%" PRId64 ",\"dry_run\":%s}\n",
                all, n[ROW_ACCEPTED], n[ROW_UNCHANGED], n[ROW_REFUSED],
                im->dry_run ? "true" : "false");
    else
        fprintf(told(im),
                "%s%s: %" PRId64 " rows: %" PRId64 " accepted, %" PRId64
                " unchanged, %" PRId64 " refused\n",
                im->kind->name, im->dry_run ? " (dry run, nothing written)" : "", all,
                n[ROW_ACCEPTED], n[ROW_UNCHANGED], n[ROW_REFUSED]);
    if (n[ROW_REFUSED] > 0 && n[ROW_REFUSED] == all)
        return stop(im, "nothing was taken: every row was refused");
    return CLI_DONE;
}

int import_files(struct import *im, const char *const *paths, size_t len)
{
    int status = import_begin(im);

    for (size_t i = 0; i < len && status == CLI_DONE; i++)
        status = import_one(im, paths[i]);
    int end = import_end(im);
    return status != CLI_DONE ? status : end;
}
