/* old.h -- stores as earlier releases left them: a schema brought to some migration,
 * rows in all its tables, and all of it written down as the engine itself tells it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_OLD_H
#define TESTS_STORE_OLD_H

#include "world.h"

#include "store/migrate.h"

/* A database of its own for one store; gone with its world. */
struct place {
    struct world *w;
    enum store_name store;
    char url[256];
};
struct place place_new(struct world *w, enum store_name store);

/* Migrates it as a program would that knows these and no more. */
MUST_CHECK struct err place_bring(const struct place *p, const struct migration *of,
                                  size_t len);
/* Two rows in every table, one city each; `len` migrations have been applied. */
void place_fill(const struct place *p, const struct migration *of, size_t len);
/* Tables, columns, checks, indexes and the numbers of the migrations, as text. */
const char *place_schema(const struct place *p);

/* What a store holds in the columns that it has now, to be read again later. */
struct kept {
    const char *const *queries;
    size_t len;
};
struct kept place_kept(const struct place *p);
const char *place_rows(const struct place *p, const struct kept *kept);
/* Returns when no other client is connected: what a killed one began is over. */
void place_settle(const struct place *p);

#endif
