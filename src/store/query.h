/* query.h -- what tools/sqlgen.py says of one SQL statement.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "core/base.h"

enum db_kind { DB_SQLITE, DB_POSTGRES, DB_KINDS };
enum query_shape { QUERY_EXEC, QUERY_ONE, QUERY_MANY, QUERY_EACH };

/* How a C field and a column meet.  A type written with `?` in sql/ may be NULL, and
 * then reads and binds as: text NULL, bytes {NULL, 0}, id all zero, day DAY_NONE,
 * instant 0, int INT_NONE. */
enum column_kind { COL_INT, COL_INSTANT, COL_TEXT, COL_DAY, COL_ID, COL_BYTES };

#define INT_NONE INT64_MIN

struct column {
    enum column_kind kind;
    bool nullable;
    size_t offset; /* into the query's in or out struct */
    const char *name;
};

struct query {
    const char *name;
    enum query_shape shape;
    bool expect_one;            /* an exec of 0 rows is ERR_CONFLICT */
    bool binds_city;            /* as its last parameter; false only in sql/common */
    const char *text[DB_KINDS]; /* NULL when one engine alone needs it */
    const struct column *in;
    size_t in_len;
    const struct column *out;
    size_t out_len, out_size;
};

#endif
