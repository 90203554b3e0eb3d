/* import.h -- files of rows into a store: pass 1 checks the whole file and writes
 * nothing, pass 2 applies 500 rows a job between other jobs.  Each row is whole or
 * absent, a second run completes, and memory does not grow with the file.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_IMPORT_H
#define CLI_IMPORT_H

#include "cli/city.h"
#include "wire/csv.h"

#include <stdio.h>

#define IMPORT_BATCH 500
#define IMPORT_COLUMNS 40

struct import_column {
    const char *name; /* of the header, letters of either case */
    bool needed;
};

enum row_result { ROW_ACCEPTED, ROW_UNCHANGED, ROW_REFUSED, ROW_RESULTS };
struct verdict {
    enum row_result result;
    const char *why; /* of ROW_REFUSED */
};

struct import;

/* Another city's columns as ours: docs/imports.md says how the file is written. */
struct import_map {
    const char *column[IMPORT_COLUMNS];   /* the name in the header; NULL: our own */
    const char *constant[IMPORT_COLUMNS]; /* in place of any column; or NULL */
    struct {
        const char *field, *theirs, *ours; /* "state", "Closed", "closed" */
    } word[100];
    size_t words_len;
};

struct import_kind {
    const char *name; /* "addresses" */
    enum store_name store;
    const struct import_column *columns;
    size_t columns_len;
    size_t row_bytes;                 /* of the struct that read fills and apply takes */
    void (*begin)(struct import *im); /* of each pass; or NULL */
    /* value[i] is column i of the table above, trimmed, "" when absent.  NULL, or why
     * the row is refused; what *row points at lives in `a`. */
    const char *(*read)(struct import *im, struct arena *a, const char *const *value,
                        void *row);
    /* Inside a job; may run again. */
    struct err (*apply)(struct import *im, struct db *db, struct arena *a,
                        const void *row, struct verdict *out);
};

struct import {
    struct cli *cli;
    struct open_city *city;
    const struct import_kind *kind;
    bool dry_run;
    FILE *report; /* in place of stdout and stderr; or NULL */
    bool away;    /* a store could not be used: the same file may be tried again */
    void *ctx;    /* the kind's own */
    const struct import_map *map; /* or NULL */
    int64_t counts[ROW_RESULTS];
    struct import_file *file; /* private */
};

/* All files, one after the other; prints the refused rows and the sums.  Whether
 * anything was refused does not change the status, unless nothing was taken. */
int import_files(struct import *im, const char *const *paths, size_t len);
/* The same for one file without printing sums: for kinds of several files. */
int import_begin(struct import *im);
int import_one(struct import *im, const char *path);
int import_end(struct import *im);
/* A refused row, listed as it is found. */
void import_refused(struct import *im, const char *path, int64_t line, const char *why);

/* Reads a map for the columns of a kind; CLI_DONE, or the line is printed. */
int import_map_read(struct import *im, const char *path, struct import_map *out);
/* Our word for theirs, or theirs where the map has none. */
const char *import_map_word(const struct import *im, const char *field,
                            const char *theirs);

extern const struct import_kind import_inspections_kind;

/* For `demo`: the same in a city that is open. */
int import_addresses(struct cli *c, struct open_city *city, const char *path);
int import_directory(struct cli *c, struct open_city *city, const char *path);

#endif
