/* db_postgres.c -- the driver of PostgreSQL.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/driver.h"

static struct err postgres_open(struct conn **out, const char *where, bool writer)
{
    (void)out, (void)where, (void)writer;
    return failed(ERR_BROKEN, "store.no_postgres");
}

const struct driver driver_postgres = {.kind = DB_POSTGRES, .open = postgres_open};
