/* stores.h -- opening what the settings name: stores, keys, the city's zone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_STORES_H
#define CLI_STORES_H

#include "cli/cli.h"
#include "store/stores.h"

/* Opens all four and brings their schemas forward; CLI_DONE, or the line is printed and
 * none stays open.  Only a city that is being made makes them. */
int stores_open(struct cli *c, struct stores *out);
int stores_make(struct cli *c, struct stores *out);
/* One alone: the files of the others need not be there, nor be readable. */
int stores_open_one(struct cli *c, enum store_name name, struct stores *out);
void stores_close(struct stores *stores);

/* Runs one change of the city on one store and waits: CLI_DONE, or the line is printed.
 */
int stores_change(struct cli *c, struct store *store,
                  struct err (*act)(struct db *db, struct arena *a, void *ctx),
                  void *ctx);

#endif
