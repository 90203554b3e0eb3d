/* import.h -- files of rows into a store: pass 1 checks the whole file and writes
 * nothing, pass 2 applies 500 rows a job between other jobs.  Each row is whole or
 * absent, a second run completes, and memory does not grow with the file.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_IMPORT_H
#define CLI_IMPORT_H

#include "cli/city.h"
#include "wire/csv.h"

#define IMPORT_BATCH 500
#define IMPORT_COLUMNS 40

struct import_column {
    const char *name; /* of the header, letters of either case */
    bool needed;
};

enum row_result { ROW_ACCEPTED, ROW_UNCHANGED, ROW_REFUSED, ROW_RESULTS };

struct import;

struct import_kind {
    const char *name; /* "addresses" */
    enum store_name store;
    const struct import_column *columns;
    size_t columns_len;
    size_t row_bytes; /* of the struct that read fills and apply takes */
    /* value[i] is column i of the table above, trimmed, "" when absent.  NULL, or why
     * the row is refused; what *row points at lives in `a`. */
    const char *(*read)(struct import *im, struct arena *a, const char *const *value,
                        void *row);
    /* Inside a job; may run again.  *why only for ROW_REFUSED. */
    struct err (*apply)(struct import *im, struct db *db, struct arena *a,
                        const void *row, enum row_result *result, const char **why);
};

struct import {
    struct cli *cli;
    struct open_city *city;
    const struct import_kind *kind;
    bool dry_run;
    void *ctx; /* the kind's own */
    /* The names to look for in the header, by column, where a map renames them; or NULL
     * entries for the column's own name. */
    const char *const *renamed;
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

/* A clause in `a`. */
const char *import_why(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* For `demo`: the same in a city that is open. */
int import_addresses(struct cli *c, struct open_city *city, const char *path);
int import_directory(struct cli *c, struct open_city *city, const char *path);

#endif
